"""Frames: who does what for whom, and what belongs to what."""
