"""Accounts: signing in, roles, passwords."""
