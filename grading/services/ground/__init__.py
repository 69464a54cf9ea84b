"""The parts that every use case uses: its refusals, and the rows of CSV files."""
