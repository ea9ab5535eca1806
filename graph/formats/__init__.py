"""A plan in the formats of other trades: tables, annotations, strategy documents, catalogues."""
