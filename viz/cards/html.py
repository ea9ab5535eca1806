"""The parts that cards are made of: pieces of HTML, in which whatever a plan says is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from re import findall

from plankg.graph.checks.sureness import DOUBTED
from plankg.schema.plan import Statement
from plankg.schema.terms import EntityType, Role, Standing
from plankg.schema.wording import Language, words
from plankg.viz.template import HTML_LANGUAGE, template

ROWS = 24
"""So many rows a card shows of a list; a line tells how many more there are."""
TOKENS = "tokens.css"
"""The colours of the planners' page, which are those of the cards."""


class Card(str):
    """A piece of HTML that shows itself in a notebook: no script, nothing loaded, light or dark as the notebook is."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)  # marimo takes nothing but plain text

    def __repr__(self) -> str:
        """Short: whoever prints it wants no markup."""
        return f"<Card: {len(self)} characters of HTML>"


def framed(title: str, parts: Iterable[str], lang: Language, *, kind: str = "", notes: Sequence[str] = ()) -> Card:
    """A card: its style, what kind of thing it shows, the title, notes beside it, then its parts."""
    beside = "".join(f"<span>{note}</span>" for note in (escape(kind), *notes) if note)
    head = f'<div class="head"><b class="title">{title}</b>{beside}</div>'
    body = "".join((head, *parts))
    return Card(f'<div class="plankg" lang="{HTML_LANGUAGE[lang]}"><style>{style(lang)}</style>{body}</div>')


@cache
def style(lang: Language) -> str:
    """The style of all cards, with the page's colours in it, and a colour and the name of each type of thing."""
    source = (files("plankg.viz") / "cards" / "card.css").read_text("utf-8")
    tokens = template(TOKENS)
    light, dark = (dict(findall(r"(--[\w-]+): ([^;]+);", part)) for part in tokens.split(':root[data-theme="dark"]'))
    used = sorted(set(findall(r"var\((--[\w-]+)\)", source)) & set(light))
    colours = "".join(
        f"{name}:light-dark({light[name]},{dark[name]});" if name in dark else f"{name}:{light[name]};" for name in used
    )
    types = "".join(f'.plankg .{kind.value}{{--type:{kind.colour};--of:"{kind.said(lang)}"}}' for kind in EntityType)
    lines = (line.strip() for line in source.replace("/*tokens*/", colours).splitlines())
    return "".join(line for line in lines if not line.startswith("/*")) + types


def told(key: str, lang: Language, **values: object) -> str:
    """The words of a key, escaped."""
    return escape(words(key, lang, **values))


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Labels and values beside each other; the values are HTML."""
    lines = "".join(f"<span>{escape(label)}</span><span>{value}</span>" for label, value in rows if value)
    return f'<div class="facts">{lines}</div>' if lines else ""


def section(
    heading: str, lines: Sequence[str], lang: Language, *, most: int = ROWS, count: int | None = None, note: str = ""
) -> str:
    """A heading with how many there are (`count` where not all have a line) and a note, then a line each for the first of them."""
    total = len(lines) if count is None else count
    if not total:
        return ""
    shown = "".join(f'<div class="line">{line}</div>' for line in lines[:most])
    beside = f'<div class="muted">{note}</div>' if note else ""
    left = total - min(len(lines), most)
    return f'<div class="part">{escape(heading)} <i>{total}</i></div>{beside}{shown}{more(left, lang)}'


def more(left: int, lang: Language) -> str:
    """The line that tells how many more there are than are shown."""
    return f'<div class="more">{told("card.more", lang, count=left)}</div>' if left > 0 else ""


def role_badge(role: Role, lang: Language) -> str:
    """A role in the form that the page gives it: full for who does it, bare for whom it concerns."""
    return f'<span class="role {"does" if role.does else "concerns"}">{escape(role.said(lang))}</span>'


def type_dot(kind: EntityType, lang: Language) -> str:
    """A type of thing with its colour."""
    return f'<span class="dot {kind.value}">{escape(kind.said(lang))}</span>'


def origin(statement: Statement, lang: Language) -> str:
    """Where a statement comes from and how sure it is: nothing is said of what the text states and the reader is sure of."""
    standing = "" if statement.standing is Standing.STATED else escape(statement.standing.said(lang))
    unsure = doubt(statement, lang)
    return " · ".join(part for part in (standing, unsure) if part)


def doubt(statement: Statement, lang: Language) -> str:
    """The mark of a statement that is rather wrong than right, with how sure it is."""
    if statement.decision or statement.certainty is None or statement.certainty >= DOUBTED:
        return ""
    percent = round(100 * statement.certainty)
    said = told("page.certainty_of", lang, percent=percent)
    return f'<span class="unsure" title="{said}">{told("page.unsure", lang)} {percent}%</span>'


def certainty(statement: Statement, lang: Language) -> str:
    """How sure a statement is, in words."""
    if statement.decision:
        return told("page.certainty_decided", lang)
    return "" if statement.certainty is None else f"{round(100 * statement.certainty)}%"
