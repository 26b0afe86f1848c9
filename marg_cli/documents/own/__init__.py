"""A group's own templates: which there are, how they differ, and what is wrong with them."""
