"""What a server tells of its data: the vocabulary as a page and as RDF, the shapes, and the plans as VoID has them.

The forms are those of the endpoint, the one that a client likes best. https://www.w3.org/TR/void/,
https://www.w3.org/TR/swbp-vocab-pub/ (a browser gets the page of a vocabulary, a program its terms).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
from plankg.graph.rdf import ONTOLOGY, PREFIXES, Iris, expand
from plankg.schema.wording import words
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from plankg.server.served import Served
from plankg.server.sparql.negotiation import RDF, Offer, chosen

HTML = Offer("text/html; charset=utf-8")
PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""What the page of the vocabulary loads: nothing but the styles in it."""
VOID = "http://rdfs.org/ns/void#"
ONTOLOGY_FILE, SHAPE_FILES, CONTEXT_FILE = "ontology.ttl", ("shapes.ttl", "constraints.ttl"), "context.jsonld"
TYPE = NamedNode(expand("rdf:type"))


def description_routes(plans: Sequence[Served]) -> list[Route]:
    """The addresses of the vocabulary, of the shapes, of the JSON-LD context, and of the description of the plans."""

    async def vocabulary(request: Request) -> Response:
        if chosen(_accept(request), (*RDF, HTML)) is HTML:
            page = (files("plankg.schema") / "vocabulary.html").read_bytes()
            headers = {"Content-Security-Policy": PAGE_POLICY, "Vary": "Accept"}
            return Response(page, media_type=HTML.media_type, headers=headers)
        return _rdf(request, _held(ONTOLOGY_FILE))

    async def ontology(request: Request) -> Response:
        return _rdf(request, _held(ONTOLOGY_FILE))

    async def shapes(request: Request) -> Response:
        return _rdf(request, _held(*SHAPE_FILES))

    async def context(_: Request) -> Response:
        return Response((files("plankg.schema") / CONTEXT_FILE).read_bytes(), media_type="application/ld+json")

    async def void(request: Request) -> Response:
        return _rdf(request, _void(str(request.base_url), plans))

    return [
        Route("/vocabulary", vocabulary),
        Route("/vocabulary/ontology", ontology),
        Route("/vocabulary/shapes", shapes),
        Route("/vocabulary/context.jsonld", context),
        Route("/.well-known/void", void),
    ]


def _accept(request: Request) -> str:
    return request.headers.get("accept", "")


def _rdf(request: Request, triples: Iterable[Triple]) -> Response:
    """Write triples in the form that the client likes best; a browser, which likes none of them, gets Turtle."""
    offer = chosen(_accept(request), RDF) or (RDF[0] if "text/html" in _accept(request) else None)
    if offer is None or not isinstance(offer.form, RdfFormat):
        known = ", ".join(each.names[0] for each in RDF)
        return PlainTextResponse(words("error.not_acceptable", known=known) + "\n", 406)
    body = ox.serialize(triples, format=offer.form, prefixes={**PREFIXES, "void": VOID}) or b""
    return Response(body, headers={"Content-Type": offer.media_type, "Vary": "Accept"})


@cache
def _held(*names: str) -> tuple[Triple, ...]:
    """What files of `schema/` say."""
    sources = ((files("plankg.schema") / name).read_bytes() for name in names)
    return tuple(quad.triple for source in sources for quad in ox.parse(source, format=RdfFormat.TURTLE))


def _void(base: str, plans: Sequence[Served]) -> Iterator[Triple]:
    """Describe each plan: its title, what its IRIs begin with, its files, the endpoint, and the vocabulary that it uses."""
    about = NamedNode(f"{base}.well-known/void")
    yield Triple(about, TYPE, NamedNode(f"{VOID}DatasetDescription"))
    for plan in plans:
        iri, place = Iris(plan.id).plan, base if len(plans) == 1 else f"{base}{quote(plan.id)}/"
        dataset = NamedNode(f"{iri}/dataset")
        yield Triple(about, NamedNode(expand("dcterms:hasPart")), dataset)
        yield Triple(dataset, TYPE, NamedNode(f"{VOID}Dataset"))
        yield Triple(dataset, NamedNode(expand("dcterms:title")), Literal(plan.title, language="zh"))
        yield Triple(dataset, NamedNode(f"{VOID}sparqlEndpoint"), NamedNode(f"{base}sparql"))
        yield Triple(dataset, NamedNode(f"{VOID}uriSpace"), Literal(f"{iri}/"))
        yield Triple(dataset, NamedNode(f"{VOID}exampleResource"), NamedNode(iri))
        yield Triple(dataset, NamedNode(f"{VOID}vocabulary"), NamedNode(f"{ONTOLOGY}#"))
        for name in plan.files:
            if RdfFormat.from_extension(Path(name).suffix.removeprefix(".")):
                yield Triple(dataset, NamedNode(f"{VOID}dataDump"), NamedNode(place + quote(name)))
