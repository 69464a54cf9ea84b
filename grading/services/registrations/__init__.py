"""Registrations for a title: from the cell to the list of its committee."""
