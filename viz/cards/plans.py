"""The card of a plan: what it is, how much it holds, what is unsure, and how to go on."""

from __future__ import annotations

from collections import Counter
from html import escape

from plankg.graph.checks.doubts import doubts
from plankg.graph.counting import counts
from plankg.schema.loaded import Loaded
from plankg.schema.wording import Language, words
from plankg.viz.cards.html import Card, facts, framed, section, told

COUNTED = (
    "chapters",
    "directives",
    "tasks",
    "unnamed",
    "deadlines",
    "timed",
    "recurring",
    "assignments",
    "units",
    "people",
    "sites",
    "targets",
    "documents",
    "drafts",
    "events",
    "relations",
)
"""What is counted on the card, in the order of the glossary."""
ASKED = 3
"""So many doubts are told."""
STEPS = ("work.tasks", "work.text(1)", 'work.ask("{question}")', "work.workbench()")


def plan_card(loaded: Loaded, lang: Language) -> Card:
    """The plan as a card."""
    plan, data = loaded.plan, loaded.plan.document
    number = counts(plan)
    rows = [
        (words(f"page.{key}", lang), escape(fact.value))
        for key, fact in (
            ("number", data.number),
            ("issuer", data.issuer),
            ("issued", data.issued_date),
            ("period", data.effective_period),
            ("addressee", data.addressee),
        )
        if fact
    ]
    cells = "".join(
        f"<div><b>{number[word]}</b><span>{told(f'page.{word}', lang)}</span></div>" for word in COUNTED if number[word]
    )
    parts = (facts(rows), f'<div class="counts">{cells}</div>', _unsure(loaded, lang), _steps(lang))
    return framed(escape(plan.title), parts, lang, notes=[f"<code>{escape(plan.id)}</code>"])


def _unsure(loaded: Loaded, lang: Language) -> str:
    """What a person should decide: how many of each kind, and the most urgent in words."""
    listed = [doubt.issue for doubt in doubts(loaded.plan, loaded.document, lang=lang)]
    if not listed:
        return f'<div class="more">{told("page.none_to_decide", lang)}</div>'
    kinds = Counter(issue.check for issue in listed)
    said = "；".join(f"{told(f'doubt.{kind}.title', lang)} {count}" for kind, count in kinds.most_common())
    lines = [escape(issue.message) for issue in listed[:ASKED]]
    heading = words("page.doubts", lang)
    return section(heading, lines, lang, count=len(listed), note=said)


def _steps(lang: Language) -> str:
    """What to write next to see more."""
    question = words("card.question", lang)
    codes = "　".join(f"<code>{escape(step.format(question=question))}</code>" for step in STEPS)
    return f'<div class="more">{told("card.go_on", lang)} {codes}</div>'
