"""Cases: taken in under a reference, from their first day to their last."""
