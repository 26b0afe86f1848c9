"""Agendas: which cases a meeting takes, why, and in which order."""
