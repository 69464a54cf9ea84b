"""Units: the directory, names on a day, successions."""
