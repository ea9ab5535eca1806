"""Clauses: the commitments of a directive."""
