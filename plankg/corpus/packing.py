"""A plan with all that belongs to it as a file of a few kilobytes."""

from __future__ import annotations

import gzip

from plankg.schema.loaded import Loaded
from pydantic import TypeAdapter

LOADED: TypeAdapter[Loaded] = TypeAdapter(Loaded)


def packed(loaded: Loaded) -> bytes:
    """The plan as JSON, compressed; the same plan gives the same bytes."""
    return gzip.compress(LOADED.dump_json(loaded), compresslevel=6, mtime=0)


def unpacked(content: bytes) -> Loaded:
    """What `packed` packed."""
    return LOADED.validate_json(gzip.decompress(content))
