"""The newest schema this marg knows; a test holds it to the newest migration."""

LATEST = 160
