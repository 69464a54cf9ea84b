"""The rules that must always hold on live data."""
