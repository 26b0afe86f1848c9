-- Why a case may be shared at all: three answers, each with its reason. The choices stand in the
-- program, since the law adds to them.
CREATE TABLE sharing_basis (
    case_ref          TEXT PRIMARY KEY REFERENCES case_record (ref),
    lawful            TEXT CHECK (lawful <> ''),
    lawful_because    TEXT CHECK (lawful_because <> ''),
    special           TEXT CHECK (special <> ''),
    special_because   TEXT CHECK (special_because <> ''),
    criminal          TEXT CHECK (criminal <> ''),
    criminal_because  TEXT CHECK (criminal_because <> ''),
    decided_on        TEXT NOT NULL CHECK (decided_on GLOB '????-??-??'),
    decided_by        TEXT NOT NULL CHECK (decided_by <> ''),
    CHECK ((lawful IS NULL) = (lawful_because IS NULL)),
    CHECK ((special IS NULL) = (special_because IS NULL)),
    CHECK ((criminal IS NULL) = (criminal_because IS NULL))
) STRICT;

-- Somebody asked for what is kept of them. When the answer is due follows from the day it came.
CREATE TABLE subject_request (
    number         INTEGER PRIMARY KEY,
    case_ref       TEXT NOT NULL REFERENCES case_record (ref),
    received_on    TEXT NOT NULL CHECK (received_on GLOB '????-??-??'),
    asked_by       TEXT CHECK (asked_by <> ''),
    extended_on    TEXT CHECK (extended_on GLOB '????-??-??'),
    extended_because TEXT CHECK (extended_because <> ''),
    released_on    TEXT CHECK (released_on >= received_on),
    how            TEXT CHECK (how <> ''),
    released_by    TEXT CHECK (released_by <> ''),
    CHECK ((extended_on IS NULL) = (extended_because IS NULL)),
    CHECK ((released_on IS NULL) = (how IS NULL)),
    CHECK ((released_on IS NULL) = (released_by IS NULL))
) STRICT;
CREATE INDEX request_of_case ON subject_request (case_ref, number);

-- What was held back from an answer, under which exemption, and why.
CREATE TABLE held_back (
    number     INTEGER PRIMARY KEY,
    request    INTEGER NOT NULL REFERENCES subject_request (number),
    case_ref   TEXT NOT NULL REFERENCES case_record (ref),
    what       TEXT NOT NULL CHECK (what <> ''),
    exemption  TEXT NOT NULL CHECK (exemption <> ''),
    because    TEXT NOT NULL CHECK (because <> '')
) STRICT;
CREATE INDEX held_back_of_request ON held_back (request, number);
CREATE INDEX held_back_of_case ON held_back (case_ref);

-- Cases beyond use: every reading but those that say otherwise passes them over.
CREATE TABLE restriction (
    case_ref       TEXT PRIMARY KEY REFERENCES case_record (ref),
    because        TEXT NOT NULL CHECK (because <> ''),
    restricted_on  TEXT NOT NULL CHECK (restricted_on GLOB '????-??-??'),
    restricted_by  TEXT NOT NULL CHECK (restricted_by <> '')
) STRICT;

-- What a named person decided is to become of an ended case's record; the last one holds.
CREATE TABLE retention_decision (
    number      INTEGER PRIMARY KEY,
    case_ref    TEXT NOT NULL REFERENCES case_record (ref),
    decision    TEXT NOT NULL CHECK (decision IN ('destroy', 'longer', 'permanent')),
    because     TEXT NOT NULL CHECK (because <> ''),
    until       TEXT CHECK (until GLOB '????-??-??'),
    decided_on  TEXT NOT NULL CHECK (decided_on GLOB '????-??-??'),
    decided_by  TEXT NOT NULL CHECK (decided_by <> ''),
    CHECK ((decision = 'longer') = (until IS NOT NULL))
) STRICT;
CREATE INDEX retention_of_case ON retention_decision (case_ref, number);

-- A legal hold: while one stands, nothing of the case is destroyed.
CREATE TABLE legal_hold (
    number       INTEGER PRIMARY KEY,
    case_ref     TEXT NOT NULL REFERENCES case_record (ref),
    because      TEXT NOT NULL CHECK (because <> ''),
    held_on      TEXT NOT NULL CHECK (held_on GLOB '????-??-??'),
    held_by      TEXT NOT NULL CHECK (held_by <> ''),
    released_on  TEXT CHECK (released_on >= held_on)
) STRICT;
CREATE INDEX hold_of_case ON legal_hold (case_ref, number);
CREATE UNIQUE INDEX hold_standing ON legal_hold (case_ref) WHERE released_on IS NULL;

-- What is left of a case that was erased: no word of what it held. `seq` is the audit's row, before
-- which nothing can be undone; `cleared` says that its pages were given back and the file is whole.
CREATE TABLE erasure (
    case_ref   TEXT PRIMARY KEY,
    erased_on  TEXT NOT NULL CHECK (erased_on GLOB '????-??-??'),
    erased_by  TEXT NOT NULL CHECK (erased_by <> ''),
    category   TEXT NOT NULL CHECK (category <> ''),
    seq        INTEGER NOT NULL,
    cleared    INTEGER NOT NULL CHECK (cleared IN (0, 1))
) STRICT;

-- Of this version, what it said of a case was erased; its hash is that of what was made final.
ALTER TABLE minutes_version ADD COLUMN erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1));
