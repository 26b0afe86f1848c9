"""`marg shell`: one register held open for a meeting, and the commands typed into it."""
