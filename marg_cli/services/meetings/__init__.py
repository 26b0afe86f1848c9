"""Meetings: planned, prepared for, and who came."""
