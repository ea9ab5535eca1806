"""The library of questions that planners ask: one `.rq` file each, described in its own head.

    # zh: 某单位承担什么、涉及什么
    # en: What a unit carries, and what concerns it
    # parameter: unit | unit | 单位（名称或别名） | unit (name or alias)      name | kind | zh | en
    # wording: {unit}承担哪些任务                                            as people ask it, in either language
    # column: role | 角色 | role                                            name | zh | en

A parameter is a variable of the query; its kind is one of those that `choices` lists, `statement`, `date`, `number` or `words`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from plankg.schema.errors import UsageError
from plankg.schema.model import Model
from plankg.schema.wording import Language, language
from pyoxigraph import Literal, NamedNode

HEAD = re.compile(r"^# (zh|en|parameter|wording|column): (.+)$", re.MULTILINE)
PATTERN = "WHERE {\n"


class Column(Model):
    """A column of an answer with its headings."""

    name: str
    zh: str
    en: str


class Parameter(Column):
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
    wordings: tuple[Wording, ...]
    columns: tuple[Column, ...]
    sparql: str

    def title(self, lang: Language | None = None) -> str:
        """Give the title in that language (default: the one in force)."""
        return self.zh if (lang or language()) == "zh" else self.en

    def headings(self, lang: Language | None = None) -> tuple[str, ...]:
        """Give the headings of the answer's columns in that language."""
        return tuple(column.zh if (lang or language()) == "zh" else column.en for column in self.columns)

    def bound(self, values: Mapping[str, NamedNode | Literal]) -> str:
        """Give the query with its parameters set, which runs as it is; values are written as SPARQL writes terms.

        >>> 'VALUES ?kind { "x" }' in question("tasks-of-kind").bound({"kind": Literal("x")})
        True
        """
        head, pattern, body = self.sparql.partition(PATTERN)
        lines = "".join(f"  VALUES ?{name} {{ {value} }}\n" for name, value in values.items())
        return f"{head}{pattern}{lines}{body}"


@cache
def questions() -> tuple[Question, ...]:
    """Give all questions, by name."""
    folder = files("plankg.graph") / "queries"
    found = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return tuple(_read(name.removesuffix(".rq"), (folder / name).read_text("utf-8")) for name in found)


def question(name: str) -> Question:
    """Give the question of that name. Raises UsageError, with the nearest names, where there is none."""
    known = {question.name: question for question in questions()}
    if name not in known:
        nearest = get_close_matches(name, known, n=3, cutoff=0.3) or sorted(known)
        raise UsageError("question_unknown", name=name, nearest=", ".join(nearest))
    return known[name]


def _read(name: str, sparql: str) -> Question:
    heads: dict[str, list[str]] = {"zh": [], "en": [], "parameter": [], "wording": [], "column": []}
    for key, text in HEAD.findall(sparql):
        heads[key].append(text.strip())
    (zh,), (en,) = heads["zh"], heads["en"]
    parameters = [[part.strip() for part in text.split("|")] for text in heads["parameter"]]
    columns = [[part.strip() for part in text.split("|")] for text in heads["column"]]
    return Question(
        name=name,
        zh=zh,
        en=en,
        parameters=tuple(Parameter(name=key, kind=kind, zh=zh, en=en) for key, kind, zh, en in parameters),
        wordings=tuple(Wording(lang="en" if text.isascii() else "zh", text=text) for text in heads["wording"]),
        columns=tuple(Column(name=key, zh=zh, en=en) for key, zh, en in columns),
        sparql=sparql,
    )
