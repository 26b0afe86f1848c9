"""Papers for people: one wording, read as blocks, written in each format."""
