"""Verbs: the words with which tasks are told, each with the kind of task."""

from __future__ import annotations

from plankg.graph.extraction.words.learnt import learnt
from plankg.graph.extraction.words.lexicon import from_lexicon, lexicon
from plankg.schema.terms import TaskKind


@from_lexicon
def verb_kinds() -> dict[str, tuple[TaskKind, bool]]:
    """Each main verb with its kind and whether it is light (gives way to the head noun of its object).

    Most were learnt from annotated plans; what the lexicon says of a verb holds.
    """
    book = lexicon("verbs")
    kinds = {
        word: (TaskKind.of(kind), False)
        for table in (learnt("verbs"), book["kinds"])
        for kind, words in table.items()
        for word in words
    }
    kinds.update({word: (TaskKind.of(kind), True) for kind, words in book["light"].items() for word in words})
    return kinds
