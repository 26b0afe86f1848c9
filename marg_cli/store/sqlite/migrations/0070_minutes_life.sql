-- Minutes become final, and are amended by a further version; no version is ever changed.
ALTER TABLE meeting ADD COLUMN amending INTEGER NOT NULL DEFAULT 0
    CHECK (amending IN (0, 1) AND (amending = 0 OR status = 'held'));

ALTER TABLE minutes ADD COLUMN because TEXT
    CHECK (because <> '' AND (because IS NULL OR status <> 'draft'));

-- The anchor is the audit's last row just before the version was made.
CREATE TABLE minutes_version (
    meeting      INTEGER NOT NULL REFERENCES minutes (meeting),
    number       INTEGER NOT NULL CHECK (number > 0),
    made_on      TEXT NOT NULL CHECK (made_on GLOB '????-??-??'),
    made_by      TEXT NOT NULL,
    because      TEXT CHECK (because <> ''),
    sha256       TEXT NOT NULL CHECK (length(sha256) = 64),
    anchor       TEXT NOT NULL CHECK (anchor GLOB '#[0-9]* *'),
    marking      TEXT NOT NULL,
    title        TEXT NOT NULL,
    header       TEXT NOT NULL CHECK (json_valid(header)),
    footer       TEXT NOT NULL CHECK (json_valid(footer)),
    approved_on  TEXT CHECK (approved_on GLOB '????-??-??'),
    PRIMARY KEY (meeting, number),
    CHECK ((number = 1) = (because IS NULL))
) STRICT;
CREATE TRIGGER minutes_version_is_never_changed BEFORE UPDATE ON minutes_version
WHEN (old.made_on, old.made_by, old.because, old.sha256, old.anchor,
      old.marking, old.title, old.header, old.footer)
  IS NOT (new.made_on, new.made_by, new.because, new.sha256, new.anchor,
          new.marking, new.title, new.header, new.footer)
BEGIN SELECT raise(ABORT, 'a final version is never changed'); END;

-- What a version says, in order, cut where it turns from one case to another.
CREATE TABLE minutes_block (
    meeting   INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    position  INTEGER NOT NULL CHECK (position > 0),
    case_ref  TEXT REFERENCES case_record (ref),
    text      TEXT NOT NULL CHECK (text <> ''),
    PRIMARY KEY (meeting, version, position),
    FOREIGN KEY (meeting, version) REFERENCES minutes_version (meeting, number)
) STRICT;
CREATE INDEX minutes_block_of_case ON minutes_block (case_ref);
CREATE TRIGGER minutes_block_is_never_changed BEFORE UPDATE ON minutes_block
BEGIN SELECT raise(ABORT, 'a final version is never changed'); END;
