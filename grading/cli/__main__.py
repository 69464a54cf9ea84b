"""The entry point of `python -m grading.cli`."""

from grading.cli import main

main(prog_name="bin/grading")
