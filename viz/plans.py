"""The list of several plans: the first page of a server that holds more than one."""

from __future__ import annotations

from collections.abc import Iterable

from plankg.schema.wording import Language, language, words
from plankg.viz.page import page, template


def plans_page(plans: Iterable[tuple[str, str]], *, lang: Language | None = None) -> str:
    """Give the list of plans by id and title, each a link to `<id>/`, as one HTML file."""
    chosen = lang or language()
    return page(
        template("plans.html"),
        {"plans": [{"id": plan, "title": title} for plan, title in plans]},
        title=words("page.plans_title", chosen),
        lang=chosen,
        styles=[template("page.css"), template("plans.css")],
        scripts=[template("page.js"), template("plans.js")],
    )
