"""Verbs: which words the annotated plans act with, and of which kind the tasks are that they open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from plankg.graph.extraction.words.lexicon import word_set
from plankg.graph.patterns import named_pattern
from plankg.graph.training.references import Reference

FEWEST, CLEAR = 2, 3
"""In so many plans at the least a word is the action of a task: one plan's own phrase is no verb of the genre; in so many more
it is a verb whatever class the dictionary gives it."""
SHORTEST, LONGEST = 2, 4
VERBAL = frozenset(["v", "vd", "vn"])
NO_ACTION = named_pattern(
    "verbs.no-action",
    "^(?:不得?[少低高超]|最|[降提]高?[至到])|[高低]于$",
    matches=["不少于", "提高到"],
    rejects=["不发生", "提高"],
)
"""How words begin that only bound a figure."""


def learnt_verbs(references: Iterable[Reference]) -> dict[str, list[str]]:
    """The words that open tasks of several plans, by the kind that most of these tasks have.

    What the specification has as an action is one too; what also opens adverbials, or only says that something is to be done,
    is none.
    """
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    plans: dict[str, set[str]] = defaultdict(set)
    specified: set[str] = set()
    for reference in references:
        for row in reference.rows["tasks"]:
            actions = (row.get("action") or "").split("、")
            specified |= set(actions) if reference.specifies else set()
            for place, word in enumerate(actions):
                plans[word].add(reference.text)
                kinds[word][row["kind"]] += 1 if place == 0 else 0
    closed = {word for key in ("no_verbs", "modals", "movers") for word in word_set("words", key)}
    by_kind: dict[str, list[str]] = defaultdict(list)
    for word in sorted(plans.keys() - closed - word_set("adverbs", "prepositions")):
        if _is_verb(word, CLEAR if word in specified else len(plans[word])):
            kind, times = max(kinds[word].items(), key=lambda row: (row[1], row[0]))
            by_kind[kind if times else "other"].append(word)
    return dict(sorted(by_kind.items()))


def _is_verb(word: str, plans: int) -> bool:
    """Whether a word that is the action of tasks in so many plans is a verb of the genre."""
    import rjieba  # noqa: PLC0415 - only who trains needs it here

    if not SHORTEST <= len(word) <= LONGEST or NO_ACTION.match(word):
        return False
    return plans >= CLEAR or (plans >= FEWEST and all(tag in VERBAL for _, tag in rjieba.tag(word)))
