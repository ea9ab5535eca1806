"""What nodes are called, which types of them there are, and which types of edges: all from the vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from plankg.graph.rdf.vocabulary import expand, label
from plankg.schema.plan import Target
from plankg.schema.terms import EntityType, Predicate, Role
from plankg.schema.wording import Language, languages, words

DEFAULT_ACTOR = "defaultActor"
"""From the issuer to a task that names nobody who does it: inferred, and no assignment."""
FIGURES = {True: "target", False: "naming"}
"""The types of figures: whether they count as targets, or are numbers in names."""
SECTIONS = ("chapter", "section", "directive")
Labels = dict[str, str]


@dataclass(frozen=True)
class Nodes:
    """What the nodes of a plan are called: its id, and below it `task/8.1`, `section/一/1`, `target/t3`, `School/白鹭小学`.

    >>> Nodes("p").task("8.1"), Nodes("p").entity("School/白鹭小学")
    ('p/task/8.1', 'p/School/白鹭小学')
    """

    plan: str

    def section(self, id_: str) -> str:
        """The node of a heading."""
        return f"{self.plan}/section/{id_}"

    def task(self, id_: str) -> str:
        """The node of a task."""
        return f"{self.plan}/task/{id_}"

    def target(self, id_: str) -> str:
        """The node of a figure."""
        return f"{self.plan}/target/{id_}"

    def entity(self, id_: str) -> str:
        """The node of a thing."""
        return f"{self.plan}/{id_}"

    def local(self, node: str) -> str:
        """The node's name inside its plan, as the page and saved views have it; the plan's own is its id."""
        return node.removeprefix(f"{self.plan}/")


def figure_type(target: Target) -> str:
    """The type of a figure's node."""
    return FIGURES[target.kind.measures]


@cache
def node_types() -> dict[str, Labels]:
    """The types of nodes with their labels in each language: the plan, its parts, tasks, figures, and the types of things.

    >>> node_types()["School"]["zh"], node_types()["directive"]["en"]
    ('学校', 'directive')
    """
    kinds = ("plan", *SECTIONS, "task", *FIGURES.values())
    parts = {kind: _labels(partial(words, f"network.{kind}")) for kind in kinds}
    return parts | {kind.value: _labels(kind.said) for kind in EntityType}


@cache
def edge_types() -> dict[str, Labels]:
    """The predicates of edges with their labels in each language: roles of units in tasks, relations, and the default actor.

    >>> edge_types()["lead"]["zh"], edge_types()["mentions"]["en"]
    ('牵头', 'mentions')
    """
    terms = {term.value: _labels(term.said) for term in (*Role, *Predicate)}
    default = expand(f"plankg:{DEFAULT_ACTOR}")
    return terms | {DEFAULT_ACTOR: _labels(lambda lang: label(default, lang) or DEFAULT_ACTOR)}


def _labels(said: Callable[[Language], str]) -> Labels:
    return {lang: said(lang) for lang in languages()}
