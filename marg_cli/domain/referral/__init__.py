"""A referral as it comes: its fields, how they are read, and what it answers."""
