"""From a document's text to the statements of its plan, a module per noun."""

from plankg.graph.extraction.pipeline import draft_of, extract, plan_of

__all__ = ["draft_of", "extract", "plan_of"]
