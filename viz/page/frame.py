"""What the page knows with or without a plan: words, terms, prefixes, vocabulary, and the library of questions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import cast

from plankg.graph.questions import Question, questions
from plankg.graph.questions.choices import LISTED, listing
from plankg.graph.rdf import PREFIXES, glossary, prefixed, term_iri
from plankg.schema import terms
from plankg.schema.wording import Language, words
from plankg.viz.page import contract
from plankg.viz.page.contract import labels
from plankg.viz.page.sounds import sounds
from plankg.viz.template import HTML_LANGUAGE, page_words, term_labels


def frame_data(lang: Language) -> contract.Page:
    """The data of a page without a plan; `lang` is the language to begin with."""
    return {
        "version": contract.version(),
        "lang": lang,
        "languages": labels(HTML_LANGUAGE.__getitem__),
        "words": {"zh": page_words("zh"), "en": page_words("en")},
        "terms": _closed_lists(),
        "prefixes": PREFIXES,
        "vocabulary": [*_roles(), *_terms()],
        "questions": [_question(question) for question in questions()],
        "listings": {kind: listing(kind) for kind in ("thing", *LISTED)},
        "plans": [],
    }


def _closed_lists() -> contract.Terms:
    """The closed lists, each term with the name that queries have for it."""
    shown = term_labels()
    lists = {
        kind.__name__: {
            term.value: {**shown[kind.__name__][term.value], "name": prefixed(term_iri(term))} for term in kind
        }
        for kind in terms.Term.__subclasses__()
    }
    return cast("contract.Terms", lists)


def _terms() -> Iterator[contract.VocabularyTerm]:
    for term in glossary():
        yield {"name": prefixed(term.iri), "kind": term.kind, "zh": term.zh, "en": term.en, "sounds": sounds(term.zh)}


def _roles() -> Iterator[contract.VocabularyTerm]:
    """For each role, what one types to ask for the units that have it (牵头单位): a pattern, not a single term."""
    for role in terms.Role:
        said = labels(partial(_units_of, role))
        yield {"name": prefixed(term_iri(role)), "kind": "pattern", **said, "sounds": sounds(said["zh"])}


def _units_of(role: terms.Role, lang: Language) -> str:
    return words("page.query_role_unit", lang, role=getattr(role, lang))


def _question(question: Question) -> contract.Question:
    """A question with its query free of the head that describes it; how people word or narrow it matters elsewhere."""
    lines = question.sparql.splitlines()
    begin = next((place for place, line in enumerate(lines) if line and not line.startswith("#")), 0)
    described = question.model_dump(mode="json", exclude={"wordings", "narrows", "columns"})
    described["columns"] = [{"name": each.name, "zh": each.zh, "en": each.en} for each in question.columns]
    return cast("contract.Question", {**described, "sparql": "\n".join(lines[begin:]) + "\n"})
