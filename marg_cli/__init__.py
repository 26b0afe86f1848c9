"""`marg`: a command line over a local encrypted register for Multi-agency Resolution Groups."""

__version__ = "0.1.0"
