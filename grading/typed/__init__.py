"""Numbers and days as people write them, in a form, a file or a command: one reader of each, with reasons."""
