"""The demonstration: the season of 2022 in Giồng Riềng, played through the same services that a person uses."""

from grading.demo.season import play

__all__ = ["play"]
