"""How templates run: found, held in a sandbox, and what is wrong with one told by its line."""
