"""How a sentence or a task was read: step by step, by which rules and models, and which reading came second."""

from plankg.graph.explaining.brief import Readings, readings
from plankg.graph.explaining.explanation import Explanation, explain, explain_in

__all__ = ["Explanation", "Readings", "explain", "explain_in", "readings"]
