"""The parts of a programme."""
