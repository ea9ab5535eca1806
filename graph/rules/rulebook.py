"""The rules by name: what each is for, its examples, and how a plan used it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.resources import files
from pkgutil import walk_packages
from typing import Any

import plankg.graph
from plankg.graph.checks.validation import statements
from plankg.graph.extraction.words.lexicon import lexicon, make_all
from plankg.graph.patterns import CODE_PATTERNS
from plankg.graph.review.locating import Workspace
from plankg.schema.decision import Review
from plankg.schema.document import Document
from plankg.schema.plan import Entity, Plan, Statement
from plankg.schema.terms import Action, DocumentRelation, EntityType, Predicate, Role, TaskKind, Term
from plankg.schema.wording import Language, catalogue, language

KEY, PART = "rule.", "rule-part."
IN_CODE = "code"
CODE_PATTERN = "code-pattern"
OVERRULING = {Action.REJECT, Action.CHANGE, Action.MERGE}
TERMS: dict[str, type[Term]] = {
    "role": Role, "type": EntityType, "predicate": Predicate, "relation": DocumentRelation, "kind": TaskKind,
    "subject": EntityType, "object": EntityType,
}  # fmt: skip
"""The keys under which a row of the lexicon says what it gives, with the list that the value is of."""
SHOWN_HEADS = 6


@dataclass(frozen=True)
class RuleEntry:
    """A rule: its name as statements carry it, where it stands (`file.part` of the lexicon, or the code), and its examples."""

    name: str
    place: str
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    gives: tuple[tuple[str, Term | str], ...] = ()

    def purpose(self, lang: Language | None = None) -> str:
        """What the rule is for: in its own words, else in those of its part of the lexicon, filled with what it gives.

        A row has words of its own where those of its part need an example, and it matches no words.

        Raises KeyError where there are neither: a fault of the program.
        """
        lang = lang or language()
        book = catalogue(lang)
        if self.place == CODE_PATTERN:
            return book[f"{PART}{CODE_PATTERN}"].format(example=self.matches[0])
        own = book.get(f"{KEY}{self.name}") if self.place == IN_CODE else None
        if own is not None:
            return own
        values = {key: value.said(lang) if isinstance(value, Term) else value for key, value in self.gives}
        part = f"{PART}{self.place}"
        return book.get(f"{part}.{self.name}", book[part]).format_map(values)

    def plans(self, spread: Mapping[str, int]) -> int:
        """In how many plans it fires, of those that `spread` counted."""
        return max(spread.get(self.name, 0), spread.get(f"{self.place}.{self.name}", 0))

    def as_json(self) -> dict[str, Any]:
        """All of it as JSON-ready values."""
        return {
            "name": self.name,
            "place": self.place,
            "purpose": self.purpose(),
            "matches": self.matches,
            "rejects": self.rejects,
        }


@dataclass(frozen=True)
class RuleUse:
    """How often a rule gave a statement of a plan, how often the review overruled one, and the first quotes it rests on."""

    fired: int
    overruled: int
    quotes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """All of it as JSON-ready values."""
        return asdict(self)


def rule_book() -> tuple[RuleEntry, ...]:
    """Every rule: the named rows of the lexicon in the order of its files, then those that are code, by name."""
    rows = [entry for name in _files() for entry in _rows(name)]
    code = [RuleEntry(key.removeprefix(KEY), IN_CODE) for key in sorted(catalogue("zh")) if key.startswith(KEY)]
    return (*rows, *code, *_code_patterns())


def _code_patterns() -> Iterator[RuleEntry]:
    """The patterns that stand in code, by name; the modules that have them are loaded for it."""
    for module in walk_packages(plankg.graph.__path__, "plankg.graph."):
        import_module(module.name)
    make_all()
    for _, pattern in sorted(CODE_PATTERNS.items()):
        yield RuleEntry(pattern.name, CODE_PATTERN, pattern.matches, pattern.rejects)


def _files() -> list[str]:
    folder = files("plankg.data") / "lexicon"
    return sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))


def _rows(name: str) -> list[RuleEntry]:
    book = lexicon(name)
    return [
        RuleEntry(
            row["name"],
            f"{name}.{part}",
            tuple(map(str, row.get("matches", ()))),
            tuple(map(str, row.get("rejects", ()))),
            tuple(_gives(row)),
        )
        for part, rows in book.items()
        if isinstance(rows, list)
        for row in rows
        if isinstance(row, dict) and "name" in row
    ]


def _gives(row: dict[str, Any]) -> list[tuple[str, Term | str]]:
    """What a row says, for its purpose: terms by their key, and the words that a name ends in."""
    pairs: list[tuple[str, Term | str]] = [(key, terms.of(row[key])) for key, terms in TERMS.items() if key in row]
    heads = row.get("heads", ())
    pairs.append(("heads", "、".join(heads[:SHOWN_HEADS]) + ("…" if len(heads) > SHOWN_HEADS else "")))
    pairs.append(("example", str(next(iter(row.get("matches", ())), ""))))
    return pairs


def rule_use(plan: Plan, document: Document, review: Review) -> dict[str, RuleUse]:
    """By rule, how often it fired in a plan as extracted (before review), and how often a decision overruled it.

    A decision overrules the statements of the plan that it rejects, changes or merges; one that a person added, none.
    """
    fired: Counter[str] = Counter()
    quotes: dict[str, dict[str, None]] = {}
    for rule, quote in _firings(plan):
        fired[rule] += 1
        quotes.setdefault(rule, {})[quote] = None
    overruled: Counter[str] = Counter()
    work = Workspace(plan, document)
    for decision in review.decisions:
        place = work.locate(decision) if decision.action in OVERRULING and decision.statement != "identity" else None
        if place:
            overruled.update(statement.rule for statement in work.matching(decision, place))
    return {rule: RuleUse(fired[rule], overruled[rule], tuple(quotes[rule])[:3]) for rule in sorted(fired)}


def _firings(plan: Plan) -> list[tuple[str, str]]:
    """Each statement's rule and quote; an entity counts once a mention, since each mention was found."""
    firings: list[tuple[str, str]] = []
    for _, statement in statements(plan):
        firings += [(statement.rule, quote) for quote in _quotes(statement)]
    return firings


def _quotes(statement: Statement) -> list[str]:
    if isinstance(statement, Entity) and statement.mentions:
        return [mention.evidence.quote for mention in statement.mentions]
    return [statement.evidence.quote]
