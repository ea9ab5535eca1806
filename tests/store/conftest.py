from __future__ import annotations

from collections.abc import Iterator

import pytest
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.graph.store import PlanStore, Store, open_store
from plankg.schema import Document, Plan
from plankg.schema.decision import Review
from servers import oxigraph, virtuoso

KINDS = ("memory", "folder", "oxigraph", "virtuoso")


@pytest.fixture(scope="module")
def store(plan: Plan, document: Document, review: Review) -> Store:
    reviewed = Store()
    reviewed.load(plan, document, review=review)
    return reviewed


@pytest.fixture(scope="module")
def beginning(plan: Plan, document: Document, review: Review) -> Store:
    """The first three chapters of the bundled plan with its decisions: pySHACL holds them in a fifth of the time."""
    first = document_from_text(document.text[: plan.chapters[3].evidence.start], name=document.name)
    store = Store()
    store.load(extract(first, plan_id=plan.id), first, review=review)
    return store


@pytest.fixture(scope="session")
def oxigraph_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture(scope="session")
def virtuoso_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as address:
        yield address.replace("://", "://dba:dba@")


@pytest.fixture(scope="module", params=KINDS)
def any_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlanStore]:
    """Give an empty store of each kind: in memory, in a folder, in two servers."""
    if request.param == "memory":
        yield Store()
    elif request.param == "folder":
        yield Store(tmp_path_factory.mktemp("图谱") / "库")
    else:
        opened = open_store(request.getfixturevalue(f"{request.param}_address"))
        for left in opened.plans():
            opened.remove(left)
        opened.identify(())
        yield opened
