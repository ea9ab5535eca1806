"""The themes that several directives share."""

from __future__ import annotations

from collections.abc import Iterable

from plankg.graph.measures.chance import chance, number_right
from plankg.graph.measures.measure import Measure, Part
from plankg.graph.measures.numbers import Value
from plankg.graph.things.mentions import Tie, thing_ties
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Plan
from plankg.schema.terms import EntityType

SUBJECTS = frozenset(
    {
        EntityType.PROJECT,
        EntityType.PROGRAMME,
        EntityType.BRAND,
        EntityType.PLATFORM,
        EntityType.EVENT,
        EntityType.POLICY_DOCUMENT,
        EntityType.QUALIFICATION,
        EntityType.CONCEPT,
    }
)
"""What a directive can be about: neither who acts nor where."""


def themes(plan: Plan) -> Measure:
    """The things that several directives speak of, those first that most do.

    Notes
    -----
    Co-words: what is named together belongs together, M. Callon, J.-P. Courtial, W. A. Turner, S. Bauin, "From translations to
    problematic networks: an introduction to co-word analysis", Social Science Information 22 (1983) 191-235. A theme is right
    where its name is; the number of such is Poisson binomial.

    """
    columns = ("theme", "type", "directives", "where")
    labels = {section.id: section.heading for section in plan.directives}
    subjects = {row.id: row for row in plan.entities if row.type in SUBJECTS}
    if not subjects or not labels:
        return Measure("themes", "count", (plan.id,), columns)
    homes = {task.id: task.directive for task in plan.tasks}
    places: dict[str, dict[str, list[Evidence]]] = {}
    for tie in thing_ties(plan):
        home = _home(tie, homes)
        if tie.entity in subjects and home in labels:
            places.setdefault(tie.entity, {}).setdefault(home, []).append(tie.evidence)
    shared = {theme: own for theme, own in places.items() if len(own) > 1}
    order = sorted(shared, key=lambda theme: (-len(shared[theme]), subjects[theme].evidence.start, theme))
    parts = tuple(
        Part(
            (
                subjects[theme].name,
                subjects[theme].type,
                len(shared[theme]),
                "；".join(map(labels.__getitem__, shared[theme])),
            ),
            _sorted(place for own in shared[theme].values() for place in own),
        )
        for theme in order
    )
    estimate = number_right(chance(subjects[theme]) for theme in order)
    figures: dict[str, Value] = {
        "named": len(subjects),
        "directives": len({one for own in shared.values() for one in own}),
    }
    return Measure("themes", "count", (plan.id,), columns, float(len(order)), estimate, parts, figures)


def _home(tie: Tie, homes: dict[str, str]) -> str:
    return homes.get(tie.task, "") if tie.task else tie.section or ""


def _sorted(places: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(set(places), key=lambda evidence: (evidence.start, evidence.end)))
