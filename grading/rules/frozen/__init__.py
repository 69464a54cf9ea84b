"""What is stored for ever: each format that ever was, with its number and its reader. No stored text is rewritten."""
