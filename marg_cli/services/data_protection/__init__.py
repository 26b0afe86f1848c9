"""What a group owes the people of its cases: a basis, an answer, restraint, and an end."""
