"""Rewrites every generated part of the documentation: python -m tests.docs"""

from tests.docs.pages import PARTS
from workflows import matrix

matrix.write()
for part in PARTS:
    part.write()
