"""Saving the layers above the cell's own: the commune's, an appraiser's, the team's; and the signed paper."""

from flask import Blueprint

bp = Blueprint("layers", __name__)
