"""Features in plain words: what a model saw, told by the family that its name begins with.

The words stand under `feature.<models>.<family>`, or `feature.<models>.<family>=<value>` where a value has words of its own.
In them {value0} is the value (the first of several with | between), {word0} the same in quotes, {tag0} a class of words,
{term0} a term of the vocabulary, {labels0} a label of names, {rule0} a rule's name, {yes0} yes or no.
"""

from __future__ import annotations

import re
from functools import cache

from plankg.graph.explaining.choices import NEIGHBOURS
from plankg.graph.extraction.labelling.models import NONE
from plankg.schema.terms import EntityType, Predicate, Role, TaskKind, Term
from plankg.schema.wording import Language, catalogue

FAMILIES = {"roles": "frames", "works": "frames"}
"""Models that see the same features as another."""
BESIDE = {"-": "before", "+": "behind"}
EDGES = {"^": "opening", "$": "closing", "": "nothing", "None": "nothing"}
PAIR = re.compile("([a-z]+[0-9]*=.*)&([a-z]+[0-9]*=.*)")
"""A feature of the fragment before together with one of this: kind=build&purpose=False."""
KEY = "feature."


def family(model: str, feature: str) -> str:
    """The family of a feature, with the models that share it: `clauses.place`.

    >>> family("clauses", "place=main"), family("works", "verb+type=开展|Event")
    ('clauses.place', 'frames.verb+type')
    """
    return f"{FAMILIES.get(model, model)}.{feature.partition('=')[0]}"


def told(model: str, feature: str, lang: Language) -> str:
    """A feature in plain words. Raises KeyError for a family without words: a fault of the program."""
    book = catalogue(lang)
    if feature == NEIGHBOURS:
        return book[f"{KEY}neighbours"]
    name, _, value = feature.partition("=")
    if model == "clauses" and (pair := PAIR.fullmatch(feature)):
        before, here = (told(model, half, lang) for half in pair.groups())
        return book[f"{KEY}pair"].format(before=before, here=here)
    if model == "clauses" and name[:1] in BESIDE:
        return book[f"{KEY}{BESIDE[name[0]]}"].format(told=told(model, feature[1:], lang))
    key = f"{KEY}{family(model, feature)}"
    return (book.get(f"{key}={value}") or book[key]).format_map(_Values(value, lang))


class _Values(dict[str, str]):
    """The parts of a value by the places in a sentence that want them."""

    def __init__(self, value: str, lang: Language) -> None:
        super().__init__()
        self._parts = [*value.replace("\n", "↵").split("|"), "", "", ""]
        self._lang = lang

    def __missing__(self, key: str) -> str:
        part, book = self._parts[int(key[-1])], catalogue(self._lang)
        kind = key[:-1]
        if kind == "tag":
            return class_of(part, self._lang)
        if kind in {"term", "labels"}:
            return label("names", part, self._lang) if kind == "labels" else term(part, self._lang)
        if kind == "yes":
            return book[f"{KEY}{'yes' if part == 'True' else 'no'}"]
        if part in EDGES:
            return book[f"{KEY}{EDGES[part]}"]
        if kind == "rule":
            return part[len("B-") :]
        return f"“{part}”" if kind == "word" else part


def class_of(tag: str, lang: Language) -> str:
    """The name of a class of words; of a finer class that has none, that of the class it belongs to.

    >>> class_of("vn", "zh"), class_of("v", "en")
    ('动名', 'verb')
    """
    book = catalogue(lang)
    if tag in EDGES:
        return book[f"{KEY}{EDGES[tag]}"]
    return book.get(f"word-class.{tag}") or book.get(f"word-class.{tag[:1]}", tag)


@cache
def _terms() -> dict[str, Term]:
    return {term.value: term for terms in (TaskKind, Role, Predicate, EntityType) for term in terms}


def term(value: str, lang: Language) -> str:
    """The label of a term by its value; the value itself where there is none."""
    entry = _terms().get(value)
    if entry is None:
        return catalogue(lang)[f"{KEY}{EDGES[value]}"] if value in EDGES else value
    return entry.said(lang)


def label(model: str, name: str, lang: Language) -> str:
    """The label that a model gives in plain words: another commitment, no name, 学校.

    >>> label("clauses", "B", "zh"), label("names", "B-School", "zh"), label("roles", "lead", "en")
    ('另起一项', '学校', 'leads')
    """
    book = catalogue(lang)
    key = f"label.{model}.{name}"
    if name == NONE or key in book:
        return book[key]
    if model == "names":
        place, _, kind = name.partition("-")
        return book["label.names.inside"].format(type=term(kind, lang)) if place != "B" else term(kind, lang)
    return term(name, lang)
