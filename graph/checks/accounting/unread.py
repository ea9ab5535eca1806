"""Words that commit to something and gave nothing: units' parts, deadlines, figures, duties, clauses."""

from __future__ import annotations

from collections.abc import Iterator

from plankg.graph.checks.accounting.reading import CLAUSE, Reading, Word, form
from plankg.graph.checks.sureness import MISSING, wrong_of_ten
from plankg.graph.checks.table_findings import Finding
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.words.lexicon import Rule, lexicon, pattern, rules
from plankg.schema.wording import languages

LONGEST_BRACKET = 40
# A clause of fewer characters says no act and its object.
SHORTEST = 4
# A verb that no dictionary knows as one (平整闲置地块, 补种绿植) has two characters, and no word behind it that joins.
LEAST, VERB_LENGTH = 2, 2
JOINING = frozenset(("c", "x", "uj", "p", "r", "m"))


def unread(reading: Reading) -> Iterator[Finding]:
    """The places of the text that commit to something and on which no statement rests that would say so."""
    kinds = lexicon("accounting")["kinds"]
    listed: set[tuple[str, int]] = set()
    for sign in rules("accounting", "signs"):
        kind = sign["says"]
        for match in sign.pattern.finditer(reading.unnumbered):
            span = Span(*match.span())
            if reading.marked(kinds[kind]["within"], span) or match[0] in reading.times:
                continue
            clause = reading.clause(span)
            if kind == "unread-figure" and _told_before(reading, clause):
                continue
            if reading.marked(kinds[kind]["spans"], _looked_at(sign, span, clause)):
                continue
            # Two words of one clause about one responsibility are one.
            if kind != "unread-responsibility" or (kind, clause.start) not in listed:
                listed.add((kind, clause.start))
                yield reading.finding(kind, span)
    yield from _clauses(reading)


def half_sentences(reading: Reading) -> Iterator[Finding]:
    """The sentences that probably say more than was read: long ones, with words that are nearly names."""
    for sentence in reading.plan.sentences:
        if sentence.section is not None and sentence.certainty is not None and sentence.certainty < MISSING:
            shares = {f"share_{lang}": wrong_of_ten(sentence.certainty, lang) for lang in languages()}
            finding = reading.finding("sentence-half-read", reading.span(sentence.evidence), sentence.section, **shares)
            yield finding._replace(certainty=sentence.certainty)


def _told_before(reading: Reading, clause: Span) -> bool:
    """Whether a clause tells what was reached before, or stands in brackets to compare with it (2024年：93%)."""
    opening = Span(max(0, clause.start - LONGEST_BRACKET), clause.start + 1)
    bracketed = form("year-in-brackets").search(reading.text, opening.start, clause.end)
    return bool(bracketed or pattern("numbers", "past").search(reading.text, clause.start, clause.end))


def _looked_at(sign: Rule, span: Span, clause: Span) -> Span:
    """Where the statement that a sign calls for may stand: at it, or from it to the clause's start or end."""
    if sign["look"] == "back":
        return Span(clause.start, span.end)
    return Span(span.start, clause.end) if sign["look"] == "ahead" else span


def _clauses(reading: Reading) -> Iterator[Finding]:
    """The clauses of directives' bodies that hold a verb and, behind it, its object, and gave nothing."""
    says = lexicon("accounting")["kinds"]["unread-clause"]
    kinds = (*says["spans"], *says["within"])
    for section in reading.plan.directives:
        if section.body is None:
            continue
        body = reading.span(section.body)
        for match in CLAUSE.finditer(reading.text, body.start, body.end):
            span = Span(*match.span())
            part = reading.text.startswith("：", span.end) or reading.text.startswith("、", span.start)
            silent = span.end - span.start >= SHORTEST and not part and not reading.marked(kinds, span)
            if silent and _acts(reading, span):
                yield reading.finding("unread-clause", span)


def _acts(reading: Reading, span: Span) -> bool:
    """Whether a clause holds a verb that acts and, behind it, a noun; or may, with a verb that no dictionary knows."""
    said = reading.quote(span)
    if any(word in said for word in lexicon("accounting")["states"]) or pattern("numbers", "past").search(said):
        return False
    verb = False
    words = reading.words_in(span)
    for word in words:
        if verb and word.tag.startswith("n"):
            return True
        verb = verb or word.tag == "v"
    return not verb and _may_act(words)


def _may_act(words: list[Word]) -> bool:
    """Whether words without a verb may be one and its object: a word of two characters and, to the end, a noun phrase."""
    if len(words) < LEAST or any(word.tag in JOINING for word in words):
        return False
    first, *_, last = words
    return first.end - first.start == VERB_LENGTH and first.tag[0] in "nav" and last.tag.startswith("n")
