"""The formats of the derivation of a level at the vote (`decision_item.derivation`).

Format 1 has no number. Format 2 has its number.
"""

from grading.rules.frozen.formats import Format, as_it_was

DERIVATION = Format(kind="derivation", upgrades=(as_it_was,))
