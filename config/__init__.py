"""The configuration of the service: its settings and the files that it reads."""
