"""Names of which only a part was read: of a list, of a quote with its head, of people with the words that tell which."""

from __future__ import annotations

from collections.abc import Iterator

from plankg.graph.checks.accounting.reading import Reading, Word, form
from plankg.graph.checks.table_findings import Finding
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.words.lexicon import lexicon
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.schema.plan import Entity
from plankg.schema.terms import EntityType

# Word classes that stand inside a noun phrase.
NOMINAL = frozenset(
    {"n", "nz", "nr", "ns", "nt", "ng", "vn", "an", "b", "j", "l", "i", "s", "f", "t", "k", "zg", "eng"}
)
# People are called so by so few characters that what stands before tells which.
BARE = 3
# A quote before a name is looked at so far back.
QUOTE = 12
PROJECTS = {EntityType.PROJECT, EntityType.PROGRAMME, EntityType.EVENT, EntityType.PLATFORM}
# A list before 等 is looked at so far back.
LONGEST_LIST = 60


def half_read(reading: Reading) -> Iterator[Finding]:
    """The lists, quotes and people of which only a part is a name."""
    yield from _lists(reading)
    yield from _quotes(reading)
    yield from _people(reading)


def _lists(reading: Reading) -> Iterator[Finding]:
    """The lists closed by 等 and a head of which a member is no name (东校门、风雨操场等工程)."""
    for match in form("list-end").finditer(reading.text):
        members = form("list").search(reading.text, max(0, match.start() - LONGEST_LIST), match.start())
        span = Span(members.start(), match.end()) if members else Span(*match.span())
        if members and reading.marked(("task",), span) and not reading.marked(("document",), span):
            place = span.start
            projects = form("project-head").search(match[0]) is not None
            for member in members[0].split("、"):
                if not _read(reading, Span(place, place + len(member)), projects=projects):
                    yield reading.finding("list-half-read", span)
                    break
                place += len(member) + 1


def _read(reading: Reading, member: Span, *, projects: bool) -> bool:
    """Whether a member of a list is a name; of a list of projects (等工程), one of what may be a project."""
    if not projects:
        return reading.marked(("name",), member)
    return any(place.overlaps(member) and entity.type in PROJECTS for place, entity in reading.mentions)


def _quotes(reading: Reading) -> Iterator[Finding]:
    """The quotes that were read as the whole name though its head stands behind them (“匠心”工作室)."""
    named = dict(sorted(span for span, _ in reading.mentions))
    for span, entity in reading.entities:
        quoted = reading.text.startswith("“", span.start - 1) and reading.text.startswith("”", span.end)
        if quoted and entity.decision is None:
            end = _head_end(reading, span.end + 1)
            # A longer name, with the quote, may begin at its mark.
            if end and named.get(span.start - 1, 0) < end and named.get(span.start, 0) < end:
                yield reading.finding("quote-half-read", Span(span.start - 1, end), entity.id, name=entity.name)
        elif not quoted and entity.type is not EntityType.CONCEPT and entity.decision is None:
            yield from _quote_left_out(reading, entity, span)
    for match in form("counted-quotes").finditer(reading.text):
        span = Span(match.start() + 1, match.end())
        if not reading.marked(("name",), span):
            yield reading.finding("quote-half-read", span)


def _quote_left_out(reading: Reading, entity: Entity, span: Span) -> Iterator[Finding]:
    """The name that begins right behind a quote which belongs to no name (“山海”展销专区)."""
    match = form("quote-before").search(reading.text, max(0, span.start - QUOTE), span.start)
    if not match:
        return
    # The quote belongs to no name, or to a longer one that holds this unit as well (“青苗”实践中心场馆).
    longer = any(
        place.start <= match.start() + 1 and place.end > span.end and other.name != entity.name
        for place, other in reading.mentions
        if entity.type.unit and place.overlaps(span)
    )
    if longer or not reading.marked(("name",), Span(*match.span())):
        yield reading.finding("quote-half-read", Span(match.start(), span.end), entity.id, name=entity.name)


def _head_end(reading: Reading, place: int) -> int | None:
    """Where the noun phrase behind a quote ends if it is the head of a name."""
    if strong := form("strong-head").match(reading.text, place):
        return strong.end()
    end = place
    for word in reading.words_in(Span(place, reading.clause(Span(place, place)).end)):
        if word.tag not in NOMINAL:
            break
        end = word.end
    tail = reading.text[place:end]
    book = lexicon("accounting")
    return end if tail.endswith(tuple(book["quote_heads"])) and tail not in book["loose_heads"] else None


def _people(reading: Reading) -> Iterator[Finding]:
    """The people whose name leaves out the noun right before it (行风 + 监督员)."""
    wide = lexicon("accounting")["wide"]
    for span, entity in reading.entities:
        if entity.type is not EntityType.TARGET_GROUP or entity.decision or len(entity.name) > BARE:
            continue
        before = reading.word_before(span.start)
        if before and before.end - before.start == 1 and (first := reading.word_before(before.start)):
            # 新入|职|教师: the dictionary cuts the word that tells which.
            before = Word(first.start, before.end, first.tag) if before.tag == "ng" else before
        if before is None or before.tag not in NOMINAL or before.start in reading.task_starts:
            continue
        text = reading.text[before.start : before.end]
        if len(text) > 1 and text not in wide and text not in verb_kinds():
            yield reading.finding("people-half-read", Span(before.start, span.end), entity.id, name=entity.name)
