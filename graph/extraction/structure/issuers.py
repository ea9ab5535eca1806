"""Who issues a plan: the bodies of the red head, of the signature or of the title, each told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.structure.signatures import SEAL, signs
from plankg.graph.extraction.words.lexicon import Rule, expand, from_lexicon, lexicon
from plankg.graph.patterns import named_pattern
from plankg.schema.plan import Fact

# The party's body and the government's that issue together: 中共青山区委教育工委 | 青山区教育局.
PARTY = named_pattern(
    "issuers.party",
    "(?<=工委|党组|党委)(?=[\u4e00-\u9fff]{2,}(?:局|委|厅))",
    matches=["中共云河县委教育工委云河县教育局"],
    rejects=["教育工委办公室"],
)
SIGNATURE = named_pattern(
    "issuers.signature",
    r"^[\u4e00-\u9fff、 \u3000]{4,30}"
    r"(?:局|委员会|委|政府|厅|部|办公室|办公厅|院|联席会议|领导小组|指挥部|专班)(?:[（(](?:代章|盖章|公章|章|印)[）)])?$",
    matches=["云河县教育局", "云河县控辍保学联席会议（代章）"],
    rejects=["教育局"],
)
# One body's name among several: its own words and what it is, or a short form that stands alone (县委、县政府).
BODY = named_pattern(
    "issuers.body",
    "(?!(?:办公室|办公厅|委员会)$)(?:[省市县区州旗镇乡](?:委|政府|府)(?:办公[室厅]|办)?|国务院|教育部"
    "|[\u4e00-\u9fff]{2,}(?:局|委|委员会|政府|厅|部|办公室|办公厅|院|会|署|社|处|中心|学校|学院|大学|医院|小学|中学|支队"
    "|联席会议|领导小组|指挥部|专班|公司|集团|街道|[镇乡]))",
    matches=["云河县教育局", "财政局", "县委"],
    rejects=["云河县", "办公室", "林业"],
)
# The office that prints a document, over or beside the day on which it is printed.
PRINTED = named_pattern(
    "issuers.printed",
    r"\s*\d{4}\s*年\s*\d+\s*月\s*\d+\s*日\s*印[发制]",
    matches=["\n2026年3月1日印发"],
    rejects=["2026年3月1日"],
)
# What stands between two bodies, and the line that ends a red head of several lines.
BETWEEN = re.compile("[ 　、]+")
RED = named_pattern("issuers.red", "[ 　]*文件[ 　]*", matches=["　文件"], rejects=["决定"])


def issuers(
    draft: Draft, head: list[Span], tail: list[Span], red: Rule, titles: tuple[Fact | None, ...]
) -> tuple[Fact, ...]:
    """The bodies that issue a document, the first-named first: of the red head (X文件), the signature or the title.

    A red head may bear the first of them alone; then the signature or the title names the others.
    """
    sayings = [bodies for bodies in _sayings(draft, head, tail, red, titles) if bodies]
    if not sayings:
        return ()
    first = sayings[0][0]
    joint = (bodies for bodies in sayings if len(bodies) > 1 and first.value in {body.value for body in bodies})
    others = [body for body in next(joint, ()) if body.value != first.value]
    return (first, *{body.value: body for body in others}.values())


def _sayings(
    draft: Draft, head: list[Span], tail: list[Span], red: Rule, titles: tuple[Fact | None, ...]
) -> Iterator[list[Fact]]:
    yield _in_red(draft, head, red)
    yield _signed(draft, tail)
    yield _signed(draft, head)
    for title in filter(None, titles):
        yield _in_title(draft, title)


def _in_red(draft: Draft, head: list[Span], red: Rule) -> list[Fact]:
    """The bodies over 文件, on the line of that word and on those above it."""
    for place, line in enumerate(head):
        words = line.of(draft.text)
        alone = RED.fullmatch(words)
        if not alone and not red.pattern.fullmatch(words):
            continue
        above = place
        while above and SIGNATURE.match(head[above - 1].of(draft.text)):
            above -= 1
        named = [] if alone else [Span(line.start, line.start + words.rindex("文件"))]
        if bodies := [span for each in (*head[above:place], *named) for span in _parted(draft.text, each)]:
            return [_fact(draft, span, red.name) for span in bodies]
    return []


def _signed(draft: Draft, lines: list[Span]) -> list[Fact]:
    """The bodies that sign, on the lines that follow each other at the end of the head or tail."""
    text = draft.text
    places = [
        place
        for place, line in enumerate(lines)
        if (SIGNATURE.match(line.of(text)) or signs(text, line)) and not PRINTED.match(text, line.end)
    ]
    if not places:
        return []
    last = places[-1]
    first = next(place for place in range(last, -1, -1) if place == 0 or place - 1 not in places)
    spans = (span for line in lines[first : last + 1] for span in _parted(text, line))
    return [_fact(draft, span, "signature") for span in spans]


def _in_title(draft: Draft, title: Fact) -> list[Fact]:
    """The bodies that a title begins with."""
    match = _leading().match(title.value)
    if not match:
        return []
    names = _names(match["bodies"])
    # 中小学、幼儿园2024年安全工作要点: no body's names.
    if len(names) == 1 and BETWEEN.search(names[0]) and not match["sends"]:
        return []
    place, spans = draft.place(title.evidence.start), []
    for name in names:
        start = draft.text.find(name, place)
        if start < 0:
            return []
        spans.append(Span(start, place := start + len(name)))
    return [_fact(draft, span, "title-begins-with-issuer") for span in spans]


@from_lexicon
def _leading() -> re.Pattern[str]:
    """What a title begins with where it names who issues it."""
    book = lexicon("structure")
    return re.compile(expand(book["issuer_in_title"], book))


def _names(words: str) -> list[str]:
    """The names in words that hold one or several: parted where every part is a body's name, else all of it as one."""
    parts = [part for word in BETWEEN.split(words) for part in PARTY.split(word) if part]
    return parts if all(BODY.fullmatch(part) for part in parts) else [words]


def _parted(text: str, line: Span) -> list[Span]:
    """The names on a line, without the seal's note."""
    words = line.of(text)
    start = line.start + len(words) - len(words.lstrip(" 　"))
    words = SEAL.sub("", words.strip(" 　"))
    spans = []
    for name in _names(words):
        start = text.index(name, start)
        spans.append(Span(start, start := start + len(name)))
    return spans


def _fact(draft: Draft, span: Span, rule: str) -> Fact:
    """A body with its words; one name set wide or over blanks (教 育 局) is that name without them."""
    words = span.of(draft.text)
    value = words if "、" in words else re.sub("[ 　]+", "", words)
    return Fact(value=value, evidence=draft.document.evidence(*span), rule=rule)
