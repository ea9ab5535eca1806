"""Columns of tables: what each holds, by the words of its heading."""

from __future__ import annotations

import re

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.draft.table_records import Cells, Column
from plankg.graph.extraction.notes.units import order_rule, roles_of
from plankg.graph.extraction.words.lexicon import pattern, rules
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import Role

LONGEST_HEADING = 40
# A heading row tells at least so many columns by words that are known.
KNOWN_COLUMNS = 2
ACTS = {"title", "content"}
SHARED = {"title", "content", "group"}
SAYS = {"unit", "time", "stage", "value", "indicator"}
# A year and another so many later are where a plan of five years begins and what it aims at.
BASE_AND_GOAL = 2
PLAN_YEARS = 5
PARTS = named_pattern("columns.parts", "[/／、（）和及与]", matches=["处室/年段"], rejects=["处室"])
BLANKS = re.compile(r"\s|[：:]$")
WIDE = str.maketrans("()", "（）")
NUMBER = re.compile(r"\d{1,3}[.、]?")


def headings(text: str, row: Cells) -> dict[int, Column]:
    """The columns that a row of headings names; nothing for any other row."""
    columns = {number: _column(text, span) for number, span in row.items()}
    known = [column for column in columns.values() if column.meaning != "unknown"]
    telling = {column.meaning for column in known} & (ACTS | SAYS)
    long = any(span.width > LONGEST_HEADING or "。" in span.of(text) for span in row.values())
    if long or len(known) < KNOWN_COLUMNS or not telling or len(known) * 2 < len(columns):
        return {}
    return columns


def lower_tier(text: str, upper: dict[int, Column], row: Cells) -> dict[int, Column]:
    """The columns of headings in two tiers; a heading of the lower tier is read with the one above it."""
    own = {number: span for number, span in row.items() if number not in upper or upper[number].heading != span}
    lower = {number: _column(text, span, above=_above(upper, number)) for number, span in own.items()}
    if not lower or any(column.meaning in {"unknown", "number"} for column in lower.values()):
        return {}
    if any(span.width > LONGEST_HEADING or "。" in span.of(text) for span in own.values()) or 0 in own:
        return {}
    return dict(sorted({**upper, **lower}.items()))


def _above(upper: dict[int, Column], number: int) -> str:
    return next((upper[place].words for place in sorted(upper, reverse=True) if place <= number), "")


def _column(text: str, heading: Span, above: str = "") -> Column:
    """What a column with this heading holds: `unknown` where no word tells."""
    words = BLANKS.sub("", heading.of(text)).translate(WIDE).replace("（室）", "室")
    meaning = _meaning(words)
    if meaning != "unit":
        return Column(meaning, heading, words)
    rule = order_rule(words)
    bare = rule.bare if rule else words
    role = (rule and rule.rest) or _role(bare) or _role(above)
    if role is Role.LEAD and rule:
        role = Role.RESPONSIBLE
    if role is None and not pattern("tables", "plain_unit").match(bare):
        return Column("unknown", heading, words)
    owner = pattern("tables", "owner").match(words) or pattern("tables", "owner").match(above + words)
    return Column(meaning, heading, words, role or Role.RESPONSIBLE, owner and owner["owner"], rule is not None)


def _meaning(words: str) -> str:
    """What a heading's words tell; of several (协办单位/社区, 协助（处室）) one known is enough, a role before all."""
    if known := _known(words):
        return known
    meanings = [known for part in PARTS.split(words) if (known := _known(part))]
    if "unit" in meanings or pattern("tables", "role_first").match(words):
        return "unit"
    return meanings[0] if meanings else "unknown"


def _known(words: str) -> str | None:
    return next((rule.name for rule in rules("tables", "columns") if rule.pattern.search(words)), None)


def _role(words: str) -> Role | None:
    """The role that a heading names; 责任 where it names several, since it parts nobody."""
    roles = list(roles_of(words))
    if {Role.PARTICIPANT, Role.PARTNER}.intersection(roles) and len(roles) > 1:
        return Role.RESPONSIBLE
    return roles[0] if roles else None


def settled(columns: dict[int, Column], since: str = "") -> dict[int, Column]:
    """Decide what depends on the other columns: 单位 is a measure beside figures only, a bare year the goal or the base.

    `since` is the year with which the plan begins, as printed: a year before it is the base.
    """
    meanings = {column.meaning for column in columns.values()}
    titles = [number for number, column in columns.items() if column.meaning == "title"]
    indicators = [number for number, column in columns.items() if column.meaning == "indicator"]
    years = sorted((column.words, number) for number, column in columns.items() if column.meaning == "year")
    based = len(years) == BASE_AND_GOAL and int(years[1][0][:4]) - int(years[0][0][:4]) >= PLAN_YEARS
    settled: dict[int, Column] = {}
    for number, column in columns.items():
        meaning, role = column.meaning, column.role
        if meaning == "measure" and not {"value", "indicator", "year"} & meanings:
            meaning, role = "unit", Role.RESPONSIBLE
        elif meaning == "year":
            base = (based and number == years[0][1]) or column.words[:4] < since
            meaning = "baseline" if "value" in meanings or base else "value"
        elif meaning == "indicator" and (ACTS & meanings or number != indicators[-1]):
            meaning = "value" if ACTS & meanings else "group"
        elif meaning == "title":
            meaning = _act(number, titles, content="content" in meanings)
        elif meaning == "content" and len(titles) > 1 and titles[0] < number < titles[-1]:
            meaning = "about"
        settled[number] = column._replace(meaning=meaning, role=role)
    return settled


def _act(number: int, titles: list[int], *, content: bool) -> str:
    """What one of several columns of tasks holds: the last its task, the ones before the groups of tasks.

    Without a column of contents the last of several says what the task before it consists of.
    """
    place = len(titles) - titles.index(number)
    if content or len(titles) == 1:
        return "title" if place == 1 else "group"
    return {1: "content", 2: "title"}.get(place, "group")


def labelled(text: str, columns: dict[int, Column], body: list[Cells]) -> dict[int, Column]:
    """The columns with those under one heading, of which the second may have none printed, told apart.

    Where the first of two holds nothing but numbers (1—1 | 扩建大厅) it labels what the second says.
    """
    with_label = dict(columns)
    for number, column in sorted(columns.items()):
        beside = with_label.get(number + 1)
        cells = [row[number].of(text) for row in body if number in row]
        said = [row[number + 1].of(text) for row in body if number + 1 in row]
        under = beside is None or beside.heading == column.heading
        if column.meaning not in SHARED or not under or not said:
            continue
        if cells and all(pattern("tables", "label").match(words) for words in cells):
            with_label[number] = column._replace(meaning="number")
            with_label[number + 1] = column
        elif beside is None and not any(NUMBER.fullmatch(words) for words in said):
            with_label[number + 1] = column
    return dict(sorted(with_label.items()))


def numbered(text: str, columns: dict[int, Column], body: list[Cells]) -> dict[int, Column]:
    """The columns with the one at the left that has no heading but numbers its rows."""
    left = [row[0] for row in body if 0 in row and len(row) > 1]
    if 0 in columns or not left or not all(NUMBER.fullmatch(span.of(text)) for span in left):
        return columns
    return {0: Column("number", left[0], ""), **columns}
