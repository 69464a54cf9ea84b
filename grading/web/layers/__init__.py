"""The layers above the cell's own: review, appraisal, and the level they arrive at."""
