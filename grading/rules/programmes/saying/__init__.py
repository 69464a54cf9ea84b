"""A programme in words."""
