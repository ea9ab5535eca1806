"""Names that a task's words hold and the reading marked elsewhere only: 居民 in one task is 居民 in the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plankg.graph.extraction.words.tagged import tagged
from plankg.schema.evidence import Evidence, Piece
from plankg.schema.plan import Entity, Task

SHORTEST = 2
DISTINCT = 4
"""A name as long as this is no accident of two words that meet, wherever the dictionary cuts them."""
NOUN = ("n", "l", "j", "nz", "i")
"""The first letters of word classes of which one word alone may name a thing; 发展 and 服务 are mostly acts."""


class Names:
    """The names of a plan's things, by their first two characters, the longest first."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        """Take in each thing under the name that it has in the plan; an alias may be anything's."""
        self._by_start: dict[str, list[Entity]] = {}
        for entity in sorted(entities, key=lambda entity: -len(entity.name)):
            if len(entity.name) >= SHORTEST:
                self._by_start.setdefault(entity.name[:SHORTEST], []).append(entity)

    def unmarked(self, task: Task, marked: Sequence[Evidence]) -> Iterator[tuple[Evidence, Entity]]:
        """The things named in a task's words and not inside what is marked there, each with its place.

        Short names are whole words, apart from all that is marked.
        """
        whole = [range(place.start, place.end) for place in marked]
        quote, places = task.evidence.quote, _places(task.evidence)
        borders: dict[int, str] = {}
        end = 0
        for start in range(len(quote) - 1):
            candidates = [] if start < end else self._by_start.get(quote[start : start + SHORTEST], [])
            name = next((entity.name for entity in candidates if quote.startswith(entity.name, start)), "")
            stop = start + len(name)
            held = [sum(at in span for at in places[start:stop]) for span in whole] if name else []
            if not name or max(held, default=0) >= (len(name) if len(name) >= DISTINCT else 1):
                continue
            borders = borders or {word.start: word.tag for word in tagged(quote)} | {len(quote): ""}
            alone = not any(start < border < stop for border in borders)
            words = start in borders and stop in borders
            if len(name) >= DISTINCT or (words and not (alone and not borders[start].startswith(NOUN))):
                end = stop
                evidence = _evidence(name, places[start:stop])
                yield from ((evidence, entity) for entity in candidates if entity.name == name)


def _places(evidence: Evidence) -> list[int]:
    """Where in the source each character of a quote stands."""
    return [at for piece in evidence.pieces for at in range(piece.start, piece.end)]


def _evidence(quote: str, places: Sequence[int]) -> Evidence:
    pieces: list[Piece] = []
    begin = places[0]
    for before, after in zip(places, [*places[1:], None], strict=True):
        if after != before + 1:
            pieces.append(Piece(start=begin, end=before + 1))
            begin = after or 0
    return Evidence(quote=quote, pieces=tuple(pieces))
