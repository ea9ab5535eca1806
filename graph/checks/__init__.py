"""Checks of a plan as read and of its text: proof, doubts, what was not read, faults of the text itself."""
