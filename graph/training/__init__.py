"""Training: annotated plans become the models of extraction."""
