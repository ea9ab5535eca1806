"""Built plans as a server has them: their files, and the media types these go by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plankg.graph.formats.registry import FORMATS

from plankg.build import HOME_PAGE
from plankg.server.views import asking_its_server

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OF_TEXT = ("text/", "application/trig", "application/n-quads")
"""What is sent with the encoding that it is written in; JSON and XML say theirs."""
BUILT = {
    "html": "text/html",
    "xlsx": SHEET,
    "docx": DOCUMENT,
    **{row.suffix.rpartition(".")[2]: row.media_type for row in FORMATS.values()},
}
"""The media types of built files by what their names end with."""


@dataclass(frozen=True)
class Served:
    """A built plan: its id, its title, its files by name, and the folder that keeps its saved views, if it has one."""

    id: str
    title: str
    files: dict[str, bytes]
    folder: Path | None = None


def served(plan_id: str, title: str, built: Path, *, folder: Path | None = None) -> Served:
    """A built plan with its files as they are now: a build while we serve changes nothing under the readers' hands.

    `folder` is the plan's own; where it has one, its page may ask this server for saved views and send new ones.
    """
    files = {path.name: path.read_bytes() for path in sorted(built.iterdir())}
    if folder and HOME_PAGE in files:
        files[HOME_PAGE] = asking_its_server(files[HOME_PAGE])
    return Served(plan_id, title, files, folder)


def content_type(name: str) -> str:
    """The media type of a built file, told by its name, with its encoding where it is text.

    >>> content_type("plan.ttl"), content_type("plan.jsonld")
    ('text/turtle; charset=utf-8', 'application/ld+json')
    """
    media_type = BUILT[name.rpartition(".")[2]]
    return f"{media_type}; charset=utf-8" if media_type.startswith(OF_TEXT) else media_type
