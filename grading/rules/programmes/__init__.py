"""How a programme file is read, extended, checked and described."""
