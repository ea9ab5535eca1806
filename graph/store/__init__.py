"""Plans as an RDF dataset: load, ask, validate."""

from plankg.graph.store.answers import Answer, Value
from plankg.graph.store.opening import open_store
from plankg.graph.store.plan_store import PlanStore
from plankg.graph.store.questions import Column, Parameter, Question, question, questions
from plankg.graph.store.store import Store

__all__ = [
    "Answer",
    "Column",
    "Parameter",
    "PlanStore",
    "Question",
    "Store",
    "Value",
    "open_store",
    "question",
    "questions",
]
