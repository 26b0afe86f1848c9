"""Papers as web pages, held against a real browser."""
