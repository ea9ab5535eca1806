"""A plan with everything one can do with it, by the names of the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from plankg.graph.plans import load_plan
from plankg.schema.drawn import draw_with
from plankg.schema.errors import UsageError
from plankg.schema.extras import need
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Assignment, Citation, Entity, Relation, Target, Task
from plankg.schema.terms import Severity
from plankg.schema.wording import Language, language

from plankg.statements import Statements

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph
    from plankg.graph.asking.asking import Asked, Asking
    from plankg.graph.checks.doubts import Doubt
    from plankg.graph.checks.validation import SentenceAccount
    from plankg.graph.comparison import Comparison
    from plankg.graph.comparison.changes import Lineage
    from plankg.graph.explaining import Explanation
    from plankg.graph.measures import Measure
    from plankg.graph.network import Network
    from plankg.graph.questions import Answer
    from plankg.graph.store import Store
    from plankg.schema.issue import Issue
    from plankg.schema.plan import Statement
    from plankg.schema.view import SavedView
    from plankg.viz.cards import Card
    from plankg.viz.network import NetworkPage
    from plankg.viz.widget.workbench import Workbench

    from plankg.show import Shown


def _html_of(thing: object) -> str | None:
    from plankg.viz.cards import html_of  # noqa: PLC0415 - only a notebook asks

    return html_of(thing)


draw_with(_html_of)


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


@dataclass(frozen=True, repr=False)
class WorkPlan(Loaded):
    """A plan with what one can do with it.

    >>> load("baoshan-2023h2")
    WorkPlan('baoshan-2023h2', 195 tasks)
    """

    def __repr__(self) -> str:
        """The plan by its id, and how much it holds."""
        return f"{type(self).__name__}({self.plan.id!r}, {len(self.plan.tasks)} tasks)"

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

    @property
    def tasks(self) -> Statements[Task]:
        """What the plan commits to, in the order of the text.

        >>> load("baoshan-2023h2").tasks.table().to_pandas().columns[:3].to_list()
        ['plan', 'id', 'directive']
        """
        return self._statements("tasks")

    @property
    def units(self) -> Statements[Entity]:
        """The units that the plan names."""
        return self._statements("units")

    @property
    def assignments(self) -> Statements[Assignment]:
        """Who has which part in which task."""
        return self._statements("assignments")

    @property
    def targets(self) -> Statements[Target]:
        """The figures that count as targets; `plan.targets` has the numbers inside names, too."""
        return self._statements("targets")

    @property
    def relations(self) -> Statements[Relation]:
        """The typed edges between entities, tasks and targets."""
        return self._statements("relations")

    @property
    def entities(self) -> Statements[Entity]:
        """All things that the plan names, units among them."""
        return self._statements("entities")

    @property
    def documents(self) -> Statements[Citation]:
        """The documents that the plan issues, implements, drafts, revises or cites."""
        return self._statements("documents")

    def _statements(self, word: str) -> Statements[Any]:
        from plankg.graph.counting import counted  # noqa: PLC0415 - see below

        return Statements(self.plan, word, getattr(counted(self.plan), word))

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

    def measures(self, *names: str) -> dict[str, Measure]:
        """The measures of the plan by name, those that are named or all: `plankg.graph.measures.MEASURES`.

        >>> load("baoshan-2023h2").measures("load")["load"].value
        4.0
        """
        from plankg.graph.measures import measures  # noqa: PLC0415 - NetworkX loads in half a second

        return measures(self.plan, names)

    def comparisons(self, later: WorkPlan, *names: str) -> dict[str, Measure]:
        """The same of this plan and a later one: how alike they are, what the later one took over."""
        from plankg.graph.measures import comparisons  # noqa: PLC0415 - see above

        return comparisons(self.plan, later.plan, names)

    @overload
    def graph(self) -> Network: ...
    @overload
    def graph(self, view: str) -> nx.Graph[str]: ...
    def graph(self, view: str | None = None) -> nx.Graph[str]:
        """The plan as a NetworkX MultiDiGraph, or a view of it: `units` that work together, `units-tasks`.

        Every node and edge says its plan and the words it rests on; all hangs together (`plankg.graph.network.network` says what
        the attributes are). Raises UsageError for a view that there is not.

        >>> graph = load("baoshan-2023h2").graph()
        >>> graph.nodes["baoshan-2023h2/School/白鹭小学"]["zh"]
        '学校'
        >>> load("baoshan-2023h2").graph("units").is_directed()
        False
        """
        from plankg.graph.network import network, view_of  # noqa: PLC0415 - NetworkX loads in half a second

        whole = network(self.plan, self.document)
        return whole if view is None else view_of(whole, view)

    def network(self) -> Network:
        """The same as `graph()`, by its first name."""
        return self.graph()

    def network_page(self, *, around: str | None = None, steps: int = 1, lang: Language | None = None) -> NetworkPage:
        """One picture of the network, whole or around a unit, task or other thing: HTML that a notebook shows by itself.

        >>> "白鹭小学" in load("baoshan-2023h2").network_page(around="白鹭小学")
        True
        """
        from plankg.viz import network_page  # noqa: PLC0415 - pyvis loads in almost a second

        return network_page(self.graph(), around=around, steps=steps, lang=lang)

    def store(self) -> Store:
        """The store that holds this plan's graphs; the same one each time."""
        return self._store

    @cached_property
    def _store(self) -> Store:
        from plankg.graph.store import Store  # noqa: PLC0415 - see above

        store = Store()
        store.load(self.plan, self.document, review=self.review)
        return store

    def select(self, sparql: str) -> Answer:
        """The table that a SELECT gives. Raises UsageError for a query of another kind."""
        return self.store().select(sparql)

    def boolean(self, sparql: str) -> bool:
        """What an ASK gives. Raises UsageError for a query of another kind."""
        return self.store().boolean(sparql)

    def construct(self, sparql: str) -> tuple[pyoxigraph.Triple, ...]:
        """The triples that a CONSTRUCT or DESCRIBE gives. Raises UsageError for a query of another kind."""
        return self.store().construct(sparql)

    def query(self, sparql: str) -> Answer | bool | tuple[pyoxigraph.Triple, ...]:
        """Answer a SPARQL query: SELECT as an Answer, ASK as True or False, CONSTRUCT and DESCRIBE as triples.

        Who knows which it is takes `select`, `boolean` or `construct`.
        """
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

    def card(self, subject: object = None, *, lang: Language | None = None) -> Card:
        """What a notebook shows of something, as HTML: of the plan by itself, of a unit (name), a task (id), a directive (number).

        Also of any statement, answer or network, which show themselves in the language in force. Raises UsageError for what
        the plan doesn't have, with the nearest names, and for what has no card.

        >>> "配合" in load("baoshan-2023h2").card("上海大学")
        True
        """
        from plankg.viz.cards import card  # noqa: PLC0415 - see above

        return card(self if subject is None else subject, self, lang=lang)

    def text(self, directive: int | None = None, *, lang: Language | None = None) -> Card:
        """The plan's text, or that of one directive by its number, with what was read in it as coloured spans inside each other.

        >>> "校外教育活动实践圈" in load("baoshan-2023h2").text(2)
        True
        """
        from plankg.viz.cards import marked_text  # noqa: PLC0415 - see above

        return marked_text(self, directive, lang=lang)

    def workbench(
        self,
        view: str = "start",
        *,
        select: str | int | Statement | None = None,
        lang: Language | None = None,
        **more: Any,
    ) -> Workbench:
        """The planners' page as a widget of a notebook: `widget.selection` is what is chosen on it, `widget.select(…)` chooses.

        `view` is one of start, text, units, matrix, network, targets, timeline, table; `more` are `height` in pixels and
        `sparql=True` for the view of queries. Raises InstallationError where the extra `notebooks` is missing, and
        UsageError for a view or a name that there is not.
        """
        need("notebooks", "anywidget")
        from plankg.viz.widget.workbench import Workbench  # noqa: PLC0415 - see above

        return Workbench([self], view=view, select=select, lang=lang, views={self.plan.id: self.views()}, **more)

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

    def table(
        self,
        path: str | Path,
        *,
        by: str = "directive",
        columns: Sequence[str] = (),
        rows: Sequence[str] = (),
        template: str | Path | None = None,
        lang: Language | None = None,
    ) -> None:
        """Write the table that an office sends round (任务分解表: .xlsx, .docx, .csv, or .ics for deadlines), whole or not at all.

        `by` is a layout of `plankg.viz.breakdown.layouts.LAYOUTS`, `columns` are their headings or keys, each of `rows` is a
        condition such as `牵头单位=待明确`, `template` is a form of one's own with a row of headings.
        """
        from plankg.viz import write_breakdown  # noqa: PLC0415 - openpyxl and python-docx are slow to load

        form = None if template is None else Path(template)
        said = lang or language()
        write_breakdown(self, Path(path), by=by, columns=columns, rows=rows, template=form, lang=said)

    def workbook(self, path: str | Path, *, lang: Language | None = None) -> None:
        """Write all that was read as sheets (.xlsx), whole or not at all: tasks, units, targets, and what was not read."""
        from plankg.viz import write_workbook  # noqa: PLC0415 - openpyxl is slow to load

        write_workbook(self.plan, self.document, Path(path), lang=lang or language())

    def diff(self, other: WorkPlan, *, relation: Lineage | None = None, lang: Language | None = None) -> Comparison:
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
