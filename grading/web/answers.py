"""The cell's answers: one group of criteria a page, counts of its members, the ballot."""

from flask import Blueprint

bp = Blueprint("answers", __name__)
