"""What things are and what is allowed: the group's words and rules, with no clock and no disk."""
