"""A graph held against its SHACL shapes."""
