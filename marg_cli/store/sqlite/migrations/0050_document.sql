-- Files kept with a case, and what a referral answered.

-- Came in while the case was open, so that it opened nothing and makes no repeat.
ALTER TABLE referral ADD COLUMN while_open INTEGER NOT NULL DEFAULT 0 CHECK (while_open IN (0, 1));

CREATE TABLE referral_answers (
    referral        INTEGER PRIMARY KEY REFERENCES referral (number),
    case_ref        TEXT NOT NULL REFERENCES case_record (ref),
    referred_by     TEXT,
    knows           TEXT,
    safe_contact    TEXT,
    basis           TEXT,
    tried           TEXT,
    failed_because  TEXT,
    supervision     TEXT,
    other_process   TEXT,
    immediate_risk  TEXT,
    reported_to     TEXT
) STRICT;
CREATE INDEX answers_of_case ON referral_answers (case_ref);

CREATE TABLE document (
    number    INTEGER PRIMARY KEY,
    case_ref  TEXT NOT NULL REFERENCES case_record (ref),
    name      TEXT NOT NULL CHECK (name <> ''),
    type      TEXT NOT NULL CHECK (type <> ''),
    size      INTEGER NOT NULL CHECK (size > 0),
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64),
    added_on  TEXT NOT NULL CHECK (added_on GLOB '????-??-??'),
    kind      TEXT NOT NULL CHECK (kind IN ('original referral', 'document')),
    only_for  TEXT NOT NULL CHECK (json_valid(only_for))
) STRICT;
CREATE INDEX document_of_case ON document (case_ref, number);

-- The content, a piece a row, so that it is never in memory whole; and never in the journal.
-- No reference to its document: after a removal it waits, until the next change, for an undo.
CREATE TABLE document_part (
    document  INTEGER NOT NULL,
    part      INTEGER NOT NULL CHECK (part >= 0),
    content   BLOB NOT NULL,
    PRIMARY KEY (document, part)
) STRICT;

-- Documents whose content waits.
CREATE TABLE document_removed (
    number  INTEGER PRIMARY KEY
) STRICT;

CREATE TRIGGER document_without_content BEFORE INSERT ON document
WHEN NEW.size <> (SELECT coalesce(sum(length(content)), 0)
                    FROM document_part
                   WHERE document = NEW.number)
BEGIN SELECT raise(ABORT, 'the content of the document is gone'); END;

CREATE TRIGGER document_goes AFTER DELETE ON document
BEGIN INSERT INTO document_removed (number) VALUES (OLD.number); END;

CREATE TRIGGER document_comes_back AFTER INSERT ON document
BEGIN DELETE FROM document_removed WHERE number = NEW.number; END;

CREATE TRIGGER document_is_forgotten AFTER DELETE ON document_removed
WHEN NOT EXISTS (SELECT 1 FROM document WHERE number = OLD.number)
BEGIN DELETE FROM document_part WHERE document = OLD.number; END;
