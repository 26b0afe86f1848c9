-- Whether a deputy decides with the authority of the member they stand in for (ToR 6.3).
ALTER TABLE attendance ADD COLUMN authority INTEGER
    CHECK (authority IS NULL OR (authority IN (0, 1) AND deputy_for IS NOT NULL));
