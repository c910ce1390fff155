"""The catalogue chapter by chapter: what is counted of each part of the work."""
