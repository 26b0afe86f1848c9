-- More leaves than papers for readers: documents saved, lists of who gets what, corrections sent.

CREATE TABLE pack_anew (
    number      INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('agenda', 'minutes', 'actions', 'lateral checks',
                                              'case', 'key', 'subject access', 'caseload',
                                              'document', 'correction', 'who gets what')),
    audience    TEXT NOT NULL CHECK (audience IN ('agency', 'member', 'guest',
                                                  'members', 'chair', 'holder')),
    agency      TEXT REFERENCES agency (code),
    member      INTEGER REFERENCES member (number),
    meeting     INTEGER REFERENCES meeting (number),
    version     TEXT NOT NULL,
    draft       INTEGER NOT NULL CHECK (draft IN (0, 1)),
    extract     INTEGER NOT NULL CHECK (extract IN (0, 1)),
    overridden  INTEGER NOT NULL CHECK (overridden IN (0, 1)),
    built_on    TEXT NOT NULL CHECK (built_on GLOB '????-??-??'),
    built_by    TEXT NOT NULL CHECK (built_by <> ''),
    built_in    INTEGER NOT NULL,
    expires_on  TEXT CHECK (expires_on GLOB '????-??-??'),
    CHECK (audience <> 'agency' OR agency IS NOT NULL),
    CHECK ((audience IN ('guest', 'member')) <= (member IS NOT NULL))
) STRICT;
INSERT INTO pack_anew SELECT * FROM pack;
DROP TABLE pack;
ALTER TABLE pack_anew RENAME TO pack;
CREATE INDEX pack_of_agency ON pack (agency);
CREATE INDEX pack_of_member ON pack (member);
CREATE INDEX pack_of_meeting ON pack (meeting, kind);
CREATE INDEX pack_expires ON pack (expires_on);
