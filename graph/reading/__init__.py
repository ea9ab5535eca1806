"""A file becomes text with a map to its source."""
