-- What is said of a case at the table. Each belongs to a meeting, or to none.

-- Views are asked for, given or not obtained; nobody may waive a person's voice without a reason.
CREATE TABLE person_view (
    number        INTEGER PRIMARY KEY,
    case_ref      TEXT NOT NULL REFERENCES case_record (ref),
    state         TEXT NOT NULL CHECK (state IN ('asked', 'given', 'not obtained', 'told')),
    agency        TEXT REFERENCES agency (code),
    asked_on      TEXT CHECK (asked_on GLOB '????-??-??'),
    until         TEXT CHECK (until GLOB '????-??-??'),
    safe_contact  TEXT,
    knows         INTEGER CHECK (knows IN (0, 1)),
    said_on       TEXT CHECK (said_on GLOB '????-??-??'),
    text          TEXT CHECK (text <> ''),
    how           TEXT,
    wants         TEXT,
    because       TEXT CHECK (because <> ''),
    told_by       TEXT,
    meeting       INTEGER REFERENCES meeting (number),
    CHECK (state <> 'asked' OR (agency IS NOT NULL AND until IS NOT NULL)),
    CHECK ((state = 'given') <= (text IS NOT NULL AND how IS NOT NULL AND agency IS NOT NULL)),
    CHECK ((state = 'not obtained') = (because IS NOT NULL)),
    CHECK ((state = 'told') = (told_by IS NOT NULL)),
    CHECK ((state = 'asked') = (said_on IS NULL))
) STRICT;
CREATE INDEX view_of_case ON person_view (case_ref, number);
CREATE INDEX view_of_agency ON person_view (agency);
CREATE INDEX view_of_meeting ON person_view (meeting);
CREATE INDEX view_asked ON person_view (until) WHERE state = 'asked';

CREATE TABLE risk (
    number     INTEGER PRIMARY KEY,
    case_ref   TEXT NOT NULL REFERENCES case_record (ref),
    text       TEXT NOT NULL CHECK (text <> ''),
    to_whom    TEXT NOT NULL CHECK (to_whom IN ('self', 'others', 'from-others', 'unintentional')),
    raised_on  TEXT NOT NULL CHECK (raised_on GLOB '????-??-??'),
    meeting    INTEGER REFERENCES meeting (number)
) STRICT;
CREATE INDEX risk_of_case ON risk (case_ref, number);
CREATE INDEX risk_of_meeting ON risk (meeting);

-- Levels are the group's own setting, so no list of them stands here.
CREATE TABLE risk_rating (
    number    INTEGER PRIMARY KEY,
    risk      INTEGER NOT NULL REFERENCES risk (number),
    case_ref  TEXT NOT NULL REFERENCES case_record (ref),
    agency    TEXT NOT NULL REFERENCES agency (code),
    level     TEXT NOT NULL CHECK (level <> ''),
    rated_on  TEXT NOT NULL CHECK (rated_on GLOB '????-??-??'),
    meeting   INTEGER REFERENCES meeting (number)
) STRICT;
CREATE INDEX rating_of_risk ON risk_rating (risk, number);
CREATE INDEX rating_of_case ON risk_rating (case_ref);
CREATE INDEX rating_by_agency ON risk_rating (agency);
CREATE INDEX rating_of_meeting ON risk_rating (meeting);

-- Without a level, the group could not agree.
CREATE TABLE risk_agreement (
    number     INTEGER PRIMARY KEY,
    risk       INTEGER NOT NULL REFERENCES risk (number),
    case_ref   TEXT NOT NULL REFERENCES case_record (ref),
    level      TEXT CHECK (level <> ''),
    agreed_on  TEXT NOT NULL CHECK (agreed_on GLOB '????-??-??'),
    meeting    INTEGER REFERENCES meeting (number)
) STRICT;
CREATE INDEX agreement_of_risk ON risk_agreement (risk, number);
CREATE INDEX agreement_of_case ON risk_agreement (case_ref);
CREATE INDEX agreement_of_meeting ON risk_agreement (meeting);

CREATE TABLE risk_dissent (
    agreement  INTEGER NOT NULL REFERENCES risk_agreement (number),
    risk       INTEGER NOT NULL REFERENCES risk (number),
    case_ref   TEXT NOT NULL REFERENCES case_record (ref),
    agency     TEXT NOT NULL REFERENCES agency (code),
    text       TEXT NOT NULL CHECK (text <> ''),
    PRIMARY KEY (agreement, agency)
) STRICT;
CREATE INDEX dissent_of_risk ON risk_dissent (risk);
CREATE INDEX dissent_of_case ON risk_dissent (case_ref);
CREATE INDEX dissent_of_agency ON risk_dissent (agency);

CREATE TABLE barrier (
    number        INTEGER PRIMARY KEY,
    case_ref      TEXT NOT NULL REFERENCES case_record (ref),
    text          TEXT NOT NULL CHECK (text <> ''),
    service       TEXT,
    raised_on     TEXT NOT NULL CHECK (raised_on GLOB '????-??-??'),
    meeting       INTEGER REFERENCES meeting (number),
    unblocked_on  TEXT CHECK (unblocked_on >= raised_on),
    how           TEXT CHECK (how <> ''),
    CHECK ((unblocked_on IS NULL) = (how IS NULL))
) STRICT;
CREATE INDEX barrier_of_case ON barrier (case_ref, number);
CREATE INDEX barrier_of_meeting ON barrier (meeting);

CREATE TABLE decision (
    number      INTEGER PRIMARY KEY,
    case_ref    TEXT NOT NULL REFERENCES case_record (ref),
    text        TEXT NOT NULL CHECK (text <> ''),
    because     TEXT CHECK (because <> ''),
    decided_on  TEXT NOT NULL CHECK (decided_on GLOB '????-??-??'),
    meeting     INTEGER REFERENCES meeting (number)
) STRICT;
CREATE INDEX decision_of_case ON decision (case_ref, number);
CREATE INDEX decision_of_meeting ON decision (meeting);

-- One row a version: what a meeting changes of a plan makes the next one.
CREATE TABLE plan (
    number             INTEGER PRIMARY KEY,
    case_ref           TEXT NOT NULL REFERENCES case_record (ref),
    made_on            TEXT NOT NULL CHECK (made_on GLOB '????-??-??'),
    meeting            INTEGER REFERENCES meeting (number),
    text               TEXT CHECK (text <> ''),
    contingency        TEXT CHECK (contingency <> ''),
    coordination       INTEGER CHECK (coordination IN (0, 1)),
    coordination_text  TEXT,
    sharing            INTEGER CHECK (sharing IN (0, 1)),
    sharing_text       TEXT,
    experts            INTEGER CHECK (experts IN (0, 1)),
    experts_text       TEXT,
    tells              TEXT CHECK (tells <> ''),
    tell_by            TEXT CHECK (tell_by GLOB '????-??-??'),
    CHECK ((coordination IS NULL) = (coordination_text IS NULL)),
    CHECK ((sharing IS NULL) = (sharing_text IS NULL)),
    CHECK ((experts IS NULL) = (experts_text IS NULL))
) STRICT;
CREATE INDEX plan_of_case ON plan (case_ref, number);
CREATE INDEX plan_of_meeting ON plan (meeting);
