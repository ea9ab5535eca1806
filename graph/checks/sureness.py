"""Unsure statements in words: what is said, how many of ten such are wrong, and why."""

from __future__ import annotations

from plankg.graph.extraction.frames.subjects import RULE as CARRIED_ON
from plankg.graph.extraction.names.labelled import RULE as LABELLED
from plankg.schema.plan import Assignment, Citation, Entity, Relation, Statement, Task
from plankg.schema.wording import Language, language, words

DOUBTED = 0.5
"""Below this a statement is rather wrong than right, and is told as a doubt."""
MISSING = 0.1
"""Below this a sentence is told: of ten such, in nine or more something was not read."""
TEN = 10
NEAR = 0.3


def wrong_of_ten(certainty: float, lang: Language | None = None) -> str:
    """How many of ten statements so sure are wrong, in plain words: one number, or two where it lies between.

    >>> wrong_of_ten(0.55, "zh"), wrong_of_ten(0.2, "zh"), wrong_of_ten(0.55, "en")
    ('十有四五', '十有八', '4 to 5 in 10')
    """
    wrong = (1 - certainty) * TEN
    low = int(wrong + NEAR)
    several = (low, low + 1) if wrong - low > NEAR else (low,)
    numbers = words("certainty.numbers", lang).split()
    numerals = dict.fromkeys(numbers[min(max(number, 1), len(numbers)) - 1] for number in several)
    return words("certainty.of_ten", lang, wrong=words("certainty.joint", lang).join(numerals))


def why_unsure(statement: Statement, lang: Language | None = None) -> str:
    """Why statements of this kind are unsure where they are."""
    return words(f"certainty.why.{_reason(statement)}", lang)


def what(statement: Statement, lang: Language | None = None) -> str:
    """What a statement says, in few words: the task, the name with its type, the unit with its role."""
    code = lang or language()
    said: dict[str, object] = {"quote": statement.evidence.quote}
    match statement:
        case Entity(name=name, type=kind):
            said |= {"name": name, "type": getattr(kind, code)}
        case Assignment(name=name, role=role):
            said |= {"name": name, "role": getattr(role, code)}
        case Relation(predicate=predicate):
            said |= {"predicate": getattr(predicate, code)}
    return words(f"certainty.what.{type(statement).__name__.lower()}", lang, **said)


def _reason(statement: Statement) -> str:
    match statement:
        case Task():
            return "task"
        case Entity(rule=rule):
            return "labelled" if rule == LABELLED else "name"
        case Assignment(rule=rule, role=role):
            return "carried" if rule == CARRIED_ON else "doer" if role.does else "concerned"
        case Relation() | Citation():
            return "edge"
    return "other"
