"""What a task acts on: the things that are its verb's objects (启动X, 实施X, 推进X建设)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plankg.graph.extraction.words.lexicon import rules
from plankg.graph.patterns import named_pattern
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Entity, Task

Named = tuple[Evidence, Entity]
Place = tuple[int, int]
"""Where something begins and ends in the words of a task."""

# What closes a name stands behind it, what opens the next before that: neither parts a thing from its place as an object.
CLOSING, JOINING = "”’》」』）)】〕", "、和与及以或暨等“‘《「『（"
# A complement tells where to or of what, and is no object: 推广至各公办高中.
COMPLEMENT = named_pattern(
    "acts.complement", "^(?:[至到向往在于给为]|成为)", matches=["至各初级中学"], rejects=["各初级中学"]
)
# Behind the thing it adds nothing: 实施示范园创建工作.
WORK = named_pattern("acts.work", "^(?:各项|相关)?工作$", matches=["工作"], rejects=["工作机制"])


def acted_on(task: Task, named: Sequence[Named]) -> Iterator[Named]:
    """Those of the things named in a task that its verb acts on, each with its place.

    An object's head stands last in Chinese: the thing is the object where the object ends with its name, or with its
    name and a noun for the act (建设, 改革). Of names inside each other the longest is it. In a list all items are.
    """
    quote = task.evidence.quote
    spans: dict[Place, list[Named]] = {}
    for place, entity in named:
        if span := _within(task.evidence, place):
            spans.setdefault(span, []).append((place, entity))
    begin = 0
    for words in task.objects:
        start = quote.find(words, begin)
        if start >= 0 and not COMPLEMENT.match(words):
            begin = start + len(words)
            inside = [span for span in spans if start <= span[0] and span[1] <= begin]
            yield from (each for span in _heads(quote, begin, inside) for each in spans[span])


def _heads(quote: str, end: int, names: Sequence[Place]) -> Iterator[Place]:
    """The name with which an object ends, and those that are listed before it."""
    outer = [name for name in names if not any(_covers(other, name) for other in names)]
    edge = end
    for start, stop in sorted(outer, key=lambda name: -name[1]):
        if stop > edge:
            continue
        rest = quote[stop:edge]
        if not (_ends(rest) if edge == end else _lists(rest)):
            return
        yield start, stop
        edge = start


def _ends(rest: str) -> bool:
    """Whether an object says nothing more behind a name, or names the act: 推进示范园建设."""
    words = rest.lstrip(CLOSING).removeprefix("等").removeprefix("的")
    return not words or bool(WORK.match(words)) or any(row.pattern.match(words) for row in rules("verbs", "heads"))


def _lists(rest: str) -> bool:
    """Whether nothing but marks and joining words stand between two names; without any the first describes the second."""
    return bool(rest) and not rest.strip(CLOSING + JOINING)


def _covers(outer: Place, inner: Place) -> bool:
    """Whether one name is longer than another that stands in it."""
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner


def _within(whole: Evidence, part: Evidence) -> Place | None:
    """Where a part of the text stands in the quote of another, None where it is not all inside."""
    place, start, end = 0, None, None
    for piece in whole.pieces:
        if piece.start <= part.start < piece.end:
            start = place + part.start - piece.start
        if piece.start < part.end <= piece.end:
            end = place + part.end - piece.start
        place += piece.end - piece.start
    return None if start is None or end is None else (start, end)
