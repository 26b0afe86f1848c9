"""Referrals: read as they come, taken in, and screened."""
