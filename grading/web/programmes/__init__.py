"""Programmes: the versions of the installation, their import, publication and withdrawal."""
