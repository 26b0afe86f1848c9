-- What is to become of a case, as agreed at a meeting or between two; the last one said holds.
CREATE TABLE outcome (
    number     INTEGER PRIMARY KEY,
    case_ref   TEXT NOT NULL REFERENCES case_record (ref),
    meeting    INTEGER REFERENCES meeting (number),
    kind       TEXT NOT NULL CHECK (kind IN ('continue', 'review', 'step down', 'close')),
    said_on    TEXT NOT NULL CHECK (said_on GLOB '????-??-??'),
    review_on  TEXT CHECK (review_on GLOB '????-??-??'),
    process    TEXT CHECK (process <> ''),
    because    TEXT CHECK (because <> ''),
    CHECK ((kind = 'review') = (review_on IS NOT NULL)),
    CHECK ((kind = 'step down') = (process IS NOT NULL)),
    CHECK (kind <> 'close' OR because IS NOT NULL)
) STRICT;
CREATE INDEX outcome_of_case ON outcome (case_ref, number);
CREATE UNIQUE INDEX outcome_of_meeting ON outcome (meeting, case_ref) WHERE meeting IS NOT NULL;
