"""One dossier: the cell's task list, its check page, its history and the steps."""

from flask import Blueprint

bp = Blueprint("dossiers", __name__)
