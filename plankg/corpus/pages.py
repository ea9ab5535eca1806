"""The page of a whole corpus: how much each plan holds, all tasks in one table, all days on one time line, units across plans."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from typing import NamedTuple

from plankg.graph.review.identifying import naming_only, same_things
from plankg.schema.loaded import Loaded
from plankg.schema.wording import language

from plankg.corpus.packing import LOADED

MOST_PLANS = 100
"""Of so many plans there is one page: of more a browser has too much to hold, and a person too much to leaf through."""


class Piece(NamedTuple):
    """What the page needs of a plan: all that it shows of it, packed, and what is told of it beside the others, as JSON."""

    data: bytes
    brief: bytes


def page_piece(loaded: Loaded) -> Piece:
    """The piece of a plan, made where the plan is read: it takes as long as reading it."""
    from plankg.viz.page.data import plan_data  # noqa: PLC0415 - layouts and pinyin are slow to load
    from plankg.viz.page.heads import brief  # noqa: PLC0415 - see above

    data = plan_data(loaded)
    told_beside = {"brief": brief(loaded, data), "naming": LOADED.dump_python(naming_only(loaded), mode="json")}
    return Piece(gzip.compress(_json(data), compresslevel=6, mtime=0), _json(told_beside))


def corpus_page(pieces: Sequence[Piece]) -> str:
    """The page of the plans of these pieces, in their order. Raises GraphError where the package has no page."""
    from plankg.viz import page_of_many  # noqa: PLC0415 - words and questions of the page are slow to load

    beside = [json.loads(piece.brief) for piece in pieces]
    same, _ = same_things([LOADED.validate_python(each["naming"]) for each in beside], chained=True)
    first = json.loads(gzip.decompress(pieces[0].data))
    briefs = [each["brief"] for each in beside]
    return page_of_many(briefs, first, [piece.data for piece in pieces], same, lang=language())


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
