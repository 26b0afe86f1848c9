"""Minutes: recorded, made final, approved, amended and corrected."""
