-- What each agency was asked about each listed case before a meeting, and what it answered.
-- That a check is late follows from the group's deadline, and is not kept.
CREATE TABLE lateral_check (
    meeting      INTEGER NOT NULL REFERENCES meeting (number),
    agency       TEXT NOT NULL REFERENCES agency (code),
    case_ref     TEXT NOT NULL REFERENCES case_record (ref),
    state        TEXT NOT NULL CHECK (state IN ('asked', 'nil', 'speak', 'returned')),
    asked_on     TEXT NOT NULL CHECK (asked_on GLOB '????-??-??'),
    answered_on  TEXT CHECK (answered_on GLOB '????-??-??'),
    answered_by  TEXT,
    PRIMARY KEY (meeting, agency, case_ref),
    CHECK ((state = 'asked') = (answered_on IS NULL)),
    CHECK (answered_on >= asked_on),
    CHECK (answered_by IS NULL OR answered_on IS NOT NULL)
) STRICT;
CREATE INDEX check_of_case ON lateral_check (case_ref);
CREATE INDEX check_of_agency ON lateral_check (agency);

-- What an agency shared about a case. Who may read it is a JSON array of codes; none is everybody.
-- What was returned to a lateral check belongs to the check of that meeting, agency and case.
CREATE TABLE information (
    number       INTEGER PRIMARY KEY,
    case_ref     TEXT NOT NULL REFERENCES case_record (ref),
    agency       TEXT NOT NULL REFERENCES agency (code),
    kind         TEXT NOT NULL CHECK (kind IN ('fact', 'perception')),
    text         TEXT NOT NULL CHECK (text <> ''),
    third_party  INTEGER NOT NULL CHECK (third_party IN (0, 1)),
    criminal     INTEGER NOT NULL CHECK (criminal IN (0, 1)),
    only_for     TEXT NOT NULL CHECK (json_valid(only_for)),
    shared_on    TEXT NOT NULL CHECK (shared_on GLOB '????-??-??'),
    meeting      INTEGER REFERENCES meeting (number),
    returned     INTEGER NOT NULL CHECK (returned IN (0, 1)),
    CHECK (returned = 0 OR meeting IS NOT NULL)
) STRICT;
CREATE INDEX information_of_case ON information (case_ref, number);
CREATE INDEX information_of_meeting ON information (meeting);
CREATE INDEX information_of_agency ON information (agency);
-- An agency returns one text of facts and one of perceptions to a check; another replaces it.
CREATE UNIQUE INDEX information_returned ON information (meeting, agency, case_ref, kind)
 WHERE returned = 1;
