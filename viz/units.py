"""The planners' first page: pick a unit, see its tasks with role and quoted sentence, check each in the text."""

from __future__ import annotations

from plankg.schema import Document, Plan
from plankg.schema.wording import Language, languages, words
from plankg.viz.contexts import listed_units, sentences_of_tasks
from plankg.viz.figures import figure
from plankg.viz.page import page, template

SCRIPTS = (
    "page.js", "spans.js", "facts.js", "cards.js", "tasks.js", "loads.js", "overview.js", "text.js", "units.js",
)  # fmt: skip


def units_page(plan: Plan, document: Document, *, lang: Language = "zh") -> str:
    """Give the page as one HTML file that opens from disk and asks the network for nothing.

    It opens in `lang` and switches to the other language by itself. Positions in its data are code points of the
    source text, as everywhere; the page turns them into its own units once.
    """
    title = plan.document.attachment_title or plan.document.title
    return page(
        template("units.html"),
        plan_data(plan, document),
        title=f"{title.value if title else plan.id} · {words('page.units_title', lang)}",
        lang=lang,
        styles=[template("page.css"), template("cards.css"), template("units.css")],
        scripts=[template(name) for name in SCRIPTS],
    )


def plan_data(plan: Plan, document: Document) -> dict[str, object]:
    """Give what a page knows of a plan: text, statements, the sentence of each task, figures as one reads them."""
    return {
        "text": document.text,
        "plan": plan.model_dump(mode="json", exclude={"sentences", "relations"}),
        "sentences": {task: sentence.model_dump() for task, sentence in sentences_of_tasks(plan).items()},
        "figures": {target.id: {each: figure(target, each) for each in languages()} for target in plan.targets},
        "listed": [entity.id for entity in listed_units(plan)],
    }
