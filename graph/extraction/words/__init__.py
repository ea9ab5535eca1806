"""Words: the lexicon, and the classes of words."""
