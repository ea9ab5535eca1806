"""Two plans compared: matched, what changed in each pair, and what is left on either side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from plankg.graph.comparison.changes import Change, Comparison, Lineage, Run, Side
from plankg.graph.comparison.content import Content, bodies_of, contents, names
from plankg.graph.comparison.differences import deadline, differences, doers
from plankg.graph.comparison.marking import marked
from plankg.graph.comparison.matching import Matcher, Pair
from plankg.graph.comparison.parts import Group, groups
from plankg.graph.comparison.relation import relation_of, years_between
from plankg.graph.review import paired, same_things
from plankg.graph.review.pairing import Pairing
from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded
from plankg.schema.terms import ChangeKind, Standing
from plankg.schema.wording import Language, language

CHINESE = 0.3
"""So much of a plan's letters are Chinese characters, whatever names and figures it holds."""


def compare(
    before: Loaded, after: Loaded, *, relation: Lineage | None = None, lang: Language | None = None
) -> Comparison:
    """What became of each task of the first plan in the second, and what is new there.

    `relation` says how the plans stand to each other, where their heads don't tell: `draft`, `years` (a deadline that is as far
    into its year as before is the same), `levels` (units differ by nature and are not compared). The decisions of both
    reviews on the matching hold. Raises UsageError where there is nothing to compare.
    """
    _check(before, after)
    how = relation or relation_of(before.plan, after.plan)
    bodies = bodies_of((before.plan, after.plan))
    sides = zip((before, after), _names(before, after), strict=True)
    first, second = (contents(work.plan, name, bodies) for work, name in sides)
    pairing = paired(before, after)
    years = years_between(before.plan, after.plan) if how != "draft" else 0
    maker = _Maker(first, second, pairing, years, units=how != "levels", lang=lang or language())
    return Comparison(before, after, how, tuple(maker.changes()), tuple(pairing.issues))


def _check(before: Loaded, after: Loaded) -> None:
    """Raise UsageError where the two are one, or one has no task that could be compared."""
    for work in (before, after):
        letters = [char for char in work.document.normal if char.isalpha()]
        if sum("\u4e00" <= char <= "\u9fff" for char in letters) < CHINESE * len(letters):
            raise UsageError("diff_not_chinese", name=work.document.name)
        if not work.plan.tasks:
            raise UsageError("diff_no_tasks", name=work.document.name)
    if before.document.normal == after.document.normal:
        raise UsageError("diff_same", first=before.document.name, second=after.document.name)


def _names(before: Loaded, after: Loaded) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """The names by which the entities of both are compared: full names, and one for what a person decided is the same."""
    first, second = names(before.plan), names(after.plan)
    decided = any(row.statement == "identity" for work in (before, after) for row in work.review.decisions)
    if before.plan.id == after.plan.id or not decided:
        return first, second
    same: dict[str, str] = {}
    for one in same_things((before, after))[0]:
        ends = dict(one.ends)
        same[ends[after.plan.id]] = first(ends[before.plan.id])
    return first, lambda id_: same.get(id_) or second(id_)


@dataclass(frozen=True)
class _Maker:
    """The changes in the making: what is compared of both plans, what people decided, and how to tell differences."""

    first: Sequence[Content]
    second: Sequence[Content]
    pairing: Pairing
    years: int
    units: bool
    lang: Language

    def changes(self) -> Iterator[Change]:
        """All changes in the order of the second plan, what was dropped behind what stood before it in the first."""
        rows = list(self._groups())
        anchors = {place: row.after[0] for row in rows for place in row.before}
        used = set(chain.from_iterable(row.after for row in rows))
        order: list[tuple[tuple[int, int], Change]] = [((row.after[0], -1), self._both(row)) for row in rows]
        order += [((place, -1), self._alone((), (place,))) for place in range(len(self.second)) if place not in used]
        anchor = -1
        for place in range(len(self.first)):
            if place in anchors:
                anchor = anchors[place]
            else:
                order.append(((anchor, place), self._alone((place,), ())))
        yield from (change for _, change in sorted(order, key=lambda row: row[0]))

    def _groups(self) -> list[Group]:
        """Which tasks stand against each other, with the decisions in force."""
        matcher = Matcher(self.first, self.second)
        places = [{each.task.id: each.place for each in side} for side in (self.first, self.second)]
        together = [(places[0][one], places[1][other]) for one, other in self.pairing.together]
        alone = {(first, places[not first][id_]) for first, id_ in self.pairing.alone}
        apart = {(places[0][one], places[1][other]) for one, other in self.pairing.apart}
        apart |= {pair for pair in matcher.candidates if (True, pair[0]) in alone or (False, pair[1]) in alone}
        kept = _once(together)
        matching = matcher.match(kept=kept, apart=apart)
        others = [pair for pair in together if pair not in kept]
        return groups(matcher, matching, together=others, apart=apart)

    def _both(self, group: Group) -> Change:
        """The change of tasks that both plans have."""
        before, after = [self.first[place] for place in group.before], [self.second[place] for place in group.after]
        rows = differences(before, after, years=self.years, units=self.units, lang=self.lang)
        runs = marked([each.task.text for each in before], [each.task.text for each in after])
        decision = self._decision(before, after)
        return Change(
            kinds=tuple(row.kind for row in rows) or (ChangeKind.CONTINUED,),
            before=self._sides(before, runs[0]),
            after=self._sides(after, runs[1]),
            differences=tuple(row for row in rows if row.before or row.after),
            score=group.score,
            standing=Standing.DECIDED if decision else Standing.INFERRED,
            decision=decision,
        )

    def _alone(self, before: Sequence[int], after: Sequence[int]) -> Change:
        """A task that only one of the plans has."""
        sides = [self.first[place] for place in before], [self.second[place] for place in after]
        runs = marked(*([each.task.text for each in side] for side in sides))
        ids = [(bool(before), each.task.id) for each in (*sides[0], *sides[1])]
        decision = next((self.pairing.alone[id_] for id_ in ids if id_ in self.pairing.alone), None)
        return Change(
            kinds=(ChangeKind.DROPPED if before else ChangeKind.NEW,),
            before=self._sides(sides[0], runs[0]),
            after=self._sides(sides[1], runs[1]),
            standing=Standing.DECIDED if decision else Standing.INFERRED,
            decision=decision,
        )

    def _decision(self, before: Iterable[Content], after: Iterable[Content]) -> tuple[str, str] | None:
        """The decision that put tasks together or confirmed that they are."""
        firsts, seconds = [each.task.id for each in before], [each.task.id for each in after]
        pairs = ((first, second) for first in firsts for second in seconds)
        added = (self.pairing.together.get(pair) for pair in pairs)
        tasks = (*((True, id_) for id_ in firsts), *((False, id_) for id_ in seconds))
        confirmed = (self.pairing.confirmed.get(task) for task in tasks)
        return next(filter(None, chain(added, confirmed)), None)

    def _sides(self, side: Sequence[Content], runs: Sequence[tuple[Run, ...]]) -> tuple[Side, ...]:
        return tuple(
            Side(
                task=each.task,
                directive=each.directive,
                units=doers([each], self.lang),
                figures=each.figures,
                deadline=deadline([each]) or None,
                marked=row,
            )
            for each, row in zip(side, runs, strict=True)
        )


def _once(pairs: Sequence[Pair]) -> list[Pair]:
    """The first pair of each task; the others with it are parts."""
    firsts: set[int] = set()
    seconds: set[int] = set()
    kept: list[Pair] = []
    for first, second in pairs:
        if first not in firsts and second not in seconds:
            kept.append((first, second))
        firsts.add(first)
        seconds.add(second)
    return kept
