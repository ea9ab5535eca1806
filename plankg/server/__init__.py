"""The server of built plans: their site, and the SPARQL endpoint beside it."""
