"""Where the plans of a corpus are: files still to be read, a build, a store, or values that somebody has already.

Each says which plans it has, and gives them one by one. All can be pickled: they hold names, not what goes by them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

from plankg.graph.review.identifying import naming_only
from plankg.schema.errors import PlankgError, UsageError
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Plan

from plankg.corpus.building import BESIDE, PACKED, built_file
from plankg.corpus.packing import LOADED, unpacked
from plankg.corpus.record import Record, read_record
from plankg.corpus.sources import Source, of_places, plan_id_of
from plankg.workplan import WorkPlan, load


class Fault(NamedTuple):
    """A plan that was not read: its name in the corpus, and why, in one line."""

    name: str
    message: str


class Shelf(Protocol):
    """Where plans are."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the plans in order."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is not read, and why."""

    def work(self, plan: str) -> WorkPlan:
        """The plan of that id. Raises PlankgError where it is at fault, KeyError where there is none."""

    def plan(self, plan: str) -> Plan:
        """The statements of that plan alone."""


@dataclass(frozen=True)
class Files:
    """Plans in files and folders, read each time that they are wanted."""

    places: tuple[Path, ...]
    review: bool = True

    @cached_property
    def _names(self) -> tuple[dict[str, Source], tuple[Fault, ...]]:
        sources: dict[str, Source] = {}
        faults = []
        for source in of_places(self.places):
            try:
                plan = plan_id_of(source)
                if plan in sources:
                    raise UsageError("plans_same_id", first=sources[plan].name, second=source.name, id=plan)
                sources[plan] = source
            except PlankgError as error:
                faults.append(Fault(source.name, str(error)))
        return sources, tuple(faults)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the plans in the order of their names; whether each can be read shows when it is."""
        return tuple(self._names[0])

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What cannot be read, and why: to know it all are read."""
        faults = list(self._names[1])
        for plan, source in self._names[0].items():
            try:
                self.work(plan)
            except PlankgError as error:
                faults.append(Fault(source.name, str(error)))
        return tuple(faults)

    def work(self, plan: str) -> WorkPlan:
        """The plan, read now."""
        return load(self._names[0][plan].place, review=self.review)

    def plan(self, plan: str) -> Plan:
        """Its statements."""
        return self.work(plan).plan


@dataclass(frozen=True)
class Built:
    """Plans in the folder of a build."""

    folder: Path

    @cached_property
    def record(self) -> Record:
        """What the build says of itself."""
        return read_record(self.folder) or Record()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the plans that were read."""
        return tuple(head.id for head in self.record.heads)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What the build could not read."""
        return tuple(Fault(entry.name, entry.fault) for entry in self.record.faults if entry.fault)

    def work(self, plan: str) -> WorkPlan:
        """The plan as it was read then."""
        if plan not in self.ids:
            raise KeyError(plan)
        return work_of(unpacked(built_file(self.folder, plan, PACKED).read_bytes()))

    def plan(self, plan: str) -> Plan:
        """Its statements."""
        return self.work(plan).plan

    def naming(self, plan: str) -> Loaded:
        """No more of the plan than tells what is the same in others."""
        beside = built_file(self.folder, plan, BESIDE)
        if beside.is_file():
            return LOADED.validate_python(json.loads(beside.read_bytes())["naming"])
        return naming_only(self.work(plan))


@dataclass(frozen=True)
class Held:
    """Plans that are in memory already."""

    works: tuple[WorkPlan, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids, as they were given."""
        return tuple(work.plan.id for work in self.works)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """None: they are read."""
        return ()

    def work(self, plan: str) -> WorkPlan:
        """The plan itself."""
        return {work.plan.id: work for work in self.works}[plan]

    def plan(self, plan: str) -> Plan:
        """Its statements."""
        return self.work(plan).plan


@dataclass(frozen=True)
class Stored:
    """Plans in a store, by its folder or address: the graph has their statements, not their texts."""

    where: str

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the plans, as the store lists them."""
        from plankg.graph.store import open_store  # noqa: PLC0415 - who reads files needs no store

        return open_store(self.where).plans()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """None: what could not be read is not in a store."""
        return ()

    def work(self, plan: str) -> WorkPlan:
        """Nothing: a store lacks the text that every quote points into. Raises UsageError."""
        raise UsageError("corpus_without_texts", store=self.where, plan=plan)

    def plan(self, plan: str) -> Plan:
        """Its statements, read back from the graph."""
        from plankg.graph.rdf.reading import plan_from  # noqa: PLC0415 - see above
        from plankg.graph.store import open_store  # noqa: PLC0415 - see above

        return plan_from(open_store(self.where).copy(plan))


def works_of(shelf: Shelf) -> Iterator[WorkPlan]:
    """The plans of a shelf one by one; those that cannot be read are passed over, `faults` names them."""
    for plan in shelf.ids:
        try:
            work = shelf.work(plan)
        except PlankgError:
            if isinstance(shelf, Stored):
                raise
            continue
        yield work


def work_of(loaded: Loaded) -> WorkPlan:
    """A plan with what one can do with it."""
    return WorkPlan(loaded.plan, loaded.document, loaded.review, loaded.issues, loaded.folder)
