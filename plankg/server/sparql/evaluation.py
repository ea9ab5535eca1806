"""What an engine does for a request: answers a query, gives a graph, describes the service, carries out an update."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyoxigraph as ox
from plankg.graph.rdf import PREFIXES
from plankg.graph.store.datasets import (
    clearing_silently,
    deletes_in_default,
    matching_all,
    names_dataset,
    operations,
    using,
)
from plankg.graph.store.federation import refuse_load, refuse_service, silenced
from plankg.graph.store.local import Store
from plankg.graph.store.syntax import syntax_error
from plankg.graph.store.tokens import keywords
from plankg.schema.errors import GraphError, UsageError
from plankg.schema.wording import words
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, RdfFormat

from plankg.server.sparql.confinement import nothing_opened, opened_again
from plankg.server.sparql.description import description
from plankg.server.sparql.frames import Head
from plankg.server.sparql.graph_store import change, payloads, triples
from plankg.server.sparql.negotiation import RDF, Offer, chosen, offers, takes_gzip
from plankg.server.sparql.refusals import Refusal
from plankg.server.sparql.settings import MEGABYTE, Settings
from plankg.server.sparql.spool import ResultTooLargeError, Spool

if TYPE_CHECKING:
    from plankg.graph.asking.asking import Asking

JSON = Offer("application/json")
VOLATILE = ("NOW", "RAND", "UUID", "BNODE", "SERVICE")
"""What gives another answer each time: https://www.w3.org/TR/sparql11-query/#func-rfc4122 and beside."""
FAILING = "DROP GRAPH <urn:uuid:00000000-0000-0000-0000-000000000000> ; "


@dataclass(frozen=True)
class Reply:
    """A status with what goes into the head of the answer, and the body unless it lies in a file."""

    head: Head
    body: bytes = b""


@dataclass
class Engine:
    """A graph with what an answer to a request about it takes."""

    graph: ox.Store
    settings: Settings
    spool: Spool | None = None
    asking: dict[str, Asking] = field(default_factory=dict)
    """The names of a plan, or of all under an empty id, once somebody has asked it in words of their own."""

    def reply(self, head: Head, body: bytes = b"") -> Reply:
        """Do what a message asks for; a refusal is a reply, too."""
        try:
            return DOES[head["does"]](self, head, body)
        except Refusal as refusal:
            place = {"place": refusal.place} if refusal.place else {}
            return Reply({"status": refusal.status, **place}, refusal.body)


def query(engine: Engine, head: Head, _: bytes) -> Reply:
    """Answer a query in the form that the client likes best."""
    text = head["text"]
    results = _results(engine, text, head)
    lasting = not keywords(text, *VOLATILE)
    if isinstance(results, QueryTriples):
        return _rdf(engine, head, results, lasting=lasting)
    offer = chosen(head["accept"], offers(results))
    if offer is None:
        raise Refusal(406, "not_acceptable", known=", ".join(each.names[0] for each in offers(results)))
    return _written(engine, head, offer, lambda spool: results.serialize(spool, format=offer.form), lasting=lasting)


def _results(engine: Engine, text: str, head: Head) -> Any:
    """What pyoxigraph gives. The dataset of the request comes before that of the query (section 2.1.4)."""
    default, named = ([_iri(iri) for iri in head[key]] for key in ("default", "named"))
    dataset: dict[str, Any] = {"use_default_graph_as_union": not names_dataset(text)}
    if default or named:
        dataset = {"default_graph": default, "named_graphs": named}
    text = silenced(text, allowed=engine.settings.services)
    try:
        refuse_service(text, allowed=engine.settings.services)
    except GraphError as error:
        with nothing_opened():
            _refuse_bad_syntax(lambda: ox.Store().query(text, base_iri=head["base"], prefixes=PREFIXES))
        raise Refusal(403, error) from error
    try:
        return engine.graph.query(text, base_iri=head["base"], prefixes=PREFIXES, **dataset)
    except SyntaxError as error:
        raise Refusal(400, syntax_error(str(error))) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise Refusal(500, "query_failed_here", problem=error) from error


def graph(engine: Engine, head: Head, _: bytes) -> Reply:
    """A graph: https://www.w3.org/TR/sparql11-http-rdf-update/#http-get."""
    name = _graph(head)
    if isinstance(name, NamedNode) and not engine.graph.contains_named_graph(name):
        raise Refusal(404, "graph_unknown", graph=name.value)
    triples = (quad.triple for quad in engine.graph.quads_for_pattern(None, None, None, name))
    return _rdf(engine, head, triples, lasting=True)


def describe(engine: Engine, head: Head, _: bytes) -> Reply:
    """Describe the service as RDF: https://www.w3.org/TR/sparql11-service-description/."""
    names = sorted((each for each in engine.graph.named_graphs() if isinstance(each, NamedNode)), key=str)
    return _rdf(engine, head, description(head["base"], names, engine.settings), lasting=True)


def _rdf(engine: Engine, head: Head, triples: Iterable[ox.Triple], *, lasting: bool) -> Reply:
    """Write triples in the form that the client likes best, names by their prefixes where that form has any."""
    offer = chosen(head["accept"], RDF)
    if offer is None:
        raise Refusal(406, "not_acceptable", known=", ".join(each.names[0] for each in RDF))
    form = offer.form if isinstance(offer.form, RdfFormat) else RdfFormat.TURTLE
    return _written(
        engine, head, offer, lambda spool: ox.serialize(triples, spool, form, prefixes=PREFIXES), lasting=lasting
    )


def _written(engine: Engine, head: Head, offer: Offer, write: Callable[[Any], object], *, lasting: bool) -> Reply:
    """Have an answer written to its end before its status is told: what fails half-way is an error, never half an answer."""
    spool = engine.spool
    if spool is None:
        raise TypeError("an engine that answers needs a spool")
    spool.begin(compressed=takes_gzip(head["encoding"]))
    try:
        write(spool)
    except ResultTooLargeError:
        spool.drop()
        raise Refusal(500, "result_too_large", limit=engine.settings.result_bytes // MEGABYTE) from None
    except (ValueError, OSError, RuntimeError) as error:
        # pyoxigraph says so of what fails only while it is being evaluated
        spool.drop()
        raise Refusal(500, "query_failed_here", problem=error) from error
    body = spool.finish()
    outcome: Head = {"status": 200, "type": offer.media_type, "etag": spool.digest, "lasting": lasting}
    if spool.compressed:
        outcome["encoding"] = "gzip"
    if spool.in_file:
        outcome["file"] = str(spool.path)
    return Reply(outcome, body)


def ask(engine: Engine, head: Head, _: bytes) -> Reply:
    """Answer a question in people's own words, or by its name, on all plans or one; where there is none of the kind, say so."""
    if chosen(head["accept"], (JSON,)) is None:
        raise Refusal(406, "not_acceptable", known=JSON.media_type)
    # the library's words and queries lie in files; of what is asked only names go into a query
    with opened_again():
        from plankg.graph.asking.asking import Asking  # noqa: PLC0415 - few ask so

        store, plan = Store.over(engine.graph), head["plan"]
        try:
            if plan not in engine.asking:
                engine.asking[plan] = Asking(store, plan=store.known(plan) if plan else None)
            answer = engine.asking[plan].ask(head["text"], lang=head["lang"]).as_json(head["lang"])
        except UsageError as error:
            reply = {"question": None, "message": str(error), "choices": error.values.get("choices", [])}
            return Reply({"status": 404, "type": JSON.media_type}, json.dumps(reply, ensure_ascii=False).encode())
    text = json.dumps(answer, ensure_ascii=False, default=str).encode()
    return _written(engine, head, JSON, lambda spool: spool.write(text), lasting=True)


def check(_: Engine, head: Head, __: bytes) -> Reply:
    """Check that an update is one, without carrying it out: a bad one is the client's fault even where none is allowed."""
    _refuse_bad_update(head["text"], head["base"])
    return Reply({"status": 204})


def _refuse_bad_update(text: str, base: str) -> None:
    first = next(operations(text), None)
    if first is None:
        return  # nothing that could be carried out, or nothing that we know
    # what comes first fails, so that nothing after it is carried out
    begin = first[0].start
    checked = f"{text[:begin]}{FAILING}{text[begin:]}"
    if _syntax(lambda: ox.Store().update(checked, base_iri=base, prefixes=PREFIXES)):
        _refuse_bad_syntax(lambda: ox.Store().update(text, base_iri=base, prefixes=PREFIXES))


def _refuse_bad_syntax(evaluate: Callable[[], object]) -> None:
    if problem := _syntax(evaluate):
        raise Refusal(400, syntax_error(problem))


def _syntax(evaluate: Callable[[], object]) -> str | None:
    """What is wrong with the text of a query or an update; whatever else happens does not matter."""
    try:
        evaluate()
    except SyntaxError as error:
        return str(error)
    except (ValueError, OSError, RuntimeError):
        pass
    return None


def update(engine: Engine, head: Head, _: bytes) -> Reply:
    """Carry out an update, whole or not at all; its patterns match what those of a query match."""
    text = silenced(head["text"], allowed=engine.settings.services)
    try:
        refuse_service(text, allowed=engine.settings.services)
        refuse_load(text, allowed=engine.settings.services)
    except GraphError as error:
        with nothing_opened():
            _refuse_bad_update(text, head["base"])
        raise Refusal(403, error) from error
    named = {key: [_iri(iri).value for iri in head[key]] for key in ("default", "named")}
    graphs = [each.value for each in engine.graph.named_graphs() if isinstance(each, NamedNode)]
    in_vain = bool(graphs) and deletes_in_default(text) and not _holds(engine.graph, DefaultGraph())
    try:
        if any(named.values()):
            text = using(text, named["default"], named["named"])
        elif graphs:
            text = _rewritten(text, matching_all(text, graphs, uuid4().urn), head["base"])
        _carry_out(engine.graph, text, head["base"])
    except GraphError as error:
        raise Refusal(400, error) from error
    except SyntaxError as error:
        raise Refusal(400, syntax_error(str(error))) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise Refusal(500, "update_failed", problem=error) from error
    if in_vain:
        return Reply({"status": 200}, f"{words('endpoint.deleted_nothing')}\n".encode())
    return Reply({"status": 204})


def _rewritten(text: str, rewritten: str, base: str) -> str:
    """The second text unless the first is at fault: then an error has to name the places of the first."""
    if rewritten != text:
        _refuse_bad_update(text, base)
    return rewritten


def _carry_out(graph: ox.Store, text: str, base: str) -> None:
    """Carry out an update; CLEAR leaves a graph empty that is not there, as the W3C's own tests have it."""
    try:
        graph.update(text, base_iri=base, prefixes=PREFIXES)
    except RuntimeError:
        if (silent := clearing_silently(text)) == text:
            raise
        graph.update(silent, base_iri=base, prefixes=PREFIXES)


def write(engine: Engine, head: Head, body: bytes) -> Reply:
    """Put, add or delete a graph, in one transaction: https://www.w3.org/TR/sparql11-http-rdf-update/.

    201 for a graph that was not there (the default graph is where it holds something), else 204 where it holds what was sent,
    and 200 with a sentence where it does not.
    """
    name, method = _graph(head), head["method"]
    known = engine.graph.contains_named_graph(name) if isinstance(name, NamedNode) else _holds(engine.graph, name)
    if method == "DELETE" and not known and isinstance(name, NamedNode):
        raise Refusal(404, "graph_unknown", graph=name.value)
    engine.graph.update(change(method, name, [] if method == "DELETE" else list(_sent(head, body))))
    if method != "DELETE" and not known:
        return Reply({"status": 201})
    if method == "PUT":
        return Reply({"status": 204})
    return Reply({"status": 200}, f"{words(DONE[method])}\n".encode())


DONE = {"DELETE": "endpoint.graph_deleted", "POST": "endpoint.graph_extended"}


def _holds(graph: ox.Store, name: DefaultGraph) -> bool:
    return next(iter(graph.quads_for_pattern(None, None, None, name)), None) is not None


def _sent(head: Head, body: bytes) -> Iterator[Quad]:
    for kind, payload in payloads(head["type"], body):
        form = RdfFormat.from_media_type(kind)
        if form is None:
            raise Refusal(415, "graph_type", type=kind or "—", known=", ".join(each.names[0] for each in RDF))
        try:
            yield from triples(payload, form, head["graph"] or head["base"])
        except (SyntaxError, ValueError) as error:
            raise Refusal(400, "graph_syntax", problem=error) from error


def _graph(head: Head) -> NamedNode | DefaultGraph:
    return _iri(head["graph"]) if head["graph"] is not None else DefaultGraph()


def _iri(text: str) -> NamedNode:
    try:
        return NamedNode(text)
    except ValueError as error:
        raise Refusal(400, "graph_iri", iri=text) from error


DOES: dict[str, Callable[[Engine, Head, bytes], Reply]] = {
    each.__name__: each for each in (query, graph, describe, ask, check, update, write)
}
"""What a message can ask an engine for, by the word in its head."""
