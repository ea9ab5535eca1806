"""A comparison as rows, as every face shows it: kinds, places, quotes with their changed words, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plankg.graph.comparison import Change, Comparison, Run, Side
from plankg.schema.terms import ChangeKind
from plankg.schema.wording import Language, words


@dataclass(frozen=True)
class Row:
    """One change, said in a language; each side has its quotes with the words marked that the other has not."""

    number: int
    kinds: tuple[str, ...]
    before_place: str
    before: tuple[tuple[Run, ...], ...]
    after_place: str
    after: tuple[tuple[Run, ...], ...]
    differences: tuple[str, ...]
    score: str
    basis: str


def rows(comparison: Comparison, lang: Language) -> tuple[Row, ...]:
    """All changes in their order."""
    return tuple(
        Row(
            number=number,
            kinds=tuple(comparison.said(kind, lang) for kind in change.kinds),
            before_place=places(change.before),
            before=tuple(side.marked for side in change.before),
            after_place=places(change.after),
            after=tuple(side.marked for side in change.after),
            differences=tuple(differences(change, lang)),
            score="" if change.score is None else f"{change.score:.2f}",
            basis=change.standing.said(lang) + (f" {'/'.join(change.decision)}" if change.decision else ""),
        )
        for number, change in enumerate(comparison.changes, 1)
    )


def places(side: Sequence[Side]) -> str:
    """The directives of a side's tasks, each once."""
    return "\n".join(dict.fromkeys(each.place for each in side))


def differences(change: Change, lang: Language) -> Iterator[str]:
    """What changed beside the words, a line each: number 93% → 95%."""
    if change.parted:
        key = "diff.parted" if len(change.after) > 1 else "diff.merged"
        yield words(key, lang, count=max(len(change.before), len(change.after)))
    nothing = words("diff.nothing", lang)
    for row in change.differences:
        yield words(f"diff.change_{row.kind.value}", lang, before=row.before or nothing, after=row.after or nothing)


def counts(comparison: Comparison, lang: Language) -> tuple[tuple[ChangeKind, str, int], ...]:
    """Each kind, what it is called, and how many there are."""
    return tuple((kind, comparison.said(kind, lang), count) for kind, count in comparison.counts().items())


def summary(comparison: Comparison, lang: Language) -> str:
    """In one line, how many tasks there are and how many of the first plan the second has."""
    taken, tasks = comparison.taken_up
    key = "diff.summary_levels" if comparison.relation == "levels" else "diff.summary"
    return words(key, lang, tasks=tasks, taken=taken, left=tasks - taken, after=len(comparison.after.plan.tasks))


def sides(comparison: Comparison, lang: Language) -> tuple[str, str]:
    """How the two plans are called in a head: earlier and this year's draft, plan of the city and of the district."""
    return (
        words(f"diff.{comparison.relation}_before", lang),
        words(f"diff.{comparison.relation}_after", lang),
    )
