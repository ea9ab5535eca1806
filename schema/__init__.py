"""What exists: the models, the closed lists of terms, the errors and the words shown to people."""

from plankg.schema.document import Block, Document, Omission
from plankg.schema.errors import ExtractionError, GraphError, PlankgError, ReadingError, ReviewError, UsageError
from plankg.schema.evidence import Evidence, Piece
from plankg.schema.issue import Issue
from plankg.schema.plan import (
    Assignment,
    Citation,
    DocumentData,
    Entity,
    Fact,
    Member,
    Mention,
    Plan,
    Relation,
    Section,
    Sentence,
    Statement,
    Target,
    Task,
)

__all__ = [
    "Assignment",
    "Block",
    "Citation",
    "Document",
    "DocumentData",
    "Entity",
    "Evidence",
    "ExtractionError",
    "Fact",
    "GraphError",
    "Issue",
    "Member",
    "Mention",
    "Omission",
    "Piece",
    "Plan",
    "PlankgError",
    "ReadingError",
    "Relation",
    "ReviewError",
    "Section",
    "Sentence",
    "Statement",
    "Target",
    "Task",
    "UsageError",
]
