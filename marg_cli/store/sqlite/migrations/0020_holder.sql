-- Who let each key holder in. Until now only `init` did: the first holder let in themselves.
ALTER TABLE holder ADD COLUMN added_by TEXT;
UPDATE holder SET added_by = (SELECT name FROM holder WHERE kind = 'holder');
