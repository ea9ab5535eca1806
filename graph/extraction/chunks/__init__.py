"""Chunks: sentences and what stands between their commas: fragments with their verbs and results, and times."""
