"""What the model of clauses sees of a fragment between commas: its words, its verbs, how rules read it, and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from plankg.graph.extraction.clauses.fragments import Fragment, verb_kinds
from plankg.graph.extraction.draft import Draft
from plankg.graph.extraction.words.lexicon import lexicon
from plankg.graph.extraction.words.tagged import Word, between

MODALS = ("要", "应", "应当", "须", "必须", "可", "可以", "将", "不得", "严禁", "需")
MOVERS = ("将", "把", "由", "对", "对于", "为", "向", "与", "同", "在", "以", "从")
MEASURED = re.compile("率|达到|以上|不低于|不少于|全覆盖")
DIGIT = re.compile(r"\d")
MOST = 6
FEW = 3
# Features of a neighbour that are seen as well, and pairs of a feature of the fragment before with one of this.
SEEN_BESIDE = (
    "place=",
    "start=",
    "word1=",
    "tag1=",
    "tag12=",
    "verb=",
    "kind=",
    "purpose=",
    "last=",
    "end=",
    "modal=",
    "size=",
    "mover=",
)
PAIRS = (
    ("place=", "place="),
    ("tag1=", "tag1="),
    ("kind=", "kind="),
    ("last=", "tag1="),
    ("mover=", "place="),
    ("kind=", "purpose="),
    ("end=", "place="),
)


def fragment_features(draft: Draft, fragments: Sequence[Fragment], starts: Iterable[int]) -> list[list[str]]:
    """Give the features of each fragment of a sentence; `starts` are those with which rules begin a clause."""
    begun = set(starts)
    own = [_own(draft, fragment, begins=place in begun) for place, fragment in enumerate(fragments)]
    last = len(fragments) - 1
    rows = []
    for place, fragment in enumerate(fragments):
        row = [
            *own[place],
            f"mark={draft.text[fragment.span.start - 1] if place else '^'}",
            f"number={min(place, FEW)}",
            f"is-last={place == last}",
            f"of={min(last, MOST)}",
        ]
        if place:
            row += [f"-{feature}" for feature in own[place - 1] if feature.startswith(SEEN_BESIDE)]
            row += [f"{_value(own[place - 1], before)}&{_value(own[place], here)}" for before, here in PAIRS]
        if place < last:
            row += [f"+{feature}" for feature in own[place + 1] if feature.startswith(SEEN_BESIDE)]
        rows.append(row)
    return rows


def _value(features: Sequence[str], key: str) -> str:
    return next((feature for feature in features if feature.startswith(key)), key)


def _own(draft: Draft, fragment: Fragment, *, begins: bool) -> list[str]:
    words = [word for word in between(draft.words, *fragment.span) if not word.text.isspace()] or [NOTHING]
    text = fragment.span.of(draft.text)
    first, second, third = (words[place] if place < len(words) else NOTHING for place in range(FEW))
    row = [
        f"place={fragment.place}",
        f"rule={fragment.rule}",
        f"start={begins}",
        f"word1={first.text}",
        f"tag1={first.tag}",
        f"word2={second.text}",
        f"tag2={second.tag}",
        f"tag12={first.tag}{second.tag}",
        f"tag123={first.tag}{second.tag}{third.tag}",
        f"last={words[-1].text}",
        f"last-tag={words[-1].tag}",
        f"end={words[-1].text[-1]}",
        f"size={min(len(words) // 2, MOST)}",
        f"purpose={first.text in purposes()}",
        f"digit={bool(DIGIT.search(text))}",
        f"measured={bool(MEASURED.search(text))}",
        f"mover={first.text if first.text in MOVERS else first.tag == 'p'}",
        f"verbs={min(sum(word.tag == 'v' for word in words), FEW)}",
        f"modal={next((word.text for word in words if word.text in MODALS), '')}",
    ]
    return [*row, *_verbal(words), *_read(fragment)]


NOTHING = Word(-1, -1, "$", "$")


def _verbal(words: Sequence[Word]) -> list[str]:
    known = verb_kinds()
    place = next((place for place, word in enumerate(words) if word.text in known or word.tag in {"v", "vd"}), None)
    if place is None:
        return ["verb="]
    word = words[place].text
    row = [f"verb={word}", f"verb-at={min(place, MOST)}", f"begins-with-verb={place == 0}"]
    return [*row, f"kind={known[word][0]}"] if word in known else row


def _read(fragment: Fragment) -> list[str]:
    if not fragment.verbs:
        return []
    verb = fragment.verbs[0]
    return [f"read={verb.word}", f"read-kind={verb.kind}", f"read-purpose={verb.word in purposes()}"]


@cache
def purposes() -> frozenset[str]:
    """Give the verbs that, inside a sentence, tell what the task before them is for."""
    return frozenset(lexicon("verbs")["purpose"])
