"""The layers above the cell's own: review, appraisal, and the level that they arrive at."""
