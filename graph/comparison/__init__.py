"""Two plans held against each other, task by task: what goes on, what changed, what is new, what is no longer there."""

from plankg.graph.comparison.changes import Change, Comparison, Difference, Run, Side
from plankg.graph.comparison.comparing import compare

__all__ = ["Change", "Comparison", "Difference", "Run", "Side", "compare"]
