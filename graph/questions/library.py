"""The library of questions that planners ask: one `.rq` file each, described in its own head.

    # zh: 某单位承担什么、涉及什么
    # en: What a unit carries, and what concerns it
    # parameter: unit | unit | 单位（名称或别名） | unit (name or alias)      name | kind | zh | en
    # narrow: role | Role | 角色 | role                                     what the answer can be narrowed to, the same way
    # wording: {unit}承担哪些任务                                            as people ask it, in either language
    # column: role | 角色 | role                                            name | zh | en, and the kind where it is not text

A parameter is a variable of the query; its kind is one of those that `choices` lists, `statement`, `date`, `number` or `words`.
A narrowing is one that may be left out. Lines of the pattern that begin with its name (`#role: …`) hold only where it is told;
`#role: VALUES ?role` is where its values stand, if not before all else: in a negation, they are denied together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from plankg.schema.errors import UsageError
from plankg.schema.model import Model
from plankg.schema.table import PLAN, Kind
from plankg.schema.table import Column as Field
from plankg.schema.wording import Language, said
from pyoxigraph import Literal, NamedNode

HEAD = re.compile(r"^# (zh|en|parameter|narrow|wording|column): (.+)$", re.MULTILINE)
SLOT = re.compile(r"\{\w+\}")
PATTERN = "WHERE {\n"
NARROWED = re.compile(r"^( +)#(\w+): (.+)\n", re.MULTILINE)


class Named(Model):
    """What goes by a name in queries, and by labels among people."""

    name: str
    zh: str
    en: str


class Column(Named):
    """A column of an answer with its headings, and the kind of its cells."""

    kind: Kind


class Parameter(Named):
    """What a question wants to be told."""

    kind: str


class Wording(Model):
    """One way of asking, with a `{slot}` for each parameter."""

    lang: Language
    text: str


class Question(Model):
    """A question with its title in both languages, what it wants to be told, and the query that answers it."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    narrows: tuple[Parameter, ...]
    wordings: tuple[Wording, ...]
    columns: tuple[Column, ...]
    sparql: str

    @property
    def hidden(self) -> set[str]:
        """What it is told that is no column of its own: the same in every row."""
        return {each.name for each in (*self.parameters, *self.narrows)} - {column.name for column in self.columns}

    @property
    def fields(self) -> dict[str, Field]:
        """The columns of its answer by name, as a table has them."""
        return {column.name: Field(**column.model_dump()) for column in self.columns}

    @property
    def says_plan(self) -> bool:
        """Whether its rows say themselves which plan they are of."""
        return any(column.name == PLAN for column in self.columns)

    def title(self, lang: Language | None = None) -> str:
        """The title in that language (default: the one in force)."""
        return said(self, lang)

    def headings(self, lang: Language | None = None) -> tuple[str, ...]:
        """The headings of the answer's columns in that language."""
        return tuple(said(column, lang) for column in self.columns)

    def bound(self, values: Mapping[str, Sequence[NamedNode | Literal]]) -> str:
        """The query with its parameters set, each to any of its values, and without what only narrows it otherwise.

        It runs as it is; values are written as SPARQL writes terms.

        >>> 'VALUES ?kind { "x" }' in question("tasks-of-kind").bound({"kind": [Literal("x")]})
        True
        """
        head, pattern, body = self.sparql.partition(PATTERN)
        sets = {name: f"VALUES ?{name} {{ {' '.join(map(str, terms))} }}" for name, terms in values.items()}
        inside = {line[2] for line in NARROWED.finditer(body) if line[3] == f"VALUES ?{line[2]}"}
        lines = "".join(f"  {each}\n" for name, each in sets.items() if name not in inside)
        body = NARROWED.sub(
            lambda line: f"{line[1]}{sets[line[2]] if line[2] in inside else line[3]}\n" if line[2] in sets else "",
            body,
        )
        return f"{head}{pattern}{lines}{body}"


@cache
def questions() -> tuple[Question, ...]:
    """All questions, by name."""
    folder = files("plankg.graph") / "queries"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return tuple(_read(name.removesuffix(".rq"), (folder / name).read_text("utf-8")) for name in names)


def question(name: str) -> Question:
    """The question of that name. Raises UsageError, with the nearest names, where there is none."""
    known = {question.name: question for question in questions()}
    if name not in known:
        nearest = get_close_matches(name, known, n=3, cutoff=0.3) or sorted(known)
        raise UsageError("question_unknown", name=name, nearest=", ".join(nearest))
    return known[name]


def _read(name: str, sparql: str) -> Question:
    heads: dict[str, list[str]] = {key: [] for key in ("zh", "en", "parameter", "narrow", "wording", "column")}
    for key, text in HEAD.findall(sparql):
        heads[key].append(text.strip())
    (zh,), (en,) = heads["zh"], heads["en"]
    return Question(
        name=name,
        zh=zh,
        en=en,
        parameters=tuple(_parameter(text) for text in heads["parameter"]),
        narrows=tuple(_parameter(text) for text in heads["narrow"]),
        wordings=tuple(Wording(lang=_language(text), text=text) for text in heads["wording"]),
        columns=tuple(_column(text) for text in heads["column"]),
        sparql=sparql,
    )


def _language(wording: str) -> Language:
    """The language of a wording; one of slots alone is said in Chinese (45岁以下)."""
    said = SLOT.sub("", wording)
    return "en" if said and said.isascii() else "zh"


def _column(text: str) -> Column:
    name, zh, en, *kind = (part.strip() for part in text.split("|"))
    return Column.model_validate({"name": name, "zh": zh, "en": en, "kind": kind[0] if kind else "text"})


def _parameter(text: str) -> Parameter:
    name, kind, zh, en = (part.strip() for part in text.split("|"))
    return Parameter(name=name, kind=kind, zh=zh, en=en)
