"""What can be measured of a plan, each with its meaning, its limits and how far it can be trusted."""

from plankg.graph.measures.chance import Estimate
from plankg.graph.measures.measure import Measure, Part
from plankg.graph.measures.registry import COMPARISONS, MEASURES, comparisons, measures

__all__ = [
    "COMPARISONS",
    "MEASURES",
    "Estimate",
    "Measure",
    "Part",
    "comparisons",
    "measures",
]
