"""A campaign's pages: progress, the commune's queue, figures side by side, the appraisal list."""

from flask import Blueprint

bp = Blueprint("campaigns", __name__, url_prefix="/campaigns")
