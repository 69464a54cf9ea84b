"""The year of a cell: months, thematic meetings, the review at half-year."""
