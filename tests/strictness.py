"""Makes templates fail on a name that they do not know; the service would show nothing in its place."""

from flask import Flask
from jinja2 import StrictUndefined


def strict(app: Flask) -> Flask:
    """Makes every page of the application fail on a name, an attribute or an argument that does not exist."""
    app.jinja_env.undefined = StrictUndefined
    return app
