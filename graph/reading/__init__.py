"""A file becomes text with a map to its source."""

from plankg.graph.reading.files import read

__all__ = ["read"]
