"""Defects of the source text: found, shown with their place, and never mended silently."""

from plankg.graph.checks.linting.checks import CHECKS, Check, lint, lint_in

__all__ = ["CHECKS", "Check", "lint", "lint_in"]
