"""The files of `schema/` that are made from the models: `python -m plankg.graph.rdf.generated` writes them anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from plankg.graph.rdf.constraints import constraints
from plankg.graph.rdf.context import context
from plankg.graph.rdf.ontology import ontology
from plankg.graph.rdf.serialization import turtle
from plankg.graph.rdf.shapes import shapes
from plankg.graph.writing import write_whole
from plankg.schema.plan import Plan


def json_schema() -> dict[str, object]:
    """The JSON Schema of a plan, draft 2020-12."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Plan.model_json_schema()}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


FILES: dict[str, Callable[[], bytes]] = {
    "constraints.ttl": constraints,
    "context.jsonld": lambda: _json({"@context": context()}),
    "ontology.ttl": lambda: turtle(ontology()),
    "plan.schema.json": lambda: _json(json_schema()),
    "shapes.ttl": lambda: turtle(shapes()),
}


def write() -> None:
    """Write each file beside the models it was made from."""
    folder = Path(str(files("plankg.schema")))
    for name, content in FILES.items():
        write_whole(folder / name, content())


if __name__ == "__main__":
    write()
