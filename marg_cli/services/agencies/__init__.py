"""Agencies at the table: their codes, agreements and training."""
