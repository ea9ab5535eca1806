"""People's decisions on a plan: read from review.yaml, applied after extraction, kept apart as decided."""

from plankg.graph.review.applying import apply_review
from plankg.graph.review.identifying import same_things
from plankg.graph.review.loading import load_review
from plankg.graph.review.pairing import paired

__all__ = ["apply_review", "load_review", "paired", "same_things"]
