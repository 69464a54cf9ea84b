"""The formats of the derivation of an outcome at the vote (`decision_item.derivation`).

Format 1 has no number. Format 2 has its number. Format 3 also holds what an outcome asks of each criterion and of the
rating, the cases that cap or lower what was reached, what the unit claimed, and how each clause of a condition stood.
"""

from grading.rules.frozen.conditions import with_parts
from grading.rules.frozen.formats import Format, as_it_was

DERIVATION = Format(kind="derivation", upgrades=(as_it_was, with_parts))
