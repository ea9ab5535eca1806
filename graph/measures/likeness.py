"""How alike two plans are, and what the later one took over from the earlier."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from plankg.graph.measures.chance import chance, number_right, resampled
from plankg.graph.measures.measure import Measure, Part
from plankg.graph.measures.numbers import Value, Word
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Entity, Plan, Task

LENGTH = 3
"""Characters of a shingle: two make too many likenesses of the genre's common words, four miss what was reworded."""
ALIKE = 0.5
"""From here a task is taken for the other's, reworded."""
SAME = 1.0
PLAIN = re.compile(r"\W+")


def shingles(text: str) -> frozenset[str]:
    """All runs of three characters of a text, without marks and spaces; of a shorter text the text itself.

    >>> sorted(shingles("扩建临江小学。"))
    ['临江小', '建临江', '扩建临', '江小学']
    """
    plain = PLAIN.sub("", text)
    return frozenset(plain[start : start + LENGTH] for start in range(max(1, len(plain) - LENGTH + 1))) - {""}


def jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """What two sets share, of all that they hold: 1 for equal ones, 0 for two that are empty.

    Notes
    -----
    |A ∩ B| / |A ∪ B|: P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11 (1912) 37-50; of
    shingles, A. Z. Broder, "On the resemblance and containment of documents", Compression and Complexity of Sequences (1997)
    21-29.

    Examples
    --------
    >>> jaccard(frozenset("abc"), frozenset("bcd")), jaccard(frozenset(), frozenset())
    (0.5, 0.0)

    """
    union = len(first | second)
    return len(first & second) / union if union else 0.0


def containment(first: frozenset[str], second: frozenset[str]) -> float:
    """How much of the first set the second holds: |A ∩ B| / |A| (Broder, see `jaccard`); 0 of an empty one."""
    return len(first & second) / len(first) if first else 0.0


def resemblance(first: Plan, second: Plan) -> Measure:
    """How much of their wording two plans share, with the sentences that stand in both.

    Notes
    -----
    Resemblance and containment of shingles of three characters (Broder, see `jaccard`). Policies are compared so by F. Linder,
    B. Desmarais, M. Burgess, E. Giraudy, "Text as policy: measuring policy similarity through bill text reuse", Policy Studies
    Journal 48 (2020) 546-574. Nothing is read for it but sentences: there is no interval.

    """
    columns = ("sentence", "length")
    one, other = (_shingled([row.evidence.quote for row in plan.sentences]) for plan in (first, second))
    if not one or not other:
        return Measure("resemblance", "index", (first.id, second.id), columns)
    later = {PLAIN.sub("", row.quote) for row in _spoken(second)}
    shared = [row for row in _spoken(first) if PLAIN.sub("", row.quote) in later]
    parts = tuple(Part((place.quote, len(place.quote)), (place,)) for place in sorted(shared, key=_longest))
    figures: dict[str, Value] = {
        "first": first.title,
        "second": second.title,
        "first_in_second": _percent(containment(one, other)),
        "second_in_first": _percent(containment(other, one)),
        "sentences": len(shared),
    }
    return Measure("resemblance", "index", (first.id, second.id), columns, jaccard(one, other), None, parts, figures)


def _spoken(plan: Plan) -> list[Evidence]:
    """The sentences of a plan that are no headings."""
    headings = {section.evidence.end for section in plan.sections}
    return [row.evidence for row in plan.sentences if row.section and row.evidence.end not in headings]


def _shingled(texts: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*map(shingles, texts))


def _longest(evidence: Evidence) -> tuple[int, int]:
    return -len(evidence.quote), evidence.start


def _percent(share: float) -> str:
    return f"{share:.0%}"


def inheritance(earlier: Plan, later: Plan) -> Measure:
    """The share of the later plan's tasks that stood in the earlier one, word by word or reworded; what is new; what was dropped.

    Notes
    -----
    Each task of the later plan is held against those of the earlier by the resemblance of their shingles (see `resemblance`),
    and each earlier one is taken once, the most alike first. A task that was taken over is right where both are.

    """
    columns = ("state", "earlier", "later", "likeness")
    plans = earlier.id, later.id
    if not earlier.tasks or not later.tasks:
        return Measure("inheritance", "share", plans, columns)
    pairs = matches(earlier.tasks, later.tasks)
    before = {task.id: task for task in earlier.tasks}
    parts, chances = [], []
    for task in later.tasks:
        if task.id in pairs:
            old, likeness = before.pop(pairs[task.id][0]), pairs[task.id][1]
            state = "same" if likeness == SAME else "reworded"
            parts.append(Part((_state(state), old.text, task.text, likeness), (old.evidence,), (task.evidence,)))
            chances.append(chance(old) * chance(task))
        else:
            parts.append(Part((_state("new"), "", task.text, None), (), (task.evidence,)))
    parts += [Part((_state("dropped"), task.text, "", None), (task.evidence,)) for task in before.values()]
    total = len(later.tasks)
    figures: dict[str, Value] = {
        "same": sum(likeness == SAME for _, likeness in pairs.values()),
        "kept": len(pairs),
        "new": total - len(pairs),
        "dropped": len(before),
        "tasks": total,
    }
    estimate = number_right(chances).over(total)
    return Measure("inheritance", "share", plans, columns, len(pairs) / total, estimate, tuple(parts), figures)


def _state(name: str) -> Word:
    return Word(f"measure.state.{name}")


def matches(earlier: Sequence[Task], later: Sequence[Task]) -> dict[str, tuple[str, float]]:
    """For each later task that has one its earlier task and how alike the two are, no earlier one twice."""
    old, new = ({task.id: shingles(task.text) for task in tasks} for tasks in (earlier, later))
    pairs = sorted(_candidates(old, new), key=lambda pair: (-pair[2], pair[1], pair[0]))
    taken: dict[str, tuple[str, float]] = {}
    used: set[str] = set()
    for before, after, likeness in pairs:
        if before not in used and after not in taken:
            used.add(before)
            taken[after] = before, likeness
    return taken


def _candidates(
    old: Mapping[str, frozenset[str]], new: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str, float]]:
    """The pairs that are alike, found by the shingles that they share: all pairs of two long plans are too many."""
    homes: dict[str, list[str]] = {}
    for before, own in old.items():
        for shingle in own:
            homes.setdefault(shingle, []).append(before)
    for after, own in new.items():
        shared = Counter(before for shingle in own for before in homes.get(shingle, ()))
        for before, count in shared.items():
            likeness = count / (len(own) + len(old[before]) - count)
            if likeness >= ALIKE:
                yield before, after, likeness


def shared_things(first: Plan, second: Plan) -> Measure:
    """How many of the things that two plans name both name: Jaccard's index of their names, with the things that both name.

    Notes
    -----
    Jaccard's index (see `jaccard`) of the names of entities; one is the other's where type and name are the same letter by letter.

    """
    columns = ("thing", "type", "in_first", "in_second")
    plans = first.id, second.id
    if not first.entities or not second.entities:
        return Measure("shared_things", "index", plans, columns)
    others = {row.id: row for row in second.entities}
    both = [(row, others[row.id]) for row in first.entities if row.id in others]
    parts = tuple(
        Part((one.name, one.type, _times(one), _times(other)), (one.evidence,), (other.evidence,))
        for one, other in both
    )
    rows = [*((1, row) for row in first.entities), *((2, row) for row in second.entities)]

    def index(kept: Sequence[tuple[int, Entity]]) -> float | None:
        ids = (frozenset(row.id for plan, row in kept if plan == number) for number in (1, 2))
        return jaccard(*ids) if kept else None

    value = index(rows)
    estimate = resampled(rows, lambda row: chance(row[1]), index)
    figures: dict[str, Value] = {"both": len(both), "first": len(first.entities), "second": len(second.entities)}
    return Measure("shared_things", "index", plans, columns, value, estimate, parts, figures)


def _times(entity: Entity) -> int:
    return len(entity.mentions) or 1
