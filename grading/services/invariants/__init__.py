"""What must always hold on live data."""
