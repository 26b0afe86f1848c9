-- Which register this is. `store.json` beside it says so too, and whoever can write to the folder
-- can exchange that one.
CREATE TABLE register (
    id  TEXT PRIMARY KEY CHECK (length(id) = 32)
) STRICT;
