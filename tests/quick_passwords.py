"""Gives the tests hashes of Argon2id that take no time: a run makes and checks thousands."""

from argon2 import PasswordHasher

from grading.services.accounts import passwords

OF_THE_SERVICE = passwords.hasher
"""The hasher with which people sign in."""


def hash_quickly() -> None:
    passwords.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
