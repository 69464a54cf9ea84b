"""The one way in which points are rounded to hundredths."""

from fractions import Fraction


def half_up(value: Fraction) -> int:
    """Rounds to the nearest whole hundredth, half upwards."""
    return int((value + Fraction(1, 2)) // 1)
