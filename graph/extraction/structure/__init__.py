"""Structure: headings, sections, and the head of a document."""
