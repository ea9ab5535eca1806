"""What comes with the package: plans, and the words and patterns by which they are read."""
