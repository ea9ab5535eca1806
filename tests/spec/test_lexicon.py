"""The lexicon holds to its own examples and to the closed lists, and each of its rows is shown in the specification."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from lexicon_rows import Row, rows, word_lists
from plankg.graph.checks.validation import statements
from plankg.graph.extraction.words.lexicon import lexicon
from plankg.schema.terms import (
    Comparator,
    DocumentRelation,
    EntityType,
    Predicate,
    Role,
    TaskKind,
    Term,
)
from specification import sections

ROWS = rows()
PIECES = [
    re.compile(pattern)
    for pattern in (
        "[^\n]+",
        "[^，；。\n]+",
        "[^，；。、：（）\n]+",
        "(?<=“)[^”]+",
        "(?<=”)[^”“\n]*",
        "[^”“\n]+(?=“)",
        "(?<=等)[^\n]+",
    )
]
SHOWN_ELSEWHERE = {
    "accounting": "what was not read states no fact",
    "identities": "what is the same takes two plans",
    "tables": "columns need a table, which no sentence has",
}


def _example(row: Row, example: str, wanted: bool) -> Any:
    return pytest.param(row, example, wanted, id=f"{row.place} {'finds' if wanted else 'leaves'} {example}")


EXAMPLES = [
    _example(row, str(example), wanted)
    for row in ROWS
    if row.patterns
    for wanted, key in ((True, "matches"), (False, "rejects"))
    for example in row.says.get(key, ())
]
TERMS: dict[str, type[Term]] = {"predicate": Predicate, "role": Role, "kind": TaskKind, "comparator": Comparator}


@pytest.mark.parametrize(("row", "example", "wanted"), EXAMPLES)
def test_a_row_finds_its_matches_and_leaves_its_rejects(row: Row, example: str, wanted: bool) -> None:
    assert any(pattern.search(example) for pattern in row.patterns) is wanted


def test_every_named_row_with_a_pattern_has_examples_of_both_kinds() -> None:
    # Roles that hold for a type, whatever stands around it, have no pattern to show.
    lacking = [
        row.place for row in ROWS if "name" in row.says and row.patterns and not {"matches", "rejects"} <= set(row.says)
    ]
    assert lacking == []


def test_no_list_of_words_repeats_a_word() -> None:
    repeated = {place: [word for word, times in Counter(words).items() if times > 1] for place, words in word_lists()}
    assert {place: words for place, words in repeated.items() if words} == {}


def test_every_verb_has_one_kind() -> None:
    book = lexicon("verbs")
    verbs = Counter(word for part in ("kinds", "light") for words in book[part].values() for word in words)
    assert [word for word, times in verbs.items() if times > 1] == []


def test_names_of_rows_are_unique_within_their_part() -> None:
    names = Counter(row.place for row in ROWS)
    assert [place for place, times in names.items() if times > 1] == []


def test_kinds_of_verbs_are_kinds_of_tasks() -> None:
    book = lexicon("verbs")
    written = {*book["kinds"], *book["light"], *book["firm_heads"]}
    assert written <= {kind.value for kind in TaskKind}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.place)
def test_a_row_names_terms_that_exist(row: Row) -> None:
    for key, terms in TERMS.items():
        if key in row.says:
            terms.of(row.says[key])
    if row.file == "documents" and "relation" in row.says:
        DocumentRelation.of(row.says["relation"])
    kinds = [row.says[key] for key in ("type", "subject", "object") if key in row.says]
    for kind in (*kinds, *row.says.get("types", ()), *row.says.get("not_types", ())):
        EntityType.of(kind)


def test_the_works_that_a_name_tells_are_predicates() -> None:
    for predicate in lexicon("relations")["construction"].values():
        Predicate.of(predicate)


def test_aliases_of_a_concept_belong_to_one_concept() -> None:
    concepts = lexicon("concepts")["concepts"]
    written = Counter(word for term, aliases in concepts.items() for word in (term, *aliases))
    assert [word for word, times in written.items() if times > 1] == []


# Rows that only mark for the models: their own examples test them, and what a plan says of them the models decide.
MARKING = {"relations", "roles"}


def test_every_row_is_shown_by_a_section_of_the_specification() -> None:
    # A section that is still misread shows a row all the same: rules are marks, and the model may decide otherwise.
    holding = sections()
    fired = {statement.rule for section in holding for _, statement in statements(section.plan())}
    # Patterns that leave no trace in a statement are anchored at lines, clauses, quotes, or what stands behind these.
    pieces = {
        piece[0] for section in holding for pattern in PIECES for piece in pattern.finditer(section.text) if piece[0]
    }
    unseen = [
        row.place
        for row in ROWS
        if row.file not in SHOWN_ELSEWHERE
        and row.name not in fired
        and row.file not in MARKING
        and not any(pattern.search(piece) for pattern in row.patterns for piece in pieces)
    ]
    assert unseen == []
