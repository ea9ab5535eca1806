"""Full names: a thing's proper name with the region that its plan leaves out, or nothing where many things bear the name."""

from __future__ import annotations

from typing import NamedTuple

from plankg.graph.extraction.names.regions import REGION
from plankg.graph.extraction.words.lexicon import any_of, from_lexicon, lexicon, word_pattern
from plankg.schema.plan import Entity, Plan
from plankg.schema.terms import EntityType

NAMED = {EntityType.SCHOOL, EntityType.EDUCATION_GROUP, EntityType.CENTRE, EntityType.PROJECT}
PLACED = {EntityType.PARTNER_INSTITUTION, EntityType.GOVERNMENT_BODY}
"""Types whose names are told apart by their place only: every city has an education bureau."""

LEVELS = ("province", "city", "county")
DISTINCT = 2
"""Characters that a name without a place has of its own: 白鹭 of 白鹭小学."""


class Region(NamedTuple):
    """One level of the region that an issuer governs: its own name, and the name with the levels above it."""

    name: str
    path: str


@from_lexicon
def regions(issuer: str) -> tuple[Region, ...]:
    """The levels of the region that an issuer's name begins with, the lowest first.

    >>> [region.path for region in regions("上海市宝山区教育局")]
    ['上海市宝山区', '上海市']
    """
    match = REGION.match(issuer)
    places: list[Region] = []
    for level in LEVELS:
        if match and match[level]:
            places.insert(0, Region(match[level], (places[0].path if places else "") + match[level]))
    return tuple(places)


def issuer_of(plan: Plan) -> str:
    """The name of a plan's issuer, empty where the plan has none."""
    return plan.document.issuer.value if plan.document.issuer else ""


def full_name(entity: Entity, plan: Plan) -> str | None:
    """The name that tells a thing from its namesakes, None where the plan's name for it is no proper one.

    Deictic regions are written out (区教育局 of a plan of 上海市宝山区 is 上海市宝山区教育局), and so are the usual short
    names of offices. A partner or government body needs a place in its name; a school, group, centre or project without
    one needs characters of its own. A policy concept has its name of the list of concepts, which knows its other names.
    """
    name = entity.expanded_name or entity.name
    if entity.type is EntityType.CONCEPT:
        return _concepts().get(name)
    if entity.type not in NAMED | PLACED or _many(name):
        return None
    place, rest = _located(name, regions(issuer_of(plan)))
    own = word_pattern("identities", "generic").sub("", rest)
    if not place:
        return name if entity.type in NAMED and len(own) >= DISTINCT else None
    return place + _offices().get(rest, rest) if own or rest in _offices() else None


def _many(name: str) -> bool:
    return any(any_of("identities", part).search(name) for part in ("several", "counted"))


def _located(name: str, levels: tuple[Region, ...]) -> tuple[str, str]:
    """Part a name into the place it begins with, written out where the plan's region says how, and the rest."""
    for region in levels:
        for form in (region.path, region.name):
            if name.startswith(form):
                return region.path, name.removeprefix(form)
    if not any_of("identities", "no_region").search(name):
        for region in levels:
            if name[0] == region.name[-1]:
                return region.path, name[1:]
        match = REGION.match(name)
        if match and len(match[0]) > 1:
            return match[0], name.removeprefix(match[0])
    for region in levels:
        short = region.name[:-1]
        if len(short) > 1 and name.startswith(short):
            return short, name.removeprefix(short)
    return "", name


def _offices() -> dict[str, str]:
    return lexicon("identities")["written_out"]  # type: ignore[no-any-return]


@from_lexicon
def _concepts() -> dict[str, str]:
    """The listed concepts' names by each of their names."""
    listed: dict[str, list[str]] = lexicon("concepts")["concepts"]
    return {other: name for name, others in listed.items() for other in (name, *others)}
