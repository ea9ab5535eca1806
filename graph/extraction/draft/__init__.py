"""Draft: what the steps of extraction read and hand on, from spans of the text to the clauses, names and tables in them."""
