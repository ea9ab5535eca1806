"""The planners' page: the built page with the plans' data in it, one HTML file that opens from disk.

The page comes with a Content-Security-Policy that forbids every request; what it needs beside its data, the graph and
the engine that answers SPARQL, is packed into it. The query page is the part of it that a server hands out: it may ask
that server, and no other.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files

from plankg.graph.rdf import identity_nquads, nquads, vocabulary_nquads
from plankg.graph.review import same_things
from plankg.schema.errors import GraphError
from plankg.schema.loaded import Loaded
from plankg.schema.view import SavedView
from plankg.schema.wording import Language, languages, words
from plankg.viz.page.contract import Page
from plankg.viz.page.frame import frame_data
from plankg.viz.page.sounds import sounds
from plankg.viz.template import HTML_LANGUAGE, page_words

ENGINE = "engine.wasm.gz"
DATA_PLACE = "<!--plankg:data-->"
PACKED_PLACE = "<!--plankg:packed-->"
NO_VIEWS: Mapping[str, Sequence[SavedView]] = {}
MOST_NAMES = 10_000
"""Of those that the query page knows: it has to be made while a browser waits."""


def workbench_page(
    plans: Sequence[Loaded],
    *,
    lang: Language = "zh",
    sparql: bool = True,
    views: Mapping[str, Sequence[SavedView]] = NO_VIEWS,
    host: str | None = None,
) -> str:
    """The page of one or several plans. Without `sparql` it lacks the graph and the engine, and is a third as large.

    `views` are those that people saved, by the plans' ids; a page that opens from disk lists them as they were then. With `host`,
    a secret, the page tells whoever says it from around the page what is chosen, and does as it is told (`viz/widget`).
    It opens in `lang` and switches by itself. The same plans give the same bytes. Raises GraphError where the package was
    installed without its page.
    """
    from plankg.viz.page.data import page_data  # noqa: PLC0415 - the query page needs no layouts, which load slowly
    from plankg.viz.page.readings import page_readings  # noqa: PLC0415 - nor how plans were read

    same, _ = same_things(plans)
    page = page_data(plans, same, lang=lang, views=views)
    page["sparql"] = sparql
    if host:
        page["host"] = host
    packed = _packed_script("plankg-readings", _zipped(_json(page_readings(plans)).encode()))
    packed += _packed_script("plankg-tables", _zipped(_json(_tables(plans, lang)).encode()))
    if sparql:
        lines = b"".join(nquads(loaded.plan, loaded.document, review=loaded.review) for loaded in plans)
        lines += identity_nquads(same) + vocabulary_nquads()
        packed += _packed_script("plankg-quads", _zipped(lines)) + _packed_script("plankg-engine", _built(ENGINE))
    parts = {DATA_PLACE: _data_script(page), PACKED_PLACE: packed}
    return _filled("workbench.html", parts, title=_title(plans, lang), lang=lang)


def _tables(plans: Sequence[Loaded], lang: Language) -> dict[str, dict[str, dict[str, str]]]:
    """The table of each plan in the official layout, as files by their kind: name and content in base64."""
    from plankg.viz.breakdown.files import BUILT, file_name, written  # noqa: PLC0415 - the query page needs no tables
    from plankg.viz.breakdown.listing import listing  # noqa: PLC0415 - see above

    def files_of(loaded: Loaded) -> dict[str, dict[str, str]]:
        table = listing(loaded, lang=lang)
        return {
            suffix[1:]: {
                "name": file_name(loaded.plan, suffix, lang),
                "content": b64encode(written(table, suffix)).decode(),
            }
            for suffix in BUILT
        }

    return {loaded.plan.id: files_of(loaded) for loaded in plans}


def query_page(names: Iterable[str], *, lang: Language = "zh") -> str:
    """The page that a browser gets where it comes to an endpoint without a query: editor, library, results.

    It completes the `names` of what the graph names; of very many, the shortest. Raises GraphError as above.
    """
    known = sorted(set(names), key=lambda name: (len(name), name))[:MOST_NAMES]
    page = frame_data(lang)
    page["names"] = {name: sounds(name) for name in known}
    return _filled("query.html", {DATA_PLACE: _data_script(page)}, title=words("page.query_title", lang), lang=lang)


def _title(plans: Sequence[Loaded], lang: Language) -> str:
    return plans[0].plan.title if len(plans) == 1 else words("page.plans_title", lang)


def _filled(name: str, parts: Mapping[str, str], *, title: str, lang: Language) -> str:
    """A built page with its title, its language and what belongs in its places, which are filled once each, in order."""
    html = _built(name).decode()
    head, rest = html.split("__PLANKG_TITLE__", 1)
    between, rest = rest.split("__PLANKG_NOSCRIPT__", 1)
    behind, rest = rest.split("__PLANKG_REFUSAL__", 1)
    head = head.replace('<html lang="zh-CN">', f'<html lang="{HTML_LANGUAGE[lang]}">', 1)
    noscript, refusal = (
        " ".join(escape(page_words(language)[key]) for language in languages()) for key in ("noscript", "other_version")
    )
    pieces = [head, escape(title), between, noscript, behind, refusal]
    for place, part in parts.items():
        before, rest = rest.split(place, 1)
        pieces += [before, part]
    return "".join((*pieces, rest))


def _built(name: str) -> bytes:
    """A file of the built page."""
    try:
        return (files("plankg.viz") / "built" / name).read_bytes()
    except FileNotFoundError:
        raise GraphError("page_not_built") from None


def _data_script(page: Page) -> str:
    return _json_script("plankg-page", page)


def _json_script(name: str, data: object) -> str:
    """Data as JSON in a script element that no text can break out of: a `<` never appears in it."""
    text = _json(data).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>\n'


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _packed_script(name: str, zipped: bytes) -> str:
    return f'<script type="text/plain" id="{name}">{b64encode(zipped).decode()}</script>\n'


def _zipped(content: bytes) -> bytes:
    """Pack without the time of packing, so that the same content gives the same bytes."""
    return gzip.compress(content, compresslevel=6, mtime=0)
