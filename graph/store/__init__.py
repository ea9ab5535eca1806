"""Plans as an RDF dataset: load, ask, validate."""

from plankg.graph.store.answers import Answer, Value
from plankg.graph.store.questions import Column, Parameter, Question, question, questions
from plankg.graph.store.store import Store

__all__ = ["Answer", "Column", "Parameter", "Question", "Store", "Value", "question", "questions"]
