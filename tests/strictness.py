"""Templates that fail on a name they are not given, where the service would show nothing in its place."""

from flask import Flask
from jinja2 import StrictUndefined


def strict(app: Flask) -> Flask:
    """Lets every page of the application fail on a name, an attribute or an argument that is not there."""
    app.jinja_env.undefined = StrictUndefined
    return app
