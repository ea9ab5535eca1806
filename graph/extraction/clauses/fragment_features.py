"""What the model of clauses sees of a fragment between commas: its words, its verbs, how rules read it, and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plankg.graph.extraction.chunks.fragments import Fragment
from plankg.graph.extraction.chunks.starts import purposes
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.words.lexicon import word_set
from plankg.graph.extraction.words.tagged import Word, between
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.graph.patterns import named_pattern

MEASURED = named_pattern(
    "fragment_features.measured", "率|达到|以上|不低于|不少于|全覆盖", matches=["九成以上"], rejects=["上半年"]
)
DIGIT = re.compile(r"\d")
MOST = 6
FEW = 3
# Features of a neighbour that are seen as well, and pairs of a feature of the fragment before with one of this.
SEEN_BESIDE = frozenset(
    [
        "place",
        "start",
        "word1",
        "tag1",
        "tag12",
        "verb",
        "kind",
        "purpose",
        "last",
        "end",
        "modal",
        "size",
        "mover",
    ]
)
PAIRS = (
    ("place", "place"),
    ("tag1", "tag1"),
    ("kind", "kind"),
    ("last", "tag1"),
    ("mover", "place"),
    ("kind", "purpose"),
    ("end", "place"),
    ("verb", "verb"),
    ("word1", "tag1"),
    ("tag1", "word1"),
    ("last", "word1"),
    ("end", "tag1"),
)


def fragment_features(draft: Draft, fragments: Sequence[Fragment], starts: Iterable[int]) -> list[list[str]]:
    """The features of each fragment of a sentence; `starts` are those with which rules begin a clause."""
    begun = set(starts)
    own = [_own(draft, fragment, begins=place in begun) for place, fragment in enumerate(fragments)]
    features = [[f"{key}={value}" for key, value in row.items()] for row in own]
    beside = [[f"{key}={value}" for key, value in row.items() if key in SEEN_BESIDE] for row in own]
    last = len(fragments) - 1
    rows = []
    for place, fragment in enumerate(fragments):
        row = [
            *features[place],
            f"mark={draft.text[fragment.span.start - 1] if place else '^'}",
            f"number={min(place, FEW)}",
            f"is-last={place == last}",
            f"of={min(last, MOST)}",
        ]
        if place:
            row += [f"-{feature}" for feature in beside[place - 1]]
            row += [f"{a}={own[place - 1].get(a, '')}&{b}={own[place].get(b, '')}" for a, b in PAIRS]
        if place < last:
            row += [f"+{feature}" for feature in beside[place + 1]]
        rows.append(row)
    return rows


def _own(draft: Draft, fragment: Fragment, *, begins: bool) -> dict[str, object]:
    """What is seen of a fragment alone, by the names of its features."""
    words = [word for word in between(draft.words, *fragment.span) if not word.text.isspace()] or [NOTHING]
    text = fragment.span.of(draft.text)
    movers, modals = word_set("words", "movers"), word_set("words", "modals")
    first, second, third = (words[place] if place < len(words) else NOTHING for place in range(FEW))
    return {
        "place": fragment.place,
        "rule": fragment.rule,
        "start": begins,
        "word1": first.text,
        "tag1": first.tag,
        "word2": second.text,
        "tag2": second.tag,
        "tag12": first.tag + second.tag,
        "tag123": first.tag + second.tag + third.tag,
        "last": words[-1].text,
        "last-tag": words[-1].tag,
        "end": words[-1].text[-1],
        "size": min(len(words) // 2, MOST),
        "purpose": first.text in purposes(),
        "digit": bool(DIGIT.search(text)),
        "measured": bool(MEASURED.search(text)),
        "mover": first.text if first.text in movers else first.tag == "p",
        "verbs": min(sum(word.tag == "v" for word in words), FEW),
        "modal": next((word.text for word in words if word.text in modals), ""),
        **_verbal(words),
        **_read(fragment),
    }


NOTHING = Word(-1, -1, "$", "$")


def _verbal(words: Sequence[Word]) -> dict[str, object]:
    known = verb_kinds()
    place = next((place for place, word in enumerate(words) if word.text in known or word.tag in {"v", "vd"}), None)
    if place is None:
        return {"verb": ""}
    word = words[place].text
    row = {"verb": word, "verb-at": min(place, MOST), "begins-with-verb": place == 0}
    return {**row, "kind": known[word][0]} if word in known else row


def _read(fragment: Fragment) -> dict[str, object]:
    if not fragment.verbs:
        return {}
    verb = fragment.verbs[0]
    return {"read": verb.word, "read-kind": verb.kind, "read-purpose": verb.word in purposes()}
