"""The library of questions that planners ask, what they can be told, and what a query gives."""

from plankg.graph.questions.answers import Answer, Value
from plankg.graph.questions.library import Column, Parameter, Question, question, questions

__all__ = ["Answer", "Column", "Parameter", "Question", "Value", "question", "questions"]
