"""How a programme file is read, extended and checked."""
