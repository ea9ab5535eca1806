"""Targets: the figures of a plan, what each measures, and how it is to be compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from plankg.graph.extraction.draft import Clause, Draft, Name, Span
from plankg.graph.extraction.fragments import split
from plankg.graph.extraction.lexicon import alternation, expand, lexicon, rules
from plankg.graph.extraction.numerals import number
from plankg.graph.extraction.times import find_time
from plankg.schema.plan import Target
from plankg.schema.terms import Comparator, EntityType, TargetKind

NUMERAL = r"\d+(?:,\d{3})*(?:\.\d+)?"


@dataclass(frozen=True)
class Figure:
    """A figure as found: the span that states it, its value, and what it measures."""

    span: Span
    value: float | str | None
    value_max: float | None
    unit: str | None
    comparator: Comparator
    kind: TargetKind
    indicator: str
    rule: str


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    book = lexicon("numbers")
    measure = alternation(book["measures"])
    more, less = alternation(book["at_least"]), alternation(book["at_most"])
    return {
        "share": re.compile(
            f"(?P<indicator>[^，；。、“”]{{0,24}}?)(?P<before>(?:{more}|{less}|为|到)*)(?P<value>{NUMERAL})"
            f"(?:%?[-—~～至](?P<top>{NUMERAL}))?(?P<unit>%|个百分点)(?P<after>{more}|{less})?(?P<behind>[^，；。、的“”]{{0,8}})"
        ),
        "count": re.compile(
            f"(?P<before>(?:{more}|{less}|新增)*)(?<![\\d.+])(?P<value>{NUMERAL})(?:[-—~～至](?P<top>{NUMERAL}))?(?P<over>余|多)?"
            f"(?P<unit>[百千万亿]?{measure})(?P<after>{more}|{less})?(?P<behind>“[^”]{{1,12}}”|[^，；。、的和与及\\d“”]{{0,16}})"
        ),
        "percent": re.compile(r"\d(?:%|个百分点)"),
        "hint": re.compile(r"[\d首第新双一二两三四五六七八九十]|全覆盖|率"),
        "digit": re.compile(r"\d"),
        "ordinal": re.compile(book["ordinal"]),
        "big": re.compile(book["big"] + "(?P<behind>[^，；。、的建“”]{2,10})"),
        "code": re.compile(book["code"]),
        "spelled": re.compile(expand(book["spelled"], book)),
        "ratio": re.compile(book["ratio"]),
        "latin": re.compile(rf"{NUMERAL}(?:\+{NUMERAL})*"),
        "more": re.compile(more),
        "less": re.compile(less),
        "aiming": re.compile(alternation(book["aiming"])),
        "softened": re.compile(book["softened"]),
    }


def make_targets(draft: Draft) -> tuple[Target, ...]:
    """Give the figures of each task in the order of the text: q8.1, q8.2 and so on.

    Shares and counts with their comparator (达、以上 → at least; 以下、以内 → at most); goals without a number (全覆盖) with
    value None; ordinals (第五批); and numbers that are part of a name (三年行动计划), kind `code`.
    """
    numbers = {heading.id: heading.no for heading in draft.headings}
    seen: Counter[str] = Counter()
    made = []
    for content in draft.contents:
        clause, names = content.clause, content.names
        time = find_time(draft.text, clause.span, None)
        for figure in _figures(draft.text, clause, names):
            seen[clause.section] += 1
            made.append(
                Target(
                    id=f"q{numbers[clause.section]}.{seen[clause.section]}",
                    directive=clause.section,
                    task=content.task,
                    entity=_measured(draft, figure, names),
                    value=figure.value,
                    value_max=figure.value_max,
                    unit=figure.unit,
                    comparator=figure.comparator,
                    indicator=figure.indicator,
                    deadline=time.words if time and time.due else None,
                    kind=figure.kind,
                    evidence=draft.document.evidence(figure.span.start, figure.span.end),
                    rule=figure.rule,
                )
            )
    return tuple(made)


def _figures(text: str, clause: Clause, names: tuple[Name, ...]) -> list[Figure]:
    """Give the figures of a clause; what lies inside a figure already found is not found again."""
    found: list[Figure] = []
    if not _patterns()["hint"].search(text, clause.span.start, clause.span.end):
        return found
    for finder in (_shares, _counts, _ratios, _spelled, _big_sets, _without_number, _ordinals, _codes):
        for figure in finder(text, clause, names):
            if not any(figure.span.overlaps(other.span) for other in found):
                found.append(figure)
    return sorted(found, key=lambda figure: figure.span)


def _shares(text: str, clause: Clause, _: tuple[Name, ...]) -> Iterator[Figure]:
    patterns = _patterns()
    for fragment in split(text, clause.span, "，；、"):
        if not patterns["percent"].search(text, fragment.start, fragment.end):
            continue
        for found in patterns["share"].finditer(text, fragment.start, fragment.end):
            words = found["before"] + (found["after"] or "") + found["indicator"]
            low = bool(patterns["less"].search(words))
            start = found.start("indicator") + _verb_width(found["indicator"], clause)
            indicator = text[start : found.start("before")]
            if found["behind"] and not found["after"] and not found["before"]:
                indicator += found["behind"]
            indicator = re.sub(r"^的|率?(?:达到?|为)$", lambda cut: "率" if cut[0].startswith("率") else "", indicator)
            yield Figure(
                Span(min(start, found.start("before")), found.end("after") if found["after"] else found.end("unit")),
                number(found["value"]),
                number(found["top"]) if found["top"] else None,
                found["unit"],
                _compare(found["before"] + (found["after"] or ""), low=low),
                TargetKind.LIMIT if low else TargetKind.SHARE,
                indicator or found["behind"] or found["unit"],
                "percentage",
            )


def _verb_width(words: str, clause: Clause) -> int:
    """Give how much of the words before a figure are the clause's verbs, not the indicator."""
    width = 0
    for verb in clause.verbs:
        if (place := words.find(verb.word)) >= 0:
            width = max(width, place + len(verb.word))
    return width


def _compare(words: str, *, low: bool) -> Comparator:
    if low:
        return Comparator.LE
    return Comparator.GE if _patterns()["more"].search(words) else Comparator.EQ


def _counts(text: str, clause: Clause, _: tuple[Name, ...]) -> Iterator[Figure]:
    patterns = _patterns()
    if not patterns["digit"].search(text, clause.span.start, clause.span.end):
        return
    aims = bool(patterns["aiming"].match("".join(verb.word for verb in clause.verbs[:1])))
    for found in patterns["count"].finditer(text, clause.span.start, clause.span.end):
        if re.match(r"[年月日]", text[found.end("value") : found.end("value") + 1]):
            continue
        words = found["before"] + (found["after"] or "") + (found["over"] or "")
        low = bool(patterns["less"].search(words))
        adding = "新增" in text[max(clause.span.start, found.start() - 24) : found.end("before")]
        end = found.end("behind")
        kind = TargetKind.LIMIT if low else TargetKind.TARGET if aims or adding or found["before"] else TargetKind.COUNT
        yield Figure(
            Span(found.start(), max(end, found.end("after") if found["after"] else found.end("unit"))),
            number(found["value"]),
            number(found["top"]) if found["top"] else None,
            found["unit"],
            _compare(words, low=low),
            kind,
            (found["behind"].strip("“”") + "数") if found["behind"] else found["unit"],
            "count-with-measure",
        )


def _ratios(text: str, clause: Clause, _: tuple[Name, ...]) -> Iterator[Figure]:
    """Give ratios (4:3:2:1), their value as written."""
    for found in _patterns()["ratio"].finditer(text, clause.span.start, clause.span.end):
        value = found[0].replace("：", ":")
        yield Figure(Span(*found.span()), value, None, None, Comparator.EQ, TargetKind.TARGET, "比例", "ratio")


def _spelled(text: str, clause: Clause, _: tuple[Name, ...]) -> Iterator[Figure]:
    """Give amounts in Chinese numerals where the words ask for so many: 每学年进行一次, 一至两项."""
    for found in _patterns()["spelled"].finditer(text, clause.span.start, clause.span.end):
        unit = found["unit"] or found["unit2"]
        least = bool(_patterns()["more"].search(found[0]))
        yield Figure(
            Span(*found.span()),
            number(found["one"] or found["low"]),
            number(found["top"]) if found["top"] else None,
            unit,
            Comparator.GE if least else Comparator.EQ,
            TargetKind.TARGET,
            text[found.end() : clause.span.end].split("，", 1)[0][:16] or found[0],
            "spelled-amount",
        )


def _big_sets(text: str, clause: Clause, _: tuple[Name, ...]) -> Iterator[Figure]:
    for found in _patterns()["big"].finditer(text, clause.span.start, clause.span.end):
        yield Figure(
            Span(*found.span()),
            number(found["number"]),
            None,
            "个",
            Comparator.EQ,
            TargetKind.COUNT,
            found["behind"] + "数",
            "big-set",
        )


def _without_number(text: str, clause: Clause, _: tuple[Name, ...]) -> Iterator[Figure]:
    words = clause.span.of(text)
    for rule in rules("numbers", "without_number"):
        for found in rule.pattern.finditer(words):
            soft = bool(_patterns()["softened"].search(words[: found.end()]))
            fragment = next(
                part for part in split(text, clause.span, "，；") if part.end >= clause.span.start + found.end()
            )
            yield Figure(
                fragment,
                None,
                None,
                None,
                Comparator.APPROX if soft else Comparator.of(rule["comparator"]),
                TargetKind.TARGET,
                fragment.of(text),
                rule.name,
            )


def _ordinals(text: str, clause: Clause, _: tuple[Name, ...]) -> Iterator[Figure]:
    for found in _patterns()["ordinal"].finditer(text, clause.span.start, clause.span.end):
        value = 1.0 if found["first"] else number(found["number"]) if found["number"] else None
        unit = found["unit"] or found["unit2"] or found["unit3"]
        yield Figure(
            Span(*found.span()), value, None, unit, Comparator.ORDINAL, TargetKind.ORDINAL, f"{unit}次", "ordinal"
        )


NUMBERED_NAMES = {
    EntityType.PROGRAMME,
    EntityType.BRAND,
    EntityType.CONCEPT,
    EntityType.POLICY_DOCUMENT,
    EntityType.ALLIANCE,
    EntityType.SCHOOL_CATEGORY,
}


def _codes(text: str, _: Clause, names: tuple[Name, ...]) -> Iterator[Figure]:
    """Give the numbers that are part of a name: in quotes, in title marks, or before words such as 年行动计划 and 级."""
    patterns = _patterns()
    for span in sorted({name.span for name in names if name.type in NUMBERED_NAMES}):
        for found in patterns["code"].finditer(text, span.start, span.end):
            yield _code(text, span, found, number(found["number"]), found["unit"])
        for found in patterns["latin"].finditer(text, span.start, span.end):
            yield _code(text, span, found, None if "+" in found[0] else number(found[0]), None)


def _code(text: str, name: Span, found: re.Match[str], value: float | None, unit: str | None) -> Figure:
    span = Span(*found.span())
    return Figure(span, value, None, unit, Comparator.EQ, TargetKind.CODE, name.of(text), "number-in-name")


def _measured(draft: Draft, figure: Figure, names: tuple[Name, ...]) -> str | None:
    """Give the entity that a figure measures: the longest name that shares characters with it."""
    touching = [name for name in names if name.span.overlaps(figure.span)]
    return draft.identities[max(touching, key=lambda name: name.span.width)] if touching else None
