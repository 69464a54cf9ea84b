"""Where the project lies, and how its variables of the environment begin. It costs no import."""

from pathlib import Path

PREFIX = "GRADING_"
PROJECT = Path(__file__).resolve().parent.parent
