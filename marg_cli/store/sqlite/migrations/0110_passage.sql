-- What is written about cases, each thing's words in one piece, for searching. It follows from the
-- other tables: it is kept up to date with them, and neither in the journal nor in an export.
-- A case cannot leave while its words are still here.
CREATE TABLE passage (
    id        INTEGER PRIMARY KEY,
    thing     TEXT NOT NULL,
    key       TEXT NOT NULL,
    case_ref  TEXT NOT NULL REFERENCES case_record (ref) DEFERRABLE INITIALLY DEFERRED,
    text      TEXT NOT NULL CHECK (text <> ''),
    UNIQUE (thing, key)
) STRICT;
CREATE INDEX passage_of_case ON passage (case_ref);

CREATE VIRTUAL TABLE passage_index USING fts5 (
    text,
    content = 'passage',
    content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
-- What leaves the index is overwritten at once, not only marked as gone.
INSERT INTO passage_index (passage_index, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER passage_comes AFTER INSERT ON passage
BEGIN
    INSERT INTO passage_index (rowid, text) VALUES (NEW.id, NEW.text);
END;

CREATE TRIGGER passage_goes AFTER DELETE ON passage
BEGIN
    INSERT INTO passage_index (passage_index, rowid, text) VALUES ('delete', OLD.id, OLD.text);
END;

CREATE TRIGGER passage_changes AFTER UPDATE OF text ON passage
BEGIN
    INSERT INTO passage_index (passage_index, rowid, text) VALUES ('delete', OLD.id, OLD.text);
    INSERT INTO passage_index (rowid, text) VALUES (NEW.id, NEW.text);
END;
