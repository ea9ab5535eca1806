"""What the model of names sees of a word: itself, its neighbours, the head of its noun phrase, its verb, and what rules found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.extraction.words.lexicon import from_lexicon
from plankg.graph.extraction.words.tagged import Word, between
from plankg.graph.extraction.words.verbs import verb_kinds

SENTENCE_END = "。；！？;"
# Classes of words that stand inside noun phrases.
NOMINAL = frozenset(
    ["n", "nr", "ns", "nt", "nz", "nrt", "nrfg", "j", "l", "s", "vn", "an", "b", "eng", "i", "ng", "vg"]
) | {*"amqftrv"}
CLOSING = {"”": "“", "》": "《", "）": "（", ")": "("}
OUTSIDE = {"“": "q", "《": "b", "（": "k", "(": "k"}
SEVERAL, OFTEN = 3, 5

EDGES = ("$", "$")
"""What stands in place of the words before a sentence and behind it."""
LIST_JOINTS = "、和及与或"

Sentence = Sequence[Word]


def sentences(draft: Draft) -> Iterator[tuple[str, Sentence]]:
    """The sentences of titles and bodies, notes left out, each with its section, as words without blanks."""
    notes = sorted(note.span for note in draft.notes)
    for heading in draft.headings:
        if heading.no is None:
            continue
        for span in heading.stretches:
            for words in _in_span(draft, span, [note for note in notes if span.overlaps(note)]):
                yield heading.id, words


def _in_span(draft: Draft, span: Span, notes: Sequence[Span]) -> Iterator[Sentence]:
    sentence: list[Word] = []
    for word in between(draft.name_words, span.start, span.end):
        noted = bool(notes) and any(note.start <= word.start < note.end for note in notes)
        if not noted and not word.text.isspace():
            sentence.append(word)
        if sentence and (noted or "\n" in word.text or word.text in SENTENCE_END):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


class WordFeatures:
    """The features of the words of one plan."""

    def __init__(self, draft: Draft, marks: Sequence[Name]) -> None:
        """Take the names that rules found as marks on the words they cover; a longer one covers a shorter one."""
        self.marks: dict[int, tuple[str, str]] = {}
        for name in sorted(marks, key=lambda name: name.span.width):
            for word in between(draft.name_words, *name.span):
                place = "B" if word.start == name.span.start else "E" if word.end == name.span.end else "I"
                self.marks[word.start] = (f"{place}-{name.type}", f"{place}-{name.rule}")
        self.sentences = tuple(sentences(draft))
        self.spread = _spread(self.sentences)

    def of(self, sentence: Sentence) -> list[tuple[str, ...]]:
        """The features of each word of a sentence."""
        heads, verbs, signs, items = _heads(sentence), _governors(sentence), _enclosures(sentence), _items(sentence)
        texts = [*EDGES, *(word.text for word in sentence), *EDGES]
        tags = [*EDGES, *(word.tag for word in sentence), *EDGES]
        marks = [("", ""), *(self.marks.get(word.start, ("", "")) for word in sentence), ("", "")]
        rows = []
        for place, head in enumerate(heads):
            before2, before, text, behind, behind2 = texts[place : place + 5]
            tag_before2, tag_before, tag, tag_behind, tag_behind2 = tags[place : place + 5]
            (mark_before, _), (mark, rule), (mark_behind, _) = marks[place : place + 3]
            head_text, after_head = texts[head + 2 : head + 4]
            row = (
                *_own(text, tag),
                *_beside(before, tag_before, "-1"),
                *_beside(behind, tag_behind, "+1"),
                *_farther(before2, tag_before2, "-2"),
                *_farther(behind2, tag_behind2, "2"),
                f"-1+0={before}|{text}",
                f"+0+1={text}|{behind}",
                f"tag-1+0={tag_before}|{tag}",
                f"tag+0+1={tag}|{tag_behind}",
                f"tag-1+0+1={tag_before}|{tag}|{tag_behind}",
                *_headed(head_text, min(head - place, OFTEN), after_head),
                *_governed(verbs[place]),
                f"inside={signs[place]}",
                *_listed(items[place], head_text),
                f"spread={self.spread.get(text, 1)}",
                f"spread+1={self.spread.get(text + behind, 1)}",
                f"spread-1={self.spread.get(before + text, 1)}",
                f"mark={mark}",
                f"rule={rule}",
                f"mark+1={mark_behind}",
                f"mark-1={mark_before}",
            )
            rows.append(row)
        return rows


@from_lexicon
def _own(text: str, tag: str) -> tuple[str, ...]:
    kind = verb_kinds().get(text)
    row = (
        f"word={text}",
        f"tag={tag}",
        f"end1={text[-1]}",
        f"end2={text[-2:]}",
        f"begin={text[0]}",
        f"width={min(len(text), 4)}",
    )
    return (*row, f"verb={kind[0]}") if kind else row


@from_lexicon
def _beside(text: str, tag: str, place: str) -> tuple[str, ...]:
    row = (f"word{place}={text}", f"tag{place}={tag}", f"end{place}={text[-1]}")
    return (*row, f"verb{place}") if text in verb_kinds() else row


@from_lexicon
def _farther(text: str, tag: str, place: str) -> tuple[str, ...]:
    return (f"word{place}={text}", f"tag{place}={tag}")


@from_lexicon
def _headed(head: str, distance: int, after: str) -> tuple[str, ...]:
    return (f"head1={head[-1]}", f"head2={head[-2:]}", f"to-head={distance}", f"after-head={after}")


@from_lexicon
def _governed(verb: str) -> tuple[str, ...]:
    kind = verb_kinds().get(verb)
    return (f"governor={verb}", f"governed={kind[0]}") if kind else (f"governor={verb}",)


@from_lexicon
def _listed(item: str, head: str) -> tuple[str, ...]:
    return (f"item={item[-1]}", f"item-as-head={item[-1] == head[-1]}") if item else ("item=",)


def _items(sentence: Sentence) -> list[str]:
    """For each word, the last word of the item before it in its list; nothing where it stands in none."""
    item, rows = "", []
    for place, word in enumerate(sentence):
        if word.text in LIST_JOINTS:
            item = sentence[place - 1].text if place else ""
        elif word.text in "，；：等的":
            item = ""
        rows.append(item)
    return rows


def _heads(sentence: Sentence) -> list[int]:
    """For each word, where the run of nominal words that it stands in ends: the head of a noun phrase is its last word."""
    ends = [0] * len(sentence)
    for place in range(len(sentence) - 1, -1, -1):
        goes_on = place + 1 < len(sentence) and sentence[place + 1].tag in NOMINAL
        ends[place] = ends[place + 1] if goes_on else place
    return ends


def _governors(sentence: Sentence) -> list[str]:
    """For each word, the last verb or preposition before it between the same commas."""
    known, last, rows = verb_kinds(), "^", []
    for word in sentence:
        if word.text in "，；：":
            last = "^"
        rows.append(last)
        if word.text in known or word.tag == "p":
            last = word.text
    return rows


DEEPEST = 8


def _enclosures(sentence: Sentence) -> list[str]:
    """For each word, the quotes and brackets that it stands in; those beyond the DEEPEST are torn and not looked at."""
    open_signs: list[str] = []
    rows = []
    for word in sentence:
        if word.text in OUTSIDE and len(open_signs) < DEEPEST:
            open_signs.append(word.text)
        rows.append("".join(OUTSIDE[sign] for sign in open_signs))
        if CLOSING.get(word.text) in open_signs:
            open_signs.remove(CLOSING[word.text])
    return rows


def _spread(rows: Iterable[tuple[str, Sentence]]) -> dict[str, int]:
    """In how many sections a word, or a pair of neighbours, stands (2, up to 4 as 3, more as 5), but for those in one."""
    seen: dict[str, set[str]] = defaultdict(set)
    for section, sentence in rows:
        before = ""
        for word in sentence:
            seen[word.text].add(section)
            seen[before + word.text].add(section)
            before = word.text
    return {key: _bucket(len(sections)) for key, sections in seen.items() if len(sections) > 1}


def _bucket(count: int) -> int:
    return OFTEN if count >= OFTEN else min(SEVERAL, count)
