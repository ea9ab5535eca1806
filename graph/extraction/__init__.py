"""From a document's text to the statements of its plan, a module per noun."""

from plankg.graph.extraction.pipeline import extract

__all__ = ["extract"]
