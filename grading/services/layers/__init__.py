"""The layers above the cell's own: review, appraisal, and the level that each layer proposes."""
