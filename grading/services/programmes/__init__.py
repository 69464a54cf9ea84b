"""Programmes: the shipped ones, and the versions that the installation keeps of its own."""
