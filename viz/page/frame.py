"""What the page knows with or without a plan: words, terms, prefixes, vocabulary, and the library of questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plankg.graph.questions import Question, questions
from plankg.graph.questions.choices import LISTED, listing
from plankg.graph.rdf import PREFIXES, glossary, prefixed, term_iri
from plankg.schema.terms import Role
from plankg.schema.wording import Language, languages, words
from plankg.viz.page.sounds import sounds
from plankg.viz.template import HTML_LANGUAGE, page_words, term_labels

VERSION = 1
"""Of the form of the data: a page refuses data of another form."""


def frame_data(lang: Language) -> dict[str, object]:
    """Give these in both languages; `lang` is the one to begin with."""
    return {
        "version": VERSION,
        "lang": lang,
        "languages": dict(HTML_LANGUAGE),
        "words": {language: page_words(language) for language in languages()},
        "terms": term_labels(),
        "prefixes": PREFIXES,
        "vocabulary": [*_roles(), *_terms()],
        "questions": [_question(question) for question in questions()],
        "listings": {kind: listing(kind) for kind in ("thing", *LISTED)},
    }


def _terms() -> Iterator[dict[str, str]]:
    for term in glossary():
        yield {"name": prefixed(term.iri), "kind": term.kind, "zh": term.zh, "en": term.en, "sounds": sounds(term.zh)}


def _roles() -> Iterator[dict[str, str]]:
    """Give, for each role, what one types to ask for the units that have it (牵头单位): a pattern, not a single term."""
    for role in Role:
        labels = {str(each): words("page.query_role_unit", each, role=getattr(role, each)) for each in languages()}
        yield {"name": prefixed(term_iri(role)), "kind": "pattern", **labels, "sounds": sounds(labels["zh"])}


def _question(question: Question) -> dict[str, Any]:
    """Give a question with its query free of the head that describes it; how people word it matters elsewhere."""
    lines = question.sparql.splitlines()
    begin = next((place for place, line in enumerate(lines) if line and not line.startswith("#")), 0)
    return {**question.model_dump(mode="json", exclude={"wordings"}), "sparql": "\n".join(lines[begin:]) + "\n"}
