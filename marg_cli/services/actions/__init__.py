"""Actions: set at a meeting, followed to their end."""
