-- What was learnt of a case: how it was approached, what was intended, what happened.
CREATE TABLE learning (
    number     INTEGER PRIMARY KEY,
    case_ref   TEXT NOT NULL REFERENCES case_record (ref),
    text       TEXT NOT NULL CHECK (text <> ''),
    theme      TEXT CHECK (theme <> ''),
    approach   TEXT CHECK (approach <> ''),
    intended   TEXT CHECK (intended <> ''),
    happened   TEXT CHECK (happened <> ''),
    said_on    TEXT NOT NULL CHECK (said_on GLOB '????-??-??'),
    meeting    INTEGER REFERENCES meeting (number)
) STRICT;
CREATE INDEX learning_of_case ON learning (case_ref, number);
CREATE INDEX learning_of_meeting ON learning (meeting);

-- What was wrong in final minutes and was put right afterwards; both wordings stay.
CREATE TABLE correction (
    number     INTEGER PRIMARY KEY,
    case_ref   TEXT REFERENCES case_record (ref),
    thing      TEXT NOT NULL CHECK (thing <> ''),
    field      TEXT NOT NULL CHECK (field <> ''),
    was        TEXT,
    now        TEXT NOT NULL CHECK (now <> ''),
    because    TEXT NOT NULL CHECK (because <> ''),
    made_on    TEXT NOT NULL CHECK (made_on GLOB '????-??-??'),
    made_by    TEXT NOT NULL CHECK (made_by <> '')
) STRICT;
CREATE INDEX correction_of_case ON correction (case_ref, number);
CREATE INDEX correction_of_thing ON correction (thing, number);
