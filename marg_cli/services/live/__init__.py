"""Minutes taken live: one line, one change."""
