"""Many plans with what one can do with them, none of which needs them all in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plankg.graph.plan_folders import RECORD
from plankg.schema.errors import UsageError
from plankg.schema.plan import Plan
from plankg.schema.table import plan_column
from plankg.schema.wording import Language

from plankg.corpus.building import Progress, build_corpus
from plankg.corpus.shelves import Built, Fault, Files, Held, Shelf, Stored, works_of
from plankg.corpus.tables import FOLDER, write_shards
from plankg.workplan import WorkPlan

if TYPE_CHECKING:
    import duckdb
    import pyoxigraph
    from plankg.graph.network import Network
    from plankg.graph.questions import Answer
    from plankg.graph.store import PlanStore

Where = str | Path | WorkPlan


class Corpus:
    """Plans in a folder, in files, in what `build` wrote, in a store, or at hand; given one by one as one goes through them.

    It can be pickled and used in several processes: what it knows are names, and each reads for itself.

    >>> corpus = Corpus("baoshan-2023h2")
    >>> [work.plan.id for work in corpus]
    ['baoshan-2023h2']
    >>> corpus.sql("SELECT count(*) FROM tasks").rows == ((len(corpus["baoshan-2023h2"].plan.tasks),),)
    True
    """

    def __init__(self, *where: Where | Iterable[Where], review: bool = True) -> None:
        """Take a folder (of plans, or a build's), files, plans' folders or ids, plans that are loaded, or one store.

        Without `review` files are read as extraction leaves them. Raises UsageError where there is nothing.
        """
        rows = [each for group in where for each in ([group] if isinstance(group, str | Path | WorkPlan) else group)]
        self._shelf = _shelf(rows, review=review)

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled: where the plans are, not the databases opened on them."""
        return {"_shelf": self._shelf}

    def __repr__(self) -> str:
        """Where the plans are, and how many."""
        return f"<Corpus of {len(self)} plans, {type(self._shelf).__name__.lower()}>"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the plans, in order."""
        return self._shelf.ids

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is no plan that can be read, by name, each with one line that says why. Plans in files are all read for it."""
        return self._shelf.faults

    def __len__(self) -> int:
        """How many plans there are."""
        return len(self.ids)

    def __contains__(self, plan: object) -> bool:
        """Whether there is a plan of that id."""
        return plan in self.ids

    def __iter__(self) -> Iterator[WorkPlan]:
        """The plans one by one, none kept; what cannot be read is passed over (`faults`). Raises UsageError on a store."""
        return works_of(self._shelf)

    def __getitem__(self, plan: str) -> WorkPlan:
        """The plan of that id. Raises UsageError where there is none, PlankgError where it is at fault."""
        if plan not in self.ids:
            raise UsageError("plan_not_in_corpus", name=plan)
        return self._shelf.work(plan)

    def plans(self) -> Iterator[Plan]:
        """The statements of the plans one by one, of a store, too."""
        if isinstance(self._shelf, Stored):
            return map(self._shelf.plan, self.ids)
        return (work.plan for work in self)

    def build(
        self,
        folder: str | Path,
        *,
        on: str | None = None,
        processes: int | None = None,
        progress: Progress | None = None,
    ) -> Corpus:
        """Read what is new or changed, side by side, write all into a folder, and give the corpus of that.

        `on` is the address of a Dask scheduler. Raises UsageError for plans that lie in no files; see `build_corpus`.
        """
        if not isinstance(self._shelf, Files):
            raise UsageError("corpus_without_files")
        shelf, folder = self._shelf, Path(folder)
        build_corpus(shelf.places, folder, review=shelf.review, on=on, processes=processes, progress=progress)
        return Corpus(folder)

    def tables(self, folder: str | Path | None = None) -> dict[str, Path]:
        """The folder of Parquet files of each table by its name: those of the build, or written into this folder.

        Every row says its `plan`. Raises UsageError where plans that are not built are to be written nowhere.
        """
        place = Path(folder) if folder is not None else None
        if isinstance(self._shelf, Built) and place is None:
            place = self._shelf.folder
        elif place is None:
            raise UsageError("corpus_not_built")
        else:
            self._write_tables(place)
        return {path.name: path for path in sorted((place / FOLDER).iterdir())}

    def sql(self, query: str, **values: object) -> Answer:
        """Answer SQL over the tables (`tasks`, `entities`, `assignments`, `targets`, `sentences` …) in DuckDB's dialect.

        `values` fill `$names` in it. Raises UsageError, with what DuckDB says, for a query that fails.
        """
        from plankg.corpus.database import answered  # noqa: PLC0415 - it comes with an extra

        return answered(self._database, query, values)

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        from plankg.corpus.database import database_of_build, database_of_plans  # noqa: PLC0415 - see above

        if isinstance(self._shelf, Built) and (self._shelf.folder / FOLDER).is_dir():
            return database_of_build(self._shelf.folder)
        return database_of_plans(self.plans())

    def store(self, path: str | Path | None = None) -> PlanStore:
        """The graphs of all plans, with what is the same in them: in memory (ten thousand triples a plan), or in that folder."""
        from plankg.graph.store import open_store  # noqa: PLC0415 - who asks tables needs no store

        if isinstance(self._shelf, Stored):
            return open_store(self._shelf.where)
        return self._store if path is None else self._stored(Path(path))

    @cached_property
    def _store(self) -> PlanStore:
        return self._stored(None)

    def _stored(self, path: Path | None) -> PlanStore:
        from plankg.graph.store import Store  # noqa: PLC0415 - see above

        from plankg.corpus.stores import load_corpus  # noqa: PLC0415 - see above

        store = Store(path)
        load_corpus(store, self)
        return store

    def query(self, sparql: str) -> Answer | bool | tuple[pyoxigraph.Triple, ...]:
        """Answer a SPARQL query over all plans together."""
        return self.store().query(sparql)

    def ask(self, text: str, *, lang: Language | None = None, **settings: str) -> Answer:
        """Answer a question in people's own words, or by its name, of each plan; the first column names the plan.

        The question is understood once, with the names of all plans. Raises UsageError where it is not.
        """
        from plankg.graph.asking.asking import Asking  # noqa: PLC0415 - see above
        from plankg.graph.questions import Answer  # noqa: PLC0415 - see above

        store = self.store()
        asked = Asking(store).ask(text, settings or None, lang=lang)
        if "plan" in asked.answer.columns:
            return asked.answer
        rows: list[tuple[Any, ...]] = []
        for plan in self.ids:
            one = store.query(asked.sparql, plan=plan)
            if isinstance(one, Answer):
                rows += [(plan, *row) for row in one.without(asked.question.hidden).in_words(lang).rows]
        return replace(asked.answer, fields=(plan_column(), *asked.answer.fields), rows=tuple(rows))

    def graph(self) -> Network:
        """All plans as one NetworkX graph: nodes by plan and name (`plan-id/task/8.1`), each with its `plan`.

        What is one thing in several plans stays a node in each; an edge of the layer `identity` says that they are the same.
        """
        from plankg.corpus.network import network_of  # noqa: PLC0415 - NetworkX loads in half a second

        return network_of(self)

    def _write_tables(self, folder: Path) -> None:
        from plankg.corpus.tables import plan_tables  # noqa: PLC0415 - it comes with an extra

        rows = {plan.id: plan_tables(plan) for plan in self.plans()}
        for _ in write_shards(folder, folder, list(rows), rows, ()):
            pass


def _shelf(rows: list[Where], *, review: bool) -> Shelf:
    works = tuple(each for each in rows if isinstance(each, WorkPlan))
    if works and len(works) == len(rows):
        return _held(works)
    if not rows or works:
        raise UsageError("corpus_of_what")
    if len(rows) == 1:
        from plankg.graph.store import is_store  # noqa: PLC0415 - only here

        if (Path(str(rows[0])) / RECORD).is_file():
            return Built(Path(str(rows[0])))
        if is_store(str(rows[0])):
            return Stored(str(rows[0]))
    return Files(tuple(Path(str(each)) for each in rows), review)


def _held(works: tuple[WorkPlan, ...]) -> Held:
    """The plans at hand. Raises UsageError where two go by one id."""
    ids: set[str] = set()
    for work in works:
        if work.plan.id in ids:
            raise UsageError("plans_same_id", first=work.document.name, second=work.document.name, id=work.plan.id)
        ids.add(work.plan.id)
    return Held(works)
