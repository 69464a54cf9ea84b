"""Commendations: numbered, frozen, printed, registered, verified."""
