"""Files in one: a ZIP whose bytes depend on nothing but what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP can hold: when it was written is no part of the plan."""

UNIX, READABLE = 3, 0o644


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a ZIP, in their order; names may be Chinese (they are marked as UTF-8).

    >>> zipped({"计划.txt": b"x"}) == zipped({"计划.txt": b"x"})
    True
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, EPOCH)
            # The system that writes it would stand in the bytes, too.
            entry.create_system, entry.external_attr = UNIX, READABLE << 16
            archive.writestr(entry, content, ZIP_DEFLATED)
    return buffer.getvalue()
