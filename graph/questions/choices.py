"""What a parameter of a question can be told: the names that the graph knows, for pick-lists and for reading questions.

The kinds are `thing` (anything named), `unit` (what has or can have a part in a task), an entity type (`Project`), `section`,
`indicator`, `document`, `task`, and the names of the closed lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from plankg.graph.questions.answers import Answer
from plankg.graph.reading.printed_numbers import printed
from plankg.schema import terms
from plankg.schema.model import Model
from plankg.schema.terms import EntityType, Term
from plankg.schema.wording import Language
from pyoxigraph import NamedNode

Query = Callable[[str], Answer]
"""Answers a SELECT."""

LISTED = ("section", "indicator", "document", "task")
THINGS = ("thing", "unit", *(kind.value for kind in EntityType))


class Choice(Model):
    """One thing that a parameter can be told: its value, what it is shown as, and what else it is called.

    The names stand in the order in which they count: its own name first, then aliases, then expanded names.
    """

    value: str
    label: str
    names: tuple[str, ...]


class Said(Model):
    """A name that a text may use for the value of a parameter; the lower the rank, the more it is the thing's own."""

    text: str
    kind: str
    value: str
    rank: int


def choices(kind: str, query: Query, lang: Language | None = None) -> tuple[Choice, ...]:
    """What a parameter of that kind can be told, in the order of the text or the alphabet; nothing for free words."""
    if closed := closed_list(kind):
        return tuple(Choice(value=t.value, label=t.said(lang), names=(t.zh, t.en)) for t in closed)
    by_value: dict[str, dict[str, int]] = {}
    for said in _said(kind, query):
        names = by_value.setdefault(said.value, {})
        names[said.text] = min(said.rank, names.get(said.text, said.rank))
    return tuple(_choice(value, sorted(names, key=lambda name: names[name])) for value, names in by_value.items())


def names(query: Query, kinds: set[str]) -> tuple[Said, ...]:
    """All names of the values of those kinds."""
    wanted = sorted(kinds - set(THINGS)) + (["thing"] if kinds & set(THINGS) else [])
    return tuple(said for kind in wanted for said in _said(kind, query))


class Facts(Model):
    """What a plan says of itself: the year it is of, the first and last day of its period, and who issued it."""

    year: int | None
    begin: date | None
    end: date | None
    issuer: str | None


def facts(query: Query) -> tuple[Facts, ...]:
    """What the plans say of themselves, for times and places that a question need not name."""
    return tuple(Facts.model_validate(row) for row in query(listing("plan")).records())


def closed_list(kind: str) -> type[Term] | None:
    """The closed list of that name, if it is one."""
    entry = getattr(terms, kind, None)
    return entry if isinstance(entry, type) and issubclass(entry, Term) and entry is not Term else None


def _choice(value: str, texts: list[str]) -> Choice:
    return Choice(value=value, label=texts[0], names=tuple(texts))


def _said(kind: str, query: Query) -> Iterator[Said]:
    """The names of one kind; things come once for each kind that they are, `thing` first."""
    if closed := closed_list(kind):
        for term in closed:
            labels = [text for text in (term.zh, term.en, term.value) if len(text) > 1]
            synonyms = [
                text
                for values, texts in words()["narrowings"].get(kind, {}).items()
                if term.value in values.split()
                for text in texts
            ]
            for text in dict.fromkeys([*labels, *synonyms]):
                yield Said(text=text, kind=kind, value=term.value, rank=0)
    elif kind in THINGS:
        for said in _things(query):
            if kind in {"thing", said.kind}:
                yield said
    elif kind in LISTED:
        yield from _LISTS[kind](query)


def _things(query: Query) -> Iterator[Said]:
    for value, type_, text, rank, assigned in query(listing("thing")).rows:
        name = NamedNode(str(type_)).value.rpartition("#")[2]
        kinds = ["thing", *(["unit"] if assigned or EntityType.of(name).unit else []), name]
        for kind in kinds:
            yield Said(text=str(text), kind=kind, value=str(value), rank=int(str(rank)))


def _sections(query: Query) -> Iterator[Said]:
    """The titles of sections, and their numbers; where no article is under the chapters, they are called 条 too."""
    rows = query(listing("section")).rows
    flat = all(kind != "directive" for _, kind, _, _ in rows)
    for value, kind, label, title in rows:
        yield Said(text=str(title), kind="section", value=str(value), rank=0)
        yield Said(text=f"{label}{title}", kind="section", value=str(value), rank=1)
        forms = [*words()["sections"][str(kind)], *(words()["sections"]["directive"] if flat else ())]
        for numeral, form in product(_numerals(str(label)), forms):
            # 一条 counts, it is not the first one.
            if numeral.isdecimal() or form != "{label}条":
                yield Said(text=form.format(label=numeral), kind="section", value=str(value), rank=1)


def _numerals(label: str) -> tuple[str, ...]:
    """A printed number as it stands, in Arabic and in Chinese numerals."""
    from plankg.graph.extraction.words.numerals import number  # noqa: PLC0415 - who only binds parameters needs no extraction

    try:
        count = int(number(label.strip("（）()、.．第章节条部分")))
    except ValueError:
        return (label,)
    return tuple(dict.fromkeys((label, str(count), printed(count, "chineseCounting"))))


def _indicators(query: Query) -> Iterator[Said]:
    for (value,) in query(listing("indicator")).rows:
        yield Said(text=str(value), kind="indicator", value=str(value), rank=0)


def _documents(query: Query) -> Iterator[Said]:
    for value, text, rank in query(listing("document")).rows:
        yield Said(text=str(text), kind="document", value=str(value), rank=int(str(rank)))


def _tasks(query: Query) -> Iterator[Said]:
    for value, text in query(listing("task")).rows:
        yield Said(text=str(value), kind="task", value=str(value), rank=0)
        yield Said(text=str(text), kind="task", value=str(value), rank=1)


_LISTS = {"section": _sections, "indicator": _indicators, "document": _documents, "task": _tasks}


@cache
def listing(name: str) -> str:
    """The query that lists the values of a kind."""
    return (files("plankg.graph.questions") / "choices" / f"{name}.rq").read_text("utf-8")


@cache
def words() -> dict[str, Any]:
    """The words in which people ask, as `queries/words.yaml` has them."""
    import yaml  # noqa: PLC0415 - questions asked by name need no words
    from plankg.graph.extraction.words.lexicon import LOADER  # noqa: PLC0415 - see above

    return dict(yaml.load((files("plankg.graph") / "queries" / "words.yaml").read_text("utf-8"), Loader=LOADER))  # noqa: S506 (safe loader)
