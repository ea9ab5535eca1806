"""Our own server as a store by its address, with the verbs of every store of plans."""

from __future__ import annotations

from pathlib import Path

import pytest
from plankg.graph.rdf.vocabulary_graph import GRAPH as VOCABULARY
from plankg.graph.store import Store, open_store
from plankg.schema import GraphError
from plankg.schema.loaded import Loaded
from serving_process import serving

TOKEN = "一个给测试用的令牌-0123456789".encode().hex()


def test_plans_are_put_into_our_own_server_asked_and_taken_out(
    tmp_path: Path, loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = loaded.plan.model_copy(update={"tasks": loaded.plan.tasks[:5], "assignments": (), "relations": ()})
    alone = Store()
    alone.load(short, loaded.document)
    monkeypatch.setenv("PLANKG_TOKEN", TOKEN)
    with serving(tmp_path, "serve", "--store", str(tmp_path / "库"), "--allow-update") as server:
        store = open_store(f"{server.address}sparql")
        store.load(short, loaded.document)
        assert store.plans() == (short.id,)
        assert store.ask("task-kinds") == alone.ask("task-kinds")
        assert set(store.copy(short.id)) == {quad for quad in alone.oxigraph if quad.graph_name != VOCABULARY}
        monkeypatch.setenv("PLANKG_TOKEN", "another token of sixteen characters")
        with pytest.raises(GraphError):
            open_store(f"{server.address}sparql").remove(short.id)
        store.remove(short.id)
        assert store.plans() == ()
