"""How fast marg is, as ratios against controls taken in the same run."""
