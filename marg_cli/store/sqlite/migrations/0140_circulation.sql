-- The ledger of packs: who was given which paper, and what became of it. It holds no word of one.

-- Recipients are an agency, a guest by their number, or whoever the copy is for by its name.
CREATE TABLE pack (
    number      INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('agenda', 'minutes', 'actions', 'lateral checks',
                                              'case', 'key', 'subject access', 'caseload')),
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
CREATE INDEX pack_of_agency ON pack (agency);
CREATE INDEX pack_of_member ON pack (member);
CREATE INDEX pack_of_meeting ON pack (meeting, kind);
CREATE INDEX pack_expires ON pack (expires_on);

-- No reference to the case itself: who holds a copy is still to be known when the case is erased.
CREATE TABLE pack_case (
    pack      INTEGER NOT NULL REFERENCES pack (number),
    case_ref  TEXT NOT NULL CHECK (case_ref <> ''),
    PRIMARY KEY (pack, case_ref)
) STRICT;
CREATE INDEX pack_speaks_of ON pack_case (case_ref);

CREATE TABLE pack_file (
    pack      INTEGER NOT NULL REFERENCES pack (number),
    position  INTEGER NOT NULL CHECK (position > 0),
    file      TEXT NOT NULL,
    format    TEXT NOT NULL CHECK (format <> ''),
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64),
    copy      INTEGER CHECK (copy > 0),
    PRIMARY KEY (pack, position)
) STRICT;

CREATE TABLE pack_allowance (
    pack      INTEGER NOT NULL REFERENCES pack (number),
    case_ref  TEXT NOT NULL CHECK (case_ref <> ''),
    field     TEXT NOT NULL CHECK (field <> ''),
    because   TEXT NOT NULL CHECK (because <> ''),
    PRIMARY KEY (pack, case_ref, field)
) STRICT;

CREATE TABLE pack_event (
    number       INTEGER PRIMARY KEY,
    pack         INTEGER NOT NULL REFERENCES pack (number),
    what         TEXT NOT NULL CHECK (what IN ('sent', 'missent', 'settled', 'returned',
                                               'recalled', 'expired')),
    happened_on  TEXT NOT NULL CHECK (happened_on GLOB '????-??-??'),
    how          TEXT CHECK (how <> ''),
    to_whom      TEXT CHECK (to_whom <> ''),
    known_at     TEXT CHECK (known_at GLOB '????-??-??T??:??'),
    reported     INTEGER CHECK (reported IN (0, 1)),
    copy         INTEGER CHECK (copy > 0),
    CHECK ((what = 'missent') = (known_at IS NOT NULL)),
    CHECK ((what = 'settled') = (reported IS NOT NULL))
) STRICT;
CREATE INDEX event_of_pack ON pack_event (pack, number);
CREATE INDEX event_astray ON pack_event (pack, what) WHERE what IN ('missent', 'settled');
