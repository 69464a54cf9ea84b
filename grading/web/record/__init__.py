"""The record of what administrators and commands did."""
