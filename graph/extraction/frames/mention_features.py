"""What the models of frames see of a name in a clause: its type, the list it stands in, the words and verbs before and behind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from plankg.graph.extraction.draft.frame import JOINTS, SIGNS, Frame
from plankg.graph.extraction.draft.spans import Name
from plankg.graph.extraction.frames.links import REACH
from plankg.graph.extraction.words.lexicon import lexicon
from plankg.graph.extraction.words.tagged import Word
from plankg.graph.extraction.words.verbs import verb_kinds

NEAR = 3
MOST = 6
COUNTS = "0123456789一二三四五六七八九十两各"
LISTING = frozenset(JOINTS + SIGNS)
START, FINISH = Word(-1, -1, "^", "^"), Word(-1, -1, "$", "$")


def name_features(frame: Frame, name: Name, mark: str = "") -> list[str]:
    """The features of a name in its clause; `mark` is what rules say of it."""
    if name not in frame.seen:
        frame.seen[name] = _named(frame, name)
    return [*frame.seen[name], f"mark={mark}"]


def _named(frame: Frame, name: Name) -> list[str]:
    start, end, count = frame.listed(name)
    before, behind = bisect_right(frame.ends, start), bisect_left(frame.starts, end)
    fragment = frame.clause.part(name.span)
    opened, closed = bisect_left(frame.starts, fragment.start), bisect_left(frame.starts, fragment.end)
    kind = name.type.value
    row = [f"type={kind}", f"head2={name.name[-2:]}", f"head1={name.name[-1]}", f"count={min(count, NEAR)}"]
    lefts = [*reversed(frame.words[max(0, before - NEAR) : before]), *[START] * NEAR]
    rights = [*frame.words[behind : behind + NEAR], *[FINISH] * NEAR]
    for distance, left, right in zip(range(1, NEAR + 1), lefts, rights, strict=False):
        row += [
            f"-{distance}={left.text}",
            f"-{distance}tag={left.tag}",
            f"+{distance}={right.text}",
            f"+{distance}tag={right.tag}",
        ]
    left, right = lefts[0], rights[0]
    row += [
        f"-1type={left.text}|{kind}",
        f"+1type={right.text}|{kind}",
        f"-1+1={left.text}|{right.text}",
        f"tags={left.tag}|{right.tag}|{kind}",
        f"opens-fragment={start <= fragment.start}",
        f"opens-clause={start <= frame.clause.span.start}",
        f"closes-fragment={end >= fragment.end}",
        f"last={frame.words[closed - 1].text if closed > behind else '$'}",
        f"enclosed={frame.enclosed(name)}",
        f"within={frame.holder(name)}",
    ]
    verbs = frame.among(frame.verbs, opened, before), frame.among(frame.verbs, behind, closed)
    modals = frame.among(frame.modals, behind, closed)
    tail = frame.text[end : min(fragment.end, end + REACH)]
    return [
        *row,
        *_verbal(*verbs, frame.among(frame.movers, opened, before), kind, right),
        *(f"tail={word}" for word in lexicon("words")["tails"] if word in tail),
        *(f"modal={modal.text}" for modal in modals[:1]),
    ]


def pair_features(frame: Frame, first: Name, second: Name) -> list[str]:
    """The features of two names of the clause, the first of which begins no later than the second."""
    kinds = f"{first.type.value}|{second.type.value}"
    gap = frame.text[first.span.end : second.span.start]
    nested = first.span.overlaps(second.span)
    begin, end = bisect_left(frame.starts, first.span.end), bisect_left(frame.starts, second.span.start)
    words = [word.text for word in frame.words[begin : min(end, begin + MOST)]]
    joint = "list" if gap and LISTING.issuperset(gap) else "" if gap else "touch"
    _, end, count = frame.listed(first)
    closing = frame.text[end : second.span.start].strip(SIGNS) if end <= second.span.start else "-"
    row = [
        f"types={kinds}",
        f"nested={nested}",
        f"joint={joint}",
        f"gap={len(words)}",
        f"closing={closing[:4]}",
        f"closing+types={closing[:4]}|{kinds}",
        f"heads={first.name[-1]}|{second.name[-1]}",
        f"same-head={first.name[-2:] == second.name[-2:]}",
        f"second2={second.name[-2:]}",
        f"first2={first.name[-2:]}",
        f"second-counted={second.name[0] in COUNTS}",
        f"first-counted={first.name[0] in COUNTS}",
        f"listed={min(count, NEAR)}",
        f"front={nested and first.span.start == second.span.start}|{kinds}",
        f"back={nested and first.span.end == second.span.end}|{kinds}",
        f"nested+types={nested}|{kinds}",
        f"rules={first.rule}|{second.rule}",
    ]
    return [*row, *(f"between={word}" for word in words)]


def _verbal(
    before: Sequence[Word], behind: Sequence[Word], movers: Sequence[Word], kind: str, right: Word
) -> list[str]:
    """The features of the verbs before and behind a name, and of what stands before it and moves it (将, 由)."""
    known = verb_kinds()
    verb, first, mover = (words[-1].text if words else "^" for words in (before, before[:1], movers))
    follows = behind[0].text if behind else "$"
    subject = not before and not movers
    row = [
        f"verb={verb}",
        f"first-verb={first}",
        f"verbs={min(len(before), NEAR)}",
        f"verb-behind={follows}",
        f"verbs-behind={min(len(behind), NEAR)}",
        f"last-verb={behind[-1].text if behind else '$'}",
        f"verb+type={verb}|{kind}",
        f"verb|behind={verb}|{bool(behind)}",
        f"mover={mover}",
        f"mover+type={mover}|{kind}",
        f"mover+1={mover}|{right.text}",
        f"subject={subject}|{kind}",
        f"subject+1={subject}|{right.tag}",
        f"subject|behind={subject}|{bool(behind)}",
    ]
    for key, word in (("kind", verb), ("first-kind", first), ("kind-behind", follows)):
        if word in known:
            row += [f"{key}={known[word][0]}", f"{key}+type={known[word][0]}|{kind}"]
    if movers and before:
        row.append(f"mover-behind-verb={movers[-1].start > before[-1].start}")
    return row
