"""The contract between the page and Python: what the page's data hold, and the version of their form.

From these types page.schema.json is generated, and from that the types of the page (`make generate`). A page refuses data
of another version.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NotRequired

from plankg.schema.evidence import Evidence
from plankg.schema.plan import Plan
from plankg.schema.view import SavedView
from plankg.schema.wording import Language
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

# pydantic wants those of this package: https://docs.pydantic.dev/latest/errors/usage_errors/#typed-dict-version
from typing_extensions import TypedDict

if TYPE_CHECKING:
    # in the data they are JSON already; the schema says of what
    EvidenceJson = dict[str, Any]
    PlanJson = dict[str, Any]
    SavedViewJson = dict[str, Any]
else:
    EvidenceJson, PlanJson, SavedViewJson = Evidence, Plan, SavedView

SCHEMA = "page.schema.json"
LENGTH = 12
"""Hexadecimal digits of a version: enough that two forms never share it."""


Place = tuple[float, float]
Brief = tuple[int, int, int, int, int, int, int, int, int]
"""Start, end (code points), what was read, its share in a hundred (-1: no model asked), what came second, its share, rule,
remark, reasons."""


class Labels(TypedDict):
    """A text in both languages."""

    zh: str
    en: str


class Words(TypedDict):
    """The words of the page in both languages, by key."""

    zh: dict[str, str]
    en: dict[str, str]


class PlainTerm(Labels):
    """A term of a closed list, and by which name a query has it."""

    name: str


class RoleTerm(PlainTerm):
    """A role: its letter, its colour, and whether who has it does the task."""

    letter: str
    does: bool
    colour: str


class TypeTerm(PlainTerm):
    """A type of entity: its colour, whether such have parts in tasks, and whether readers see it less alike."""

    colour: str
    unit: bool
    soft: bool


class Terms(TypedDict):
    """The closed lists, each in its order, by value."""

    Standing: dict[str, PlainTerm]
    Role: dict[str, RoleTerm]
    EntityType: dict[str, TypeTerm]
    TaskKind: dict[str, PlainTerm]
    Comparator: dict[str, PlainTerm]
    TargetKind: dict[str, PlainTerm]
    Firmness: dict[str, PlainTerm]
    Extent: dict[str, PlainTerm]
    Level: dict[str, PlainTerm]
    Stage: dict[str, PlainTerm]
    Basis: dict[str, PlainTerm]
    DocumentRelation: dict[str, PlainTerm]
    Predicate: dict[str, PlainTerm]
    Severity: dict[str, PlainTerm]
    Action: dict[str, PlainTerm]
    ChangeKind: dict[str, PlainTerm]


class Finding(TypedDict):
    """What a check or a doubt says; `statement` is a reference (`task/1.1`)."""

    severity: str
    message: Labels
    statement: str | None
    evidence: EvidenceJson | None


class Edge(TypedDict):
    """An edge of the network, with the place of its evidence in code points."""

    source: str
    target: str
    predicate: str
    layer: str
    standing: str
    start: int
    end: int


class Load(TypedDict):
    """How many tasks somebody does, and how many only concern them."""

    does: int
    concerns: int


class Share(TypedDict):
    """What a chapter holds."""

    section: str
    directives: int
    tasks: int
    unnamed: int


class Held(TypedDict):
    """What is listed under words that are counted, by id."""

    directives: list[str]
    unnamed: list[str]
    units: list[str]
    people: list[str]
    sites: list[str]
    targets: list[str]
    naming: list[str]
    drafts: list[str]


class Left(TypedDict):
    """The words in a task that speak of what was not read of it."""

    time: NotRequired[list[str]]
    unit: NotRequired[list[str]]
    figure: NotRequired[list[str]]


class TableColumn(TypedDict):
    """A column of the table of tasks; `width` in characters, `shown` until somebody chooses otherwise.

    `alert` is a value to be noticed.
    """

    key: str
    heading: Labels
    width: int
    shown: bool
    alert: NotRequired[Labels]


class TableData(TypedDict):
    """The table of tasks: each value once, and the cells of each task as places of values, a single one without its brackets."""

    columns: list[TableColumn]
    values: list[str | float | Labels]
    rows: list[list[int | list[int]]]


class Layouts(TypedDict):
    """The places of the nodes in each arrangement; y grows upwards."""

    whole: dict[str, Place]
    bipartite: dict[str, Place]
    hierarchy: dict[str, Place]


class PlanData(TypedDict):
    """A plan with what was reckoned for it: by the ids of targets and sections `figures` and `headings`, the rest by references.

    `namesakes` are entities behind another one of their name, with their place among them; `silent` counts sentences from 0;
    `unread` without a statement was not read, with one it is perhaps read wrongly; `periods` are the first and the last day
    of the plan's own period and of tasks, where the words name whole months or years; `frequencies` ISO 8601 durations.
    """

    iri: str
    namesakes: dict[str, int]
    title: str
    source: str
    text: str
    plan: PlanJson
    headings: dict[str, str]
    counts: dict[str, int]
    held: Held
    loads: dict[str, Load]
    chapters: list[Share]
    table: TableData
    figures: dict[str, Labels]
    layouts: Layouts
    edges: list[Edge]
    periods: dict[str, tuple[str, str]]
    frequencies: dict[str, str]
    sounds: dict[str, str]
    silent: list[int]
    unread: list[Finding]
    left: dict[str, Left]
    doubts: list[Finding]
    findings: list[Finding]


class PlanHead(TypedDict):
    """What is told of a plan without unpacking it; `doubts` counts those that somebody should decide."""

    id: str
    title: str
    issuer: str | None
    issued: str | None
    counts: dict[str, int]
    doubts: int


class SharedThing(TypedDict):
    """A thing in a plan that is in others, too: its name there, how many tasks it does and concern it, how often it is named."""

    name: str
    does: int
    concerns: int
    mentions: int


class End(TypedDict):
    """An entity of a plan."""

    plan: str
    entity: str


class SameThing(TypedDict):
    """Two entities of different plans that are the same thing, as a rule infers or somebody decided."""

    first: End
    second: End
    rule: str
    standing: str
    source: str | None


class Named(Labels):
    """A column of an answer, with its heading."""

    name: str


class Parameter(Named):
    """What a question wants to be told: `kind` says what to choose from."""

    kind: str


class Question(Named):
    """A question of the library with its query, what it wants to be told, and the columns of its answer."""

    sparql: str
    parameters: list[Parameter]
    columns: list[Named]


class VocabularyTerm(Named):
    """A class, a property or a term of the graph by its prefixed name, for completion; a pattern asks for the units of a role."""

    kind: str
    sounds: str


class Page(TypedDict):
    """All that the page is given.

    `lang` is the language to begin with, `languages` as HTML names them; `listings` are queries that list what a parameter of
    a question can be told, by kind. `sparql`: the page brings the graph along, and the engine that answers SPARQL. `older`: its
    server has a graph that was changed since. `names`, with their sounds: what the graph names, on a page without plans.
    `rules`: what rules say of themselves. `saved`: the views saved when the page was made, by the plans' ids. `host`: the page
    stands in a notebook, and this is what the notebook has to say before it is told what is chosen.

    `heads`: all plans in order. Of many, `plans` holds the first alone, the others are packed behind the page, each by its place
    among the heads. `shared`: what is the same in several plans, by plan and entity.
    """

    version: str
    lang: Language
    languages: Labels
    words: Words
    terms: Terms
    prefixes: dict[str, str]
    vocabulary: list[VocabularyTerm]
    questions: list[Question]
    listings: dict[str, str]
    plans: list[PlanData]
    sparql: NotRequired[bool]
    older: NotRequired[bool]
    names: NotRequired[dict[str, str]]
    rules: NotRequired[dict[str, Labels]]
    identities: NotRequired[list[SameThing]]
    heads: NotRequired[list[PlanHead]]
    shared: NotRequired[dict[str, dict[str, SharedThing]]]
    saved: NotRequired[dict[str, list[SavedViewJson]]]
    host: NotRequired[str]


class Steps(TypedDict):
    """The rows of each step in which a task was read."""

    clauses: list[Brief]
    names: list[Brief]
    frames: list[Brief]
    statements: list[Brief]


class Readings(TypedDict):
    """How the tasks of a plan were read: rows point at phrases and rules; `purposes` is what each rule says of itself."""

    phrases: list[Labels]
    rules: list[str]
    purposes: list[Labels]
    tasks: dict[str, Steps]


class Contract(TypedDict):
    """Whatever the page is given: its data, and packed behind it the readings of its plans, by their ids."""

    page: Page
    readings: dict[str, Readings]


def labels(say: Callable[[Language], str]) -> Labels:
    """Return what is said in each language."""
    return {"zh": say("zh"), "en": say("en")}


class AsWritten(GenerateJsonSchema):
    """A schema of data as they are written: of a model no field is left out, whatever may be left out on reading."""

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,
    ) -> bool:
        """Whether the field is always there."""
        return field["type"] == "model-field" or super().field_is_required(field, total)


def schema() -> bytes:
    """Return the JSON Schema of the contract."""
    value = TypeAdapter(Contract).json_schema(mode="serialization", schema_generator=AsWritten)
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


@lru_cache(maxsize=1)
def version() -> str:
    """Return the version of the form of the data: a checksum of the schema, so that nobody has to think of it."""
    text = (files("plankg.viz.page") / SCHEMA).read_bytes().replace(b"\r\n", b"\n")
    return sha256(text).hexdigest()[:LENGTH]
