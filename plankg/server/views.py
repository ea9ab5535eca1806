"""The address at which a served page lists its plan's saved views and changes them.

Only the page itself may change them: a browser says where a request comes from
(https://www.w3.org/TR/fetch-metadata/, https://fetch.spec.whatwg.org/#origin-header), and sends JSON elsewhere only after
it was allowed to, which nobody here does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from plankg.schema.errors import GraphError, PlankgError, UsageError
from plankg.schema.view import SavedView, ViewChange
from plankg.schema.wording import languages, words
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from plankg.saved_views import FILE, change_views, saved_views

MOST_BYTES = 16_384
FORBIDDEN = b"default-src 'none';"
ASKING = b"default-src 'none'; connect-src 'self';"


def views_route(folders: Mapping[str, Path]) -> Route:
    """The route of the views: `folders` are those of the plans that have one, by the plans' ids."""

    async def views(request: Request) -> Response:
        folder = folders.get(request.path_params["plan"])
        try:
            if folder is None:
                return _refused(UsageError("views_without_folder"), 404)
            if request.method == "GET":
                return _listed(saved_views(folder))
            if not _from_own_page(request):
                return _refused(UsageError("views_from_elsewhere"), 403)
            return _listed(change_views(folder, await _change(request)))
        except UsageError as error:
            return _refused(error, 400)
        except GraphError as error:
            return _refused(error, 500)

    return Route(f"/{{plan}}/{FILE}", views, methods=["GET", "POST"])


def asking_its_server(html: bytes) -> bytes:
    """A page whose policy lets it ask the server that it came from, by which it knows that views can be saved."""
    return html.replace(FORBIDDEN, ASKING, 1)


def _from_own_page(request: Request) -> bool:
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    json = request.headers.get("content-type", "").partition(";")[0].strip() == "application/json"
    return json and site in {None, "same-origin"} and (not origin or urlsplit(origin).netloc == request.headers["host"])


async def _change(request: Request) -> ViewChange:
    """Read what is wanted. Raises UsageError where it is too long or no change of a view."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise UsageError("view_not_understood")
    try:
        return ViewChange.model_validate_json(body)
    except ValidationError:
        raise UsageError("view_not_understood") from None


def _listed(views: Sequence[SavedView]) -> Response:
    return JSONResponse([view.model_dump() for view in views])


def _refused(error: PlankgError, status: int) -> Response:
    """Say it in all languages: the page may be in another than the server."""
    return JSONResponse({each: words(f"error.{error.key}", each, **error.values) for each in languages()}, status)
