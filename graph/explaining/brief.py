"""Briefs: how the tasks of a plan were read, in few words for a page."""
