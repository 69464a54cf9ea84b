"""What the service is set up with: its settings and the files it reads."""
