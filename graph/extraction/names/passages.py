"""Passages: the stretches of text in which names are looked for, with what would run into a name masked."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from plankg.graph.extraction.chunks.fragments import Fragment, read
from plankg.graph.extraction.chunks.openings import adverb_run, preposition
from plankg.graph.extraction.chunks.sentence_ends import COMMAS, split
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Clause, Span
from plankg.graph.extraction.words.lexicon import from_lexicon, rule_named
from plankg.graph.patterns import named_pattern

BREAK = "｜"
EDGE = f"{BREAK}，；。、：的等至向为让和与及暨并\\n“”《》（）"
NAME_CHAR = f"[^{EDGE}]"
START = f"(?<!{NAME_CHAR})"
QUOTED = "“[^”\\n]+”"
# What is opened and not closed is taken to the end of its line: to look again behind each of many open marks takes too long.
QUOTES = named_pattern(
    "passages.quotes",
    f"“[^”\\n]+(?:”(?P<more>(?:[、和]?{QUOTED})+)?)?",
    matches=["“甲圈”“乙圈”", "“甲圈"],
    rejects=["甲圈"],
)
TITLES = re.compile("《(?P<title>[^》\\n]+)(?P<closed>》?)")
# A second verb inside a clause, behind the unit that is to act: 指导学校开展…, 组织各校参加….
MODAL = named_pattern(
    "passages.modal",
    r"(?<=[部门校府委局位区县市州镇乡村道构园会院司业者员师厅办处科心团社站所企家体）])(?:要|应当|应|须|必须|不得|可以|负责|对(?![口外接]))(?=[\u4e00-\u9fff“]{2})",
    matches=["各街道要清查"],
    rejects=["谁要清查"],
)
SECOND_VERB = named_pattern(
    "passages.second-verb",
    r"(?<=[\u4e00-\u9fff）]{2})(?:会同|开展|参加|担任|设立|建立|完成(?!率)|做好|参与(?!的)|创成|升格为|共建(?!共)|创建(?=国家|全国|省|市|区|[一二三]级|示范))(?=[\u4e00-\u9fff“《\d]{2})",
    matches=["指导学校开展评比"],
    rejects=["开展评比"],
)

# 进机关、进学校、进社区: the verb is none of the names behind it.
ENTERING = named_pattern(
    "passages.entering",
    "(?<=、)进(?=机关|学校|校园|企业|社区|农村|乡村|课堂|家庭|军营|园区|工地|景区|市场)",
    matches=["进机关、进企业"],
    rejects=["走进企业"],
)


@dataclass(frozen=True)
class Passages:
    """The titles and clauses of a plan over its text, character for character.

    `masked` has ｜ for what is neither title nor clause, for verbs, adverbs and prepositions, and for what 《》 hold;
    `outside` has it also for what quotes side by side hold. `spans` are the passages in order, `starts` where they
    begin, `sections` their sections.
    """

    masked: str
    outside: str
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    sections: tuple[str, ...]

    def at(self, place: int) -> int:
        """The number of the passage that holds a place."""
        return bisect_right(self.starts, place) - 1

    def quoted(self, place: int) -> bool:
        """Whether a place lies inside quotes."""
        number = self.at(place)
        begin = self.spans[number].start if number >= 0 else 0
        return self.masked.rfind("“", begin, place) > self.masked.rfind("”", begin, place)


def find_passages(draft: Draft) -> Passages:
    """The titles of all directives and all clauses, with their text masked for the search for names."""
    text = draft.text
    directives = [heading for heading in draft.headings if heading.no is not None and heading.title.width]
    titles = [read(text, heading.title, first=True) for heading in directives]
    known = {heading.title for heading in directives}
    clauses = [clause for clause in draft.clauses if clause.span not in known]
    rows = [(heading.title, heading.id, tuple(split(text, heading.title, COMMAS))) for heading in directives]
    rows = sorted([*rows, *((clause.span, clause.section, clause.parts) for clause in clauses)])
    chars = [BREAK] * len(text)
    for span, _, parts in rows:
        chars[span.start : span.end] = text[span.start : span.end]
        for fragment in parts:
            if lead := _prepositions().match(text, fragment.start, fragment.end):
                _mask(chars, lead.start(), lead.end())
            elif time := _time().match(fragment.of(text)):
                _mask(chars, fragment.start, fragment.start + time.end())
    stretches: list[Clause | Fragment] = [*titles, *clauses]
    for part in stretches:
        _mask_verbs(chars, text, part)
    for title in TITLES.finditer(text):
        if title["closed"]:
            _mask(chars, *title.span("title"))
    for pattern in (MODAL, SECOND_VERB, ENTERING):
        for match in pattern.finditer(text):
            _mask(chars, match.start(), match.end())
    masked = "".join(chars)
    outside = QUOTES.sub(lambda match: BREAK * len(match[0]) if match["more"] else match[0], masked)
    spans = tuple(row[0] for row in rows)
    return Passages(masked, outside, spans, tuple(span.start for span in spans), tuple(row[1] for row in rows))


def _mask_verbs(chars: list[str], text: str, part: Clause | Fragment) -> None:
    """Mask the verbs of a clause or title, and the adverbs right before them."""
    for verb in part.verbs:
        start = verb.span.start
        lead = next((word for word in part.adverbs if word and text.endswith(word, 0, start)), "")
        _mask(chars, start - len(lead), verb.span.end)


@from_lexicon
def _prepositions() -> re.Pattern[str]:
    return re.compile(f"(?:{adverb_run().pattern})?(?:{preposition().pattern})")


@from_lexicon
def _time() -> re.Pattern[str]:
    """The pattern of a time that opens a clause: 2025年底前 before 各镇."""
    return rule_named("adverbs", "leading", "by-time").pattern


def _mask(chars: list[str], start: int, end: int) -> None:
    chars[start:end] = BREAK * (end - start)
