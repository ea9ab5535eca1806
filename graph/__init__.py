"""From a file to the graph: reading, extraction, review, RDF, store, network."""
