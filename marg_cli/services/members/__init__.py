"""Members: who represents an agency, and what happens when they leave."""
