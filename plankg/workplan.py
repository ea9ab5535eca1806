"""A plan with everything one can do with it, by the names of the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from plankg.graph.plans import load_plan
from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded
from plankg.schema.terms import Severity
from plankg.schema.wording import Language, language

if TYPE_CHECKING:
    import pyoxigraph
    from plankg.graph.asking.asking import Asked, Asking
    from plankg.graph.checks.doubts import Doubt
    from plankg.graph.checks.validation import SentenceAccount
    from plankg.graph.comparison import Comparison
    from plankg.graph.comparison.changes import Relation
    from plankg.graph.explaining import Explanation
    from plankg.graph.network import Network
    from plankg.graph.questions import Answer
    from plankg.graph.store import Store
    from plankg.schema.issue import Issue
    from plankg.schema.view import SavedView
    from plankg.viz.network import NetworkPage

    from plankg.show import Shown


def load(where: str | Path, *, review: bool = True) -> WorkPlan:
    """The plan of a folder, an id or just a file, read, extracted and, unless told not to, reviewed.

    Raises PlankgError, with one line that says what to do, where there is no such plan or a file is at fault.

    >>> load("baoshan-2023h2").ask("busiest-units").columns
    ('unit', 'type', 'carries', 'concerns')
    """
    loaded = load_plan(where, review=review)
    return WorkPlan(loaded.plan, loaded.document, loaded.review, loaded.issues, loaded.folder)


def together(
    works: Sequence[WorkPlan], *, path: Path | None = None, anew: bool = True
) -> tuple[Store, tuple[Issue, ...]]:
    """A store of several plans that says what is the same in them, and the decisions on that which change nothing.

    With a path it is the store in that folder, which keeps what else it holds, and unless `anew` also what it holds of these
    plans. Raises ReviewError where a decision names what the other plan doesn't have.
    """
    from plankg.graph.review import same_things  # noqa: PLC0415 - who works on one plan needs none of it
    from plankg.graph.store import Store  # noqa: PLC0415 - see above

    same, idle = same_things(works)
    store = Store(path)
    loaded = [work for work in works if anew or not store.holds(work.plan.id)]
    for work in loaded:
        store.load(work.plan, work.document, review=work.review)
    if loaded or path is None:
        store.identify(same, among=None if path is None else [work.plan.id for work in works])
    return store, idle


@dataclass(frozen=True)
class WorkPlan(Loaded):
    """A plan with what one can do with it."""

    @property
    def title(self) -> str:
        """The plan's title as printed, or its id where it has none."""
        return self.plan.title

    def counts(self) -> dict[str, int]:
        """How much the plan holds, by the words that are counted (`tasks`, `units`, `targets`, …), as every face tells it.

        >>> load("baoshan-2023h2").counts()["tasks"] == len(load("baoshan-2023h2").plan.tasks)
        True
        """
        from plankg.graph.counting import counts  # noqa: PLC0415 - see below

        return counts(self.plan)

    def verify(self) -> tuple[Issue, ...]:
        """What does not hold, errors first, then doubts, then notes, each the worst first.

        That is: review, quotes and ids, silent sentences, the account, unsure statements, what the text cannot mean, shapes.
        """
        from plankg.graph.checks.accounting import account  # noqa: PLC0415 - who only exports needs no checks
        from plankg.graph.checks.doubts import UNSURE, doubts  # noqa: PLC0415 - see above
        from plankg.graph.checks.linting import CHECKS, lint  # noqa: PLC0415 - see above
        from plankg.graph.checks.validation import verify  # noqa: PLC0415 - see above

        impossible = tuple(check for check in CHECKS if check.verified)
        defects = (*verify(self.plan, self.document), *lint(self.plan, self.document, checks=impossible))
        unsure = (doubt.issue for doubt in doubts(self.plan, self.document) if doubt.issue.check == UNSURE)
        listed = (*self.issues, *defects, *account(self.plan, self.document), *unsure, *self.store().validate())
        return tuple(sorted(listed, key=lambda issue: list(Severity).index(issue.severity)))

    def lint(self) -> tuple[Issue, ...]:
        """The defects of the source text, each with its place."""
        from plankg.graph.checks.linting import lint  # noqa: PLC0415 - see above

        return lint(self.plan, self.document)

    def doubts(self) -> tuple[Doubt, ...]:
        """What a person should decide, the most urgent first."""
        from plankg.graph.checks.doubts import doubts  # noqa: PLC0415 - see above

        return doubts(self.plan, self.document)

    def coverage(self) -> tuple[SentenceAccount, ...]:
        """For each sentence in order, the statements that it gave."""
        from plankg.graph.checks.validation import coverage  # noqa: PLC0415 - see above

        return coverage(self.plan)

    def export(self, syntax: str = "json") -> bytes:
        """The plan in one of the formats of `plankg.graph.formats.registry.FORMATS`: text in UTF-8, several files as a ZIP."""
        from plankg.graph.formats.registry import export  # noqa: PLC0415 - see above

        return export(self, syntax)

    def network(self) -> Network:
        """The plan as a NetworkX MultiDiGraph."""
        from plankg.graph.network import network  # noqa: PLC0415 - NetworkX loads in half a second

        return network(self.plan, self.document)

    def network_page(self, *, around: str | None = None, steps: int = 1, lang: Language | None = None) -> NetworkPage:
        """One picture of the network, whole or around a unit, task or other thing: HTML that a notebook shows by itself.

        >>> "白鹭小学" in load("baoshan-2023h2").network_page(around="白鹭小学")
        True
        """
        from plankg.viz import network_page  # noqa: PLC0415 - pyvis loads in almost a second

        return network_page(self.network(), around=around, steps=steps, lang=lang)

    def store(self) -> Store:
        """The store that holds this plan's graphs; the same one each time."""
        return self._store

    @cached_property
    def _store(self) -> Store:
        from plankg.graph.store import Store  # noqa: PLC0415 - see above

        store = Store()
        store.load(self.plan, self.document, review=self.review)
        return store

    def query(self, sparql: str) -> Answer | bool | tuple[pyoxigraph.Triple, ...]:
        """Answer a SPARQL query: SELECT as an Answer, ASK as True or False, CONSTRUCT and DESCRIBE as triples."""
        return self.store().query(sparql)

    def ask(self, text: str, *, lang: Language | None = None, **settings: str) -> Answer:
        """Answer a question in people's own words (`白鹭小学承担哪些任务`), or by its name (`unit-tasks`, `unit="上海大学"`)."""
        return self.asked(text, settings or None, lang=lang).answer

    def asked(self, text: str, told: Mapping[str, str] | None = None, *, lang: Language | None = None) -> Asked:
        """The same with the question that was taken, what it was told, and the query that ran.

        Raises UsageError where the words mean no question of the library, or a name is not known or means several things.
        """
        return self._asking.ask(text, told, lang=lang)

    @cached_property
    def _asking(self) -> Asking:
        from plankg.graph.asking.asking import Asking  # noqa: PLC0415 - see above

        return Asking(self.store())

    def show(self, subject: str | int | None = None, *, lang: Language | None = None) -> Shown:
        """What the plan says of a unit (name or alias), a task (id), a directive (number), or by itself of all."""
        from plankg.show import show  # noqa: PLC0415 - see above

        return show(self.plan, self.document, subject, lang=lang or language())

    def explain(self, what: str, *, lang: Language | None = None) -> tuple[Explanation, ...]:
        """How the sentences were read that a task (id) stands in, or that hold these words, in the order of the text.

        They are told as extraction read them, and what the review made of it. Raises UsageError where the plan has neither.
        """
        from plankg.graph.explaining import explain_in  # noqa: PLC0415 - see above

        tasks = [task.evidence for task in self.plan.tasks if task.id == what]
        sentences = (sentence.evidence for sentence in self.plan.sentences)
        places = tasks or [evidence for evidence in sentences if what and what in evidence.quote]
        if not places:
            raise UsageError("nothing_to_explain", name=what)
        return tuple(explain_in(self.document, self.plan, places, lang=lang or language()))

    def table(self, path: str | Path, *, lang: Language | None = None) -> None:
        """Write the table of tasks, units and targets (.xlsx), whole or not at all."""
        from plankg.viz import write_table  # noqa: PLC0415 - openpyxl is slow to load

        write_table(self.plan, self.document, Path(path), lang=lang or language())

    def diff(self, other: WorkPlan, *, relation: Relation | None = None, lang: Language | None = None) -> Comparison:
        """What became of each task of this plan in the other, and what is new there, with the words on both sides.

        `relation` is `draft`, `years` or `levels`; without it the heads of the plans tell. Raises UsageError where there is
        nothing to compare.
        """
        from plankg.graph.comparison import compare  # noqa: PLC0415 - see above

        return compare(self, other, relation=relation, lang=lang)

    def pages(self, *, lang: Language | None = None) -> dict[str, Callable[[], str]]:
        """The pages by file name, each drawn when called: HTML that opens from disk and loads nothing else."""
        from plankg.build import pages  # noqa: PLC0415 - see above

        return pages(self, lang=lang)

    def views(self) -> tuple[SavedView, ...]:
        """The views of the page that people saved in the plan's folder."""
        from plankg.saved_views import saved_views  # noqa: PLC0415 - see above

        return saved_views(self.folder)

    def build(self, folder: str | Path) -> tuple[Path, ...]:
        """Write everything into the folder, whole or not at all; give the files."""
        from plankg.build import build  # noqa: PLC0415 - see above

        return build(self, Path(folder))
