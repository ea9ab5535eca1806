"""What a bundle of files holds, as a catalogue entry: DCAT (https://www.w3.org/TR/vocab-dcat-3/).

One dcat:Dataset for the plan, with its issuer, date and period, and a dcat:Distribution for each file with its type, size and
checksum (https://www.w3.org/TR/vocab-dcat-3/#Property:distribution_checksum).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from plankg.graph.rdf import Iris, expand
from plankg.graph.rdf.ntriples import date_or_text, day, integer, iri, name, text, typed
from plankg.graph.rdf.serialization import turtle
from plankg.graph.rdf.times import period
from plankg.graph.rdf.vocabulary import ONTOLOGY
from plankg.schema.plan import Plan
from plankg.schema.wording import languages, words
from pyoxigraph import RdfFormat, parse

FILE_NAME = "dcat.ttl"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
SHA256 = expand("spdx:checksumAlgorithm_sha256")

Line = tuple[bytes, bytes, bytes]


class File(NamedTuple):
    """A file of a bundle: its name, its content, its media type, and the key of the words that say what it is."""

    name: str
    content: bytes
    media_type: str
    about: str


def catalogue(plan: Plan, files: Sequence[File]) -> bytes:
    """The catalogue entry as Turtle."""
    about: dict[bytes, list[Line]] = {}
    for line in (*_dataset(plan), *_distributions(plan, files)):
        about.setdefault(line[0], []).append(line)
    source = b"".join(b" ".join(line) + b" .\n" for lines in about.values() for line in lines)
    return turtle(quad.triple for quad in parse(source, format=RdfFormat.N_TRIPLES))


def _dataset(plan: Plan) -> Iterator[Line]:
    iris, data = Iris.of(plan), plan.document
    node = iri(_dataset_of(plan))
    yield node, name("rdf:type"), name("dcat:Dataset")
    yield node, name("dcterms:title"), _in(plan.title, "zh")
    for lang in languages():
        yield node, name("dcterms:description"), _in(words("catalogue.description", lang), lang)
    yield node, name("dcterms:identifier"), text(plan.id)
    yield node, name("dcterms:language"), iri("http://id.loc.gov/vocabulary/iso639-1/zh")
    yield node, name("dcterms:conformsTo"), iri(ONTOLOGY)
    yield node, name("dcterms:subject"), iri(iris.plan)
    yield node, name("prov:wasDerivedFrom"), iri(iris.source)
    if data.issued_date:
        yield node, name("dcterms:issued"), date_or_text(data.issued_date.value)
    issuers = (row for fact in data.issuers for row in plan.entities if fact.value in (row.name, *row.aliases))
    for issuer in dict.fromkeys(issuers):
        yield node, name("dcterms:publisher"), iri(iris.entity(issuer.id))
        yield iri(iris.entity(issuer.id)), name("rdfs:label"), _in(issuer.name, "zh")
    if days := period(data.effective_period.value) if data.effective_period else None:
        interval = iri(f"{_dataset_of(plan)}/period")
        yield node, name("dcterms:temporal"), interval
        yield interval, name("rdf:type"), name("dcterms:PeriodOfTime")
        yield interval, name("dcat:startDate"), day(days[0])
        yield interval, name("dcat:endDate"), day(days[1])


def _distributions(plan: Plan, files: Sequence[File]) -> Iterator[Line]:
    for file in files:
        node = iri(f"{_dataset_of(plan)}/{file.name}")
        checksum = iri(f"{_dataset_of(plan)}/{file.name}#sha256")
        yield iri(_dataset_of(plan)), name("dcat:distribution"), node
        yield node, name("rdf:type"), name("dcat:Distribution")
        yield node, name("dcterms:title"), text(file.name)
        for lang in languages():
            yield node, name("dcterms:description"), _in(words(file.about, lang), lang)
        yield node, name("dcat:mediaType"), iri(MEDIA_TYPES + file.media_type)
        yield node, name("dcat:byteSize"), integer(len(file.content))
        yield node, name("spdx:checksum"), checksum
        yield checksum, name("rdf:type"), name("spdx:Checksum")
        yield checksum, name("spdx:algorithm"), iri(SHA256)
        yield checksum, name("spdx:checksumValue"), typed(sha256(file.content).hexdigest(), "xsd:hexBinary")


def _dataset_of(plan: Plan) -> str:
    return f"{Iris(plan.id).plan}/dataset"


def _in(words_: str, lang: str) -> bytes:
    return b"%b@%b" % (text(words_), lang.encode())
