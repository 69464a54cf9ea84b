"""The application that a WSGI server loads: gunicorn wsgi:app."""

from grading.app import create_app

app = create_app()
