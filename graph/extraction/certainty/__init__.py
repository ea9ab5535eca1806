"""Certainty: how sure each statement of a plan is, weighed on annotated plans that the models had not seen."""
