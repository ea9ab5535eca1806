"""Notes: what brackets and lines behind a stretch of text say of who does it and by when."""
