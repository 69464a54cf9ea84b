"""What every use case stands on: its refusals, and rows of files."""
