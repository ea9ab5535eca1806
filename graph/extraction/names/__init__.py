"""Names: what a plan names, by the words it is named with."""
