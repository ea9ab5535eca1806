"""A comparison as one page: counts that filter, both quotes side by side, in two languages; it prints on A4 across."""

from __future__ import annotations

from typing import Any

import yaml
from plankg.graph.comparison import Change, Comparison, Side
from plankg.graph.comparison.corrections import correction
from plankg.schema.wording import Language, catalogue, languages, words
from plankg.viz.comparison.rows import counts, differences, sides, summary
from plankg.viz.template import page, template

WIDEST = 10_000


def content(comparison: Comparison, lang: Language) -> bytes:
    """The file in UTF-8, which opens in that language; the same comparison gives the same bytes."""
    titles = comparison.before.plan.title, comparison.after.plan.title
    data = {
        "faces": {each: _face(comparison, each) for each in languages()},
        "plans": [{"title": title} for title in titles],
        "changes": [_change(comparison, change) for change in comparison.changes],
    }
    title = words("diff.title", lang, before=titles[0], after=titles[1])
    styles, scripts = [template("page.css"), template("comparison.css")], [template("comparison.js")]
    return page(template("comparison.html"), data, title=title, lang=lang, styles=styles, scripts=scripts).encode()


def _face(comparison: Comparison, lang: Language) -> dict[str, Any]:
    """What the page says in a language."""
    own = {key.removeprefix("diff."): text for key, text in catalogue(lang).items() if key.startswith("diff.")}
    return {
        "words": own,
        "summary": summary(comparison, lang),
        "sides": sides(comparison, lang),
        "kinds": [
            {"value": kind.value, "name": name, "count": count} for kind, name, count in counts(comparison, lang)
        ],
    }


def _change(comparison: Comparison, change: Change) -> dict[str, Any]:
    return {
        "kinds": [kind.value for kind in change.kinds],
        "before": [_side(side) for side in change.before],
        "after": [_side(side) for side in change.after],
        "score": change.score,
        "decision": "/".join(change.decision) if change.decision else None,
        "standing": {lang: change.standing.said(lang) for lang in languages()},
        "differences": {lang: list(differences(change, lang)) for lang in languages()},
        "correction": {lang: _correction(comparison, change, lang) for lang in languages()},
    }


def _correction(comparison: Comparison, change: Change, lang: Language) -> dict[str, str]:
    plan, decision = correction(comparison, change, lang)
    line = yaml.safe_dump([decision], allow_unicode=True, default_flow_style=None, sort_keys=False, width=WIDEST)
    return {"plan": plan, "decision": line.strip()}


def _side(side: Side) -> dict[str, Any]:
    return {"place": side.place, "units": list(side.units), "runs": [[run.text, run.changed] for run in side.marked]}
