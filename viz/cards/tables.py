"""The card of an answer or another table, and of a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from plankg.graph.network import Network
from plankg.schema.terms import EntityType, Predicate, Role
from plankg.schema.wording import Language, catalogue, words
from plankg.viz.cards.html import ROWS, Card, framed, more, told, type_dot

LONGEST = 90
"""Of a cell; the rest of it is left out."""
SHORT = 14
"""A cell of no more characters is not broken; one that is longer gets room for as many."""
TYPES = {kind.value: kind for kind in EntityType}
EDGES = {term.value: term for term in (*Predicate, *Role)}


def table_card(columns: Sequence[str], rows: Sequence[Sequence[object]], lang: Language, *, title: str = "") -> Card:
    """A table: its heads, the first rows, and how many more there are."""
    count = told("card.rows", lang, count=len(rows))
    return framed(
        escape(title or words("card.table", lang)),
        (table(columns, rows[:ROWS]), more(len(rows) - ROWS, lang)),
        lang,
        notes=[count],
    )


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows under their heads; numbers stand to the right."""
    heads = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in rows)
    return f'<div class="scroll" tabindex="0"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(value: object) -> str:
    if value is None:
        return "<td></td>"
    text = "、".join(value) if isinstance(value, tuple) else f"{value:g}" if isinstance(value, float) else str(value)
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    number = isinstance(value, int | float) and not isinstance(value, bool)
    shade = "number" if number else "long" if len(short) > SHORT else ""
    return f'<td class="{shade}">{escape(short)}</td>' if shade else f"<td>{escape(short)}</td>"


def network_card(graph: Network, lang: Language) -> Card:
    """A network: how many nodes of each type and edges of each kind it has."""
    nodes = Counter(str(kind) for _, kind in graph.nodes(data="type"))
    edges = Counter(str(data["predicate"]) for *_, data in graph.edges(data=True))
    title = (
        str(graph.nodes[graph.name].get("label", graph.name))
        if graph.name in graph
        else words("page.view_network", lang)
    )
    parts = (
        _flow("card.nodes", [_counted(_node(kind, lang), count) for kind, count in nodes.most_common()], lang),
        _flow("card.edges", [_counted(_edge(kind, lang), count) for kind, count in edges.most_common()], lang),
    )
    size = told("page.net_shown", lang, n=graph.number_of_nodes(), m=graph.number_of_edges())
    return framed(escape(title), parts, lang, notes=[size])


def _flow(key: str, kinds: Sequence[str], lang: Language) -> str:
    """Kinds with their numbers, one behind the other."""
    return f'<div class="part">{told(key, lang)} <i>{len(kinds)}</i></div><div class="flow">{"".join(kinds)}</div>'


def _counted(name: str, count: int) -> str:
    return f"<span>{name} <b>{count}</b></span>"


def _node(kind: str, lang: Language) -> str:
    if term := TYPES.get(kind):
        return type_dot(term, lang)
    return escape(catalogue(lang).get(f"page.kind_{kind}", kind))


def _edge(kind: str, lang: Language) -> str:
    term = EDGES.get(kind)
    return escape(term.said(lang)) if term else told("page.net_default", lang)
