"""The planners' page: what it knows of plans, and the file that holds it."""
