"""Questions in people's own words: which question of the library is meant, and what it is told.

No model: each wording of the library is a row of meanings and slots; a text is one, too, once the names in it are found and its
words are looked up in `queries/words.yaml`. The wording that shares most with the text is taken, if it shares enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from plankg.graph.store.phrases import SLOT_WEIGHT, Token, plain, tokens
from plankg.graph.store.questions import Question, Wording
from plankg.graph.store.slots import KNOWN, Filling, Slots
from plankg.schema.errors import UsageError

ENOUGH = 0.74
"""How much a text and a wording must share, from 0 to 1; measured with the tests' paraphrases and unrelated questions."""
ORDER = 0.03
"""What the right order of the words adds."""
NEAREST = 3
"""How many questions are offered where none is meant."""


@dataclass(frozen=True)
class Understood:
    """The question that a text asks, what it is told, and the wording that it is nearest to (1 is word for word)."""

    question: Question
    told: dict[str, str]
    wording: Wording
    score: float


@dataclass(frozen=True)
class _Reading:
    question: Question
    wording: Wording
    fillings: dict[str, Filling]
    score: float


def understand(text: str, library: Sequence[Question], slots: Slots) -> Understood:
    """Give the question that a text asks.

    Raises UsageError where none is near enough (with the nearest questions), where a name is not known (with names like
    it), and where a name means several things (with these).
    """
    readings = sorted(_readings(text, library, slots), key=lambda reading: -reading.score)
    if not readings or readings[0].score < ENOUGH:
        titles = list(dict.fromkeys(reading.question.title() for reading in readings))[:NEAREST]
        nearest = "；".join(titles or [question.title() for question in library[:NEAREST]])
        raise UsageError("wording_unknown", text=text, nearest=nearest)
    best = readings[0]
    told = {name: slots.settle(filling) for name, filling in best.fillings.items()}
    return Understood(best.question, told, best.wording, round(best.score, 3))


def _readings(text: str, library: Sequence[Question], slots: Slots) -> Iterator[_Reading]:
    """Give, for each wording, the best way in which the text fills its slots."""
    phrase = plain(text)
    found: dict[str, list[Filling]] = {}
    for question in library:
        kinds = {parameter.name: parameter.kind for parameter in question.parameters}
        for kind in kinds.values():
            if kind not in found:
                found[kind] = slots.fillings(kind, phrase)
        for wording in question.wordings:
            rows = (
                _Reading(question, wording, chosen, _score(phrase.text, wording, chosen))
                for chosen in _choices(kinds, found)
            )
            if best := max(rows, key=lambda row: row.score, default=None):
                yield best


def _choices(kinds: dict[str, str], found: dict[str, list[Filling]]) -> Iterator[dict[str, Filling]]:
    """Give the ways of filling the slots with places of the text that don't overlap."""
    for row in product(*(found[kind] for kind in kinds.values())):
        ordered = sorted(row, key=lambda filling: filling.start)
        if all(one.end <= after.start for one, after in pairwise(ordered)):
            yield dict(zip(kinds, row, strict=True))


def _score(text: str, wording: Wording, fillings: dict[str, Filling]) -> float:
    """Give how much the text and the wording share: twice what both say, by what each says, less what a filling costs."""
    said = tokens(text, {(filling.start, filling.end): name for name, filling in fillings.items()})
    wanted = tokens(wording.text)
    places = _matched(said, wanted)
    shared = sum(wanted[place].weight + said[other].weight for place, other in places)
    silent = sum(not filling.telling for filling in fillings.values())
    beside = sum(wanted[place].weight for place, _ in places) - SLOT_WEIGHT * silent
    if beside < max((filling.needs for filling in fillings.values()), default=KNOWN):
        return 0.0
    total = sum(token.weight for token in (*said, *wanted))
    cost = sum(filling.cost for filling in fillings.values())
    return shared / total * (1 - ORDER) + ORDER * _in_order([other for _, other in places]) - cost


def _matched(said: Sequence[Token], wanted: Sequence[Token]) -> list[tuple[int, int]]:
    """Give which token of the text says what a token of the wording does, each used once."""
    left, places = list(range(len(said))), []
    for place, token in enumerate(wanted):
        other = next((other for other in left if said[other].meanings & token.meanings), None)
        if other is not None:
            left.remove(other)
            places.append((place, other))
    return places


def _in_order(places: Sequence[int]) -> float:
    """Give the share of neighbours that stand in the order of the wording."""
    pairs = list(pairwise(places))
    return sum(one < after for one, after in pairs) / len(pairs) if pairs else 1.0


def slot_kinds(library: Iterable[Question]) -> set[str]:
    """Give the kinds of all parameters."""
    return {parameter.kind for question in library for parameter in question.parameters}
