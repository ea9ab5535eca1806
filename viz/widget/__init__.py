"""The planners' page inside a notebook, with what is chosen in it as an object of Python."""
