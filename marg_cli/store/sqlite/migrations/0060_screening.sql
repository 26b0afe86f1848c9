-- What was answered when a case was screened: once a day for each of its referrals, and again for
-- every meeting it is listed at. Whether it passed follows from the answers, and is not kept.
CREATE TABLE screening (
    number          INTEGER PRIMARY KEY,
    case_ref        TEXT NOT NULL REFERENCES case_record (ref),
    referral        INTEGER REFERENCES referral (number),
    screened_on     TEXT NOT NULL CHECK (screened_on GLOB '????-??-??'),
    meeting         INTEGER REFERENCES meeting (number),
    supervised      INTEGER NOT NULL CHECK (supervised IN (0, 1)),
    other_process   TEXT CHECK (other_process <> ''),
    why_here        TEXT CHECK (why_here <> ''),
    themes          TEXT NOT NULL CHECK (json_valid(themes)),
    tried           TEXT CHECK (tried <> ''),
    failed_because  TEXT CHECK (failed_because <> ''),
    immediate_risk  TEXT CHECK (immediate_risk <> ''),
    reported_to     TEXT CHECK (reported_to <> ''),
    remarks         TEXT CHECK (remarks <> '')
) STRICT;
CREATE UNIQUE INDEX screening_of_case ON screening (case_ref, referral, screened_on);
CREATE INDEX screening_of_referral ON screening (referral);
CREATE INDEX screening_for_meeting ON screening (meeting);
