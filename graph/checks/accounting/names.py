"""Names that give away that they were cut at the wrong place."""

from __future__ import annotations

from collections.abc import Iterator

from plankg.graph.checks.accounting.reading import Reading, form
from plankg.graph.checks.table_findings import Finding
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.notes.units import unit_type
from plankg.graph.extraction.words.lexicon import lexicon
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.schema.plan import Entity
from plankg.schema.terms import EntityType, Standing

# Word classes of prepositions, conjunctions and adverbs: no name of a unit opens with one.
BEFORE_NAMES = frozenset("pcd")
# Rules that take a unit from a list of units: its type is what its name tells.
LISTED = frozenset({"noted-unit", "table-cell"})
# A prefix carried over from the unit beside it (县、区) has at most so many characters.
PREFIX = 2
LONGEST_PERSON = 3


def cut_names(reading: Reading) -> Iterator[Finding]:
    """The units whose name opens, ends or goes on as no name does, or is not written; and what begins inside a unit."""
    for span, entity in reading.entities:
        if entity.decision or entity.standing is not Standing.STATED:
            continue
        check = _unit(reading, entity, span) if entity.type.unit else _other(reading, entity, span)
        if check := check or _anyone(reading, entity, span):
            yield reading.finding(check, span, entity.id, name=entity.name)


def _unit(reading: Reading, entity: Entity, span: Span) -> str | None:
    written = reading.quote(span)
    if _odd(reading, entity, span, written):
        return "unit-name-odd"
    cut = _cuts_word(reading, span.start) and not form("level").match(written)
    if cut or form("level-pair").match(reading.text, span.start - 1) or _goes_on(reading, span.end):
        return "name-cut"
    prefix = len(entity.name) - len(written)
    supplied = entity.name.endswith(written) and 0 < prefix <= PREFIX and not entity.name.startswith("各")
    # A level is carried to what every level has (公安局), not to what has a name of its own (松涛水库管理站).
    own = form("carried-office").search(written) or not form("office").search(written)
    if supplied and own:
        return "unit-name-supplied"
    return "unit-type-open" if entity.rule in LISTED and unit_type(written) is None else None


def _anyone(reading: Reading, entity: Entity, span: Span) -> str | None:
    """What is wrong with a name of any type.

    It leaves out 未 or a numeral right before it, is a place's short form that goes on as another place's, a document that ends
    as none does, or a kind of schools read out of the name of one.
    """
    before, behind = reading.text[max(0, span.start - 1) : span.start], reading.text[span.end : span.end + 1]
    if before in set("未非") or form("counted-before").match(reading.text, span.start):
        return "name-cut"
    written = reading.quote(span)
    short = entity.type is EntityType.PLACE and not form("other-level").search(written[-1:])
    if short and form("other-level").match(behind) and not entity.name.startswith(written + behind):
        return "name-cut"
    endings = tuple(lexicon("accounting")["paper_endings"])
    if entity.type is EntityType.POLICY_DOCUMENT and before not in {"《", "“"} and not written.endswith(endings):
        return "name-cut"
    inside = entity.type is EntityType.SCHOOL_CATEGORY and any(
        other.type is EntityType.SCHOOL and place.start < span.start and span.end == place.end
        for place, other in reading.mentions
    )
    return "name-cut" if inside else None


def _other(reading: Reading, entity: Entity, span: Span) -> str | None:
    """What is wrong with a name of no unit: it begins inside one (局检查食堂), or counts (名村民)."""
    cuts_unit = form("unit-inside").match(reading.text, span.start, span.end)
    counted = entity.type is EntityType.TARGET_GROUP and form("part-of-all").search(entity.name)
    facility = entity.type is EntityType.FACILITY and _goes_on(reading, span.end)
    return "name-cut" if cuts_unit or counted or facility else None


def _odd(reading: Reading, entity: Entity, span: Span, written: str) -> bool:
    """Whether a unit's name opens with a particle, a part of all or a verb that acts, holds a preposition, or is bare."""
    if any(form(name).search(written) for name in ("part-of-all", "particle-opening", "particle-inside", "bare-unit")):
        return True
    words = reading.words_in(span)
    if entity.type is EntityType.GOVERNMENT_BODY and _no_body(written, [word.tag for word in words]):
        return True
    if len(words) < 2 or "\n" in written:  # noqa: PLR2004 (one word is no opening with a rest)
        return False
    if "的" in written:
        return False
    if words[0].tag in BEFORE_NAMES and not written[0].isdigit():
        return True
    if form("office").search(written):
        return False
    acts = [word for word in words[:-1] if word.tag == "v" and _acting(reading.text[word.start : word.end])]
    named_school = entity.type in {EntityType.SCHOOL, EntityType.SCHOOL_CATEGORY} and written.endswith("学校")
    return bool(acts) and (acts[0] == words[0] or named_school)


def _no_body(written: str, tags: list[str]) -> bool:
    """Whether what was read as a body is a shop or works (云顶茶厂), or a person's name."""
    person = len(written) <= LONGEST_PERSON and tags == ["nr"] and not form("office-or-place").search(written)
    return person or form("shop").search(written) is not None


def _cuts_word(reading: Reading, place: int) -> bool:
    """Whether no word begins at a place; behind a known verb one does, whatever the dictionary says (推进|行知小学)."""
    behind_verb = any(reading.text[place - size : place] in verb_kinds() for size in (2, 3))
    return not behind_verb and not reading.begins_word(place)


def _goes_on(reading: Reading, place: int) -> bool:
    """Whether the last word of a name goes on behind it with a character that ends names of places (服务|点)."""
    return bool(form("word-ending").match(reading.text, place)) and not reading.begins_word(place)


def _acting(verb: str) -> bool:
    """Whether a verb stands before its object, not before a noun as its attribute (开发企业)."""
    return verb in verb_kinds() and verb not in lexicon("accounting")["attributive"]
