"""The page of a store: its plans, each with where to ask about it and where its graph is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from urllib.parse import urlencode

from plankg.schema.wording import Language, words
from plankg.viz.template import HTML_LANGUAGE, inline, policy, template

QUERY = """SELECT DISTINCT ?name ?type WHERE {
  GRAPH <$plan> { ?thing skos:prefLabel ?name ; a ?type }
}
ORDER BY ?type ?name
"""
"""What a plan names: the query to begin with."""


def store_page(plans: Sequence[Mapping[str, str]], *, lang: Language = "zh") -> str:
    """The page; of each plan it takes `plan` (its IRI), `id`, and `title`, `number` and `tasks` where there are any."""
    styles = [inline(template("page.css") + template("store.css"))]
    count = words("page.store_count", lang, count=len(plans)) if plans else words("page.store_empty", lang)
    return Template(template("store.html")).substitute(
        lang=HTML_LANGUAGE[lang],
        policy=policy([], styles),
        title=escape(words("page.store_title", lang)),
        styles="\n".join(f"<style>{style}</style>" for style in styles),
        count=escape(count),
        plans="\n".join(_entry(plan, lang) for plan in plans),
    )


def _entry(plan: Mapping[str, str], lang: Language) -> str:
    facts = [plan["id"], plan.get("number", ""), words("page.store_tasks", lang, count=plan.get("tasks", "0"))]
    links = {
        "store_ask": f"/sparql?{urlencode({'query': Template(QUERY).substitute(plan=plan['plan'])})}",
        "store_graph": f"/store?{urlencode({'graph': plan['plan'], 'format': 'turtle'})}",
    }
    shown = " ".join(f'<a href="{escape(to)}">{escape(words(f"page.{key}", lang))}</a>' for key, to in links.items())
    title = f'<h2 lang="zh-CN">{escape(plan.get("title") or plan["id"])}</h2>'
    return f'<li>{title}<p class="muted">{escape(" · ".join(filter(None, facts)))}</p><p>{shown}</p></li>'
