"""Describes a programme in words."""
