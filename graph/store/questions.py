"""The library of questions that planners ask: one `.rq` file each, described in its own head.

    # zh: 某单位承担什么、涉及什么
    # en: What a unit carries, and what concerns it
    # parameter: unit | unit | 单位（名称或别名） | unit (name or alias)      name | kind | zh | en
    # column: role | 角色 | role                                            name | zh | en

A parameter is a variable of the query; its kind is `unit`, `section`, `statement`, or the name of a closed list.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from plankg.schema.errors import UsageError
from plankg.schema.model import Model
from plankg.schema.wording import Language, language

HEAD = re.compile(r"^# (zh|en|parameter|column): (.+)$", re.MULTILINE)


class Column(Model):
    """A column of an answer with its headings."""

    name: str
    zh: str
    en: str


class Parameter(Column):
    """What a question wants to be told."""

    kind: str


class Question(Model):
    """A question with its title in both languages, what it wants to be told, and the query that answers it."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str

    def title(self, lang: Language | None = None) -> str:
        """Give the title in that language (default: the one in force)."""
        return self.zh if (lang or language()) == "zh" else self.en

    def headings(self, lang: Language | None = None) -> tuple[str, ...]:
        """Give the headings of the answer's columns in that language."""
        return tuple(column.zh if (lang or language()) == "zh" else column.en for column in self.columns)


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
    heads: dict[str, list[str]] = {"zh": [], "en": [], "parameter": [], "column": []}
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
        columns=tuple(Column(name=key, zh=zh, en=en) for key, zh, en in columns),
        sparql=sparql,
    )
