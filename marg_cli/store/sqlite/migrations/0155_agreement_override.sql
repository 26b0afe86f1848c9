-- Agencies that got papers of a meeting without an agreement in force, and the reason each time.
CREATE TABLE agreement_override (
    meeting  INTEGER NOT NULL REFERENCES meeting (number),
    agency   TEXT NOT NULL REFERENCES agency (code),
    because  TEXT NOT NULL CHECK (because <> ''),
    said_on  TEXT NOT NULL CHECK (said_on GLOB '????-??-??'),
    said_by  TEXT NOT NULL CHECK (said_by <> ''),
    PRIMARY KEY (meeting, agency)
) STRICT;
CREATE INDEX agreement_override_of_agency ON agreement_override (agency);
