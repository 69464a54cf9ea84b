"""Evidence of a dossier: attaching, handing out, removing."""

from flask import Blueprint

bp = Blueprint("evidence", __name__)
