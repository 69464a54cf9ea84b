"""The year of a cell: months, thematic meetings, and the review at half-year."""
