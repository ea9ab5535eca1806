"""The command that holds a graph against its shapes: a plan's, or one in a file that somebody made or changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from plankg.schema.errors import ReadingError, UsageError
from plankg.schema.terms import Severity
from plankg.schema.wording import words

from plankg.terminal import give_json, say, tell

if TYPE_CHECKING:
    import pyoxigraph
    from plankg.schema.issue import Issue

GRAPH_FILES = ("ttl", "trig", "nt", "nq", "jsonld", "rdf")
"""The endings by which a file is taken for a graph."""

Graph = Annotated[str, typer.Argument(metavar="PLAN|FILE", help=words("cli.validate_argument"))]
AsJson = Annotated[bool, typer.Option("--json", help=words("cli.json"))]


def validate(where: Graph, as_json: AsJson = False) -> int:
    """Hold a plan's graph, or one in a file, against the shapes; exit status 1 where an error is found."""
    from plankg.graph.conformance.conformance import validate as found_in  # noqa: PLC0415 - only here
    from plankg.graph.conformance.sentences import sentence_of, sentences  # noqa: PLC0415 - only here

    tell("validating", where=where)
    graph = _graph(where)
    texts = sentences(graph)
    pairs = [(issue, sentence_of(issue.evidence, texts) if issue.evidence else None) for issue in found_in(graph)]
    counts = Counter(issue.severity for issue, _ in pairs)
    levels: dict[str, int] = {level.value: counts[level] for level in Severity}
    if as_json:
        rows = [{**issue.model_dump(mode="json"), "sentence": sentence} for issue, sentence in pairs]
        give_json({"graph": where, **levels, "issues": rows})
    else:
        for issue, sentence in pairs:
            _report(issue, sentence)
        say(words("cli.validated", where=where, quads=len(graph), **levels))
    return 1 if counts[Severity.ERROR] else 0


def _report(issue: Issue, sentence: str | None) -> None:
    severity = issue.severity.said()
    place = words("cli.place", start=issue.evidence.start, end=issue.evidence.end) if issue.evidence else ""
    say("  ".join(part for part in (severity, place, issue.message, f"[{issue.statement} · {issue.check}]") if part))
    if sentence:
        say(f"      “{sentence}”")


def _graph(where: str) -> pyoxigraph.Store:
    path = Path(where)
    ending = path.suffix.removeprefix(".").lower()
    if ending in GRAPH_FILES:
        return _read(path, ending)
    from plankg.workplan import load  # noqa: PLC0415 - a file needs no plan

    return load(where).store().oxigraph


def _read(path: Path, ending: str) -> pyoxigraph.Store:
    """Read a graph from a file. Raises ReadingError where it cannot be read, UsageError where it is no such graph."""
    import pyoxigraph as ox  # noqa: PLC0415 - only here

    syntax = ox.RdfFormat.from_extension(ending)
    graph = ox.Store()
    try:
        graph.load(path.read_bytes(), format=syntax)
    except FileNotFoundError:
        raise ReadingError("file_missing", path=path) from None
    except OSError as error:
        raise ReadingError("file_unreadable", path=path, reason=error.strerror or error) from error
    except (SyntaxError, ValueError) as error:
        raise UsageError("graph_file_broken", path=path, reason=" ".join(str(error).split())) from error
    return graph
