"""Passages: the stretches of text in which names are looked for, with the verbs masked that would run into a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from plankg.graph.extraction.draft import Draft, Span
from plankg.graph.extraction.fragments import read, split
from plankg.graph.extraction.lexicon import alternation, lexicon

BREAK = "｜"
EDGE = f"{BREAK}，；。、：的等至向为和与及暨并\\n“”《》（）"
NAME_CHAR = f"[^{EDGE}]"
START = f"(?:(?<=[{EDGE}])|^)"
QUOTED = "“[^”\\n]+”"
QUOTES_ABREAST = re.compile(f"{QUOTED}(?:[、和]?{QUOTED})+")
TITLES = re.compile("(?<=《)[^》\\n]+(?=》)")
# A second verb inside a clause, behind the unit that is to act: 指导学校开展…, 组织各校参加….
SECOND_VERB = re.compile(r"(?<=[\u4e00-\u9fff）]{2})(?:开展|参加|担任|完成(?!率)|做好|参与(?!的))(?=[\u4e00-\u9fff“《\d]{2})")


@dataclass(frozen=True)
class Passage:
    """A clause or a title: where it stands, and its text with what would run into a name as ｜, character for character.

    `masked` hides verbs, adverbs, prepositions and what 《》 hold; `outside` also what quotes side by side hold.
    """

    span: Span
    section: str
    masked: str
    outside: str


def find_passages(draft: Draft) -> tuple[Passage, ...]:
    """Give the titles of all directives and all clauses, in the order of the text."""
    titles = [(heading.title, heading.id) for heading in draft.headings if heading.no is not None and len(heading.title)]
    spans = [*titles, *((clause.span, clause.section) for clause in draft.clauses)]
    return tuple(_passage(draft.text, span, section) for span, section in sorted(set(spans)))


def _passage(text: str, span: Span, section: str) -> Passage:
    masked = _masked(text, span)
    outside = QUOTES_ABREAST.sub(lambda found: BREAK * len(found[0]), masked)
    return Passage(span, section, masked, outside)


def _masked(text: str, span: Span) -> str:
    chars = list(span.of(text))
    for number, fragment in enumerate(split(text, span, "，；")):
        for part in (fragment, *_after_quotes(text, fragment)):
            _mask_start(chars, text, part, span.start, first=number == 0)
    for pattern in (TITLES, SECOND_VERB):
        for found in pattern.finditer(text, span.start, span.end):
            _mask(chars, found.start() - span.start, found.end() - span.start)
    return "".join(chars)


def _after_quotes(text: str, fragment: Span) -> list[Span]:
    """Give what stands behind a quoted manner or an adverbial phrase, where a verb may follow."""
    return [Span(found.end(), fragment.end) for found in _joints().finditer(text, fragment.start, fragment.end)]


@cache
def _joints() -> re.Pattern[str]:
    verbs = alternation(lexicon("verbs")["light"]["other"] + ["提升", "形成", "提高", "宣传", "提供", "研究", "加快", "推进"])
    return re.compile(f"(?:方式|举措|手段|基础上|为抓手|为重点|为载体|”|相?关?部门|街镇|等)(?={verbs})")


def _mask_start(chars: list[str], text: str, part: Span, base: int, *, first: bool) -> None:
    """Mask the adverbs, the preposition and the verbs at the start of a fragment."""
    if lead := _prepositions().match(text, part.start, part.end):
        _mask(chars, lead.start() - base, lead.end() - base)
    fragment = read(text, part, first=first)
    for verb in fragment.verbs:
        _mask(chars, verb.span.start - base, verb.span.end - base)
    if fragment.verbs and fragment.adverbs and fragment.adverbs[-1]:
        start = fragment.verbs[-1].span.start
        width = len(fragment.adverbs[-1])
        if text[start - width : start] == fragment.adverbs[-1]:
            _mask(chars, start - width - base, start - base)


@cache
def _prepositions() -> re.Pattern[str]:
    adverbs = alternation(lexicon("adverbs")["adverbs"])
    return re.compile(f"{adverbs}*(?:以|通过|按照|根据|与|会同|联合|协同|为|对|向|在|把|将|由|聚焦|围绕|紧扣|依托|结合|面向|对照)")


def _mask(chars: list[str], start: int, end: int) -> None:
    for place in range(max(0, start), min(len(chars), end)):
        chars[place] = BREAK
