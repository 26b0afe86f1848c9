"""The lateral checks: asked of agencies before a meeting, answered, read back from sheets."""
