"""Units: the directory, names on a day, and successions."""
