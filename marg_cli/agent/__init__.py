"""A process of the user's own that keeps one key for a while, so that commands need not ask."""
