"""A store that stays: a start writes nothing over what was changed in it, and pages say that they are older."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from serving_process import SHORT_PLAN, TOKEN, Server, serving

NOTE = "GRAPH <https://w3id.org/plankg/data/要点> { <http://s/> <http://p/> 1 }"
OLDER = b'"older":true'
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "要点.txt").write_text(SHORT_PLAN, "utf-8")
    return tmp_path


def started(folder: Path, *more: str, store: str = "图谱"):  # type: ignore[no-untyped-def] # noqa: ANN201 - as `serving`
    return serving(folder, "serve", *more, "--store", store, "--allow-update", token=TOKEN)


def get(server: Server, path: str, **params: str) -> httpx.Response:
    return httpx.get(f"{server.address}{path}", params=params, trust_env=False, timeout=60)


def has_note(server: Server) -> bool:
    return bool(get(server, "sparql", query=f"ASK {{ {NOTE} }}", format="json").json()["boolean"])


def complaints(server: Server) -> str:
    server.process.terminate()
    return server.process.communicate(timeout=60)[1]


def test_a_start_keeps_what_was_changed_and_says_so_until_it_is_told_to_reload(folder: Path) -> None:
    with started(folder, "要点.txt") as first:
        assert OLDER not in get(first, "").content
        update = {"update": f"INSERT DATA {{ {NOTE} }}"}
        changed = httpx.post(f"{first.address}update", data=update, headers=WITH_TOKEN, trust_env=False, timeout=60)
        assert changed.status_code == 204
        assert OLDER in get(first, "").content
        assert "--reload" not in complaints(first)
    with started(folder, "要点.txt") as second:
        assert has_note(second)
        assert OLDER in get(second, "").content
        said = complaints(second)
        assert "--reload" in said
        assert "库里多 1 条、少 0 条" in said
    with started(folder, "要点.txt", "--reload") as third:
        assert not has_note(third)
        assert OLDER not in get(third, "").content
        assert "--reload" not in complaints(third)


def test_a_reload_takes_the_plans_anew_and_leaves_what_is_of_no_plan(folder: Path) -> None:
    kept = "<http://s/> <http://p/> 1 . GRAPH <http://g/notes> { <http://s/> <http://p/> 2 }"
    with started(folder, "要点.txt") as first:
        update = {"update": f"INSERT DATA {{ {kept} }}"}
        httpx.post(f"{first.address}update", data=update, headers=WITH_TOKEN, trust_env=False, timeout=60)
    with started(folder, "要点.txt", "--reload") as second:
        default = httpx.get(f"{second.address}store?default", trust_env=False, timeout=60)
        assert "<http://s/>" in default.text
        assert get(second, "store", graph="http://g/notes").status_code == 200


def test_a_store_that_is_new_is_said_to_be(folder: Path) -> None:
    place = str((folder / "图谱").resolve())
    with started(folder) as first:
        assert f"{place} 原来没有" in complaints(first)
    with started(folder) as second:
        assert "原来没有" not in complaints(second)


def test_without_a_plan_the_page_lists_the_plans_of_the_store(folder: Path) -> None:
    with started(folder) as empty:
        page = get(empty, "")
        assert page.status_code == 200
        assert "还没有计划" in page.text
    with started(folder, "要点.txt"):
        pass
    with started(folder) as running:
        page = get(running, "")
        assert "某区教育局2023年工作要点" in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "/sparql?query=SELECT" in page.text
        graph = get(running, "store", graph="https://w3id.org/plankg/data/要点", format="turtle")
        assert "白鹭小学" in graph.text
