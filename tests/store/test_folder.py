"""A store in a folder: whole after a kill, one process at a time, and nothing that it did not make."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from plankg.graph.questions import Answer
from plankg.graph.rdf import Iris
from plankg.graph.store import Store, open_store
from plankg.schema import Document, GraphError, Plan
from plankg.schema.loaded import Loaded
from pyoxigraph import NamedNode
from rdflib import URIRef
from rdflib.namespace import SKOS
from writing_process import PLAN_ID, SHORT

pytestmark = pytest.mark.slow

RDFLIB_WARNS = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib")


def counted(store: Store, kind: str, plan: str = PLAN_ID) -> object:
    answer = store.query(f"SELECT (COUNT(?x) AS ?n) WHERE {{ ?x a plankg:{kind} }}", plan=plan)
    assert isinstance(answer, Answer)
    return answer.rows[0][0]


def writing(folder: Path) -> subprocess.Popen[str]:
    script = str(Path(__file__).with_name("writing_process.py"))
    process = subprocess.Popen([sys.executable, script, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def quads(graphs: ox.Store, iris: Iris) -> dict[str, int]:
    return {
        graph.removeprefix(iris.plan): sum(1 for _ in graphs.quads_for_pattern(None, None, None, NamedNode(graph)))
        for graph in (iris.plan, iris.decisions, iris.cited)
    }


def test_a_process_killed_while_it_writes_leaves_the_last_whole_state(tmp_path: Path, loaded: Loaded) -> None:
    whole = Store()
    whole.load(loaded.plan, loaded.document, review=loaded.review)
    sizes = quads(whole.oxigraph, Iris(PLAN_ID))
    states = {(len(loaded.plan.tasks), len(loaded.review.decisions)), (SHORT, SHORT)}
    for after in (0.05, 0.3, 0.9, 1.7):
        with writing(tmp_path / "库") as process:
            time.sleep(after)
            process.send_signal(signal.SIGKILL)
        store = Store(tmp_path / "库")
        if PLAN_ID in store.plans():
            assert (counted(store, "Task"), counted(store, "Decision")) in states
        for plan in store.plans():
            if plan.startswith("new"):
                assert quads(store.oxigraph, Iris(plan)) == sizes
        del store


def test_a_store_that_another_process_has_open_is_told_in_one_line(tmp_path: Path) -> None:
    with writing(tmp_path / "库") as process:
        with pytest.raises(GraphError) as error:
            Store(tmp_path / "库")
        process.kill()
    assert "serve" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", [None, "CURRENT"])
def test_a_folder_that_holds_something_else_is_refused_and_left_alone(tmp_path: Path, content: str | None) -> None:
    (tmp_path / (content or "计划.docx")).write_text("x", "utf-8")
    with pytest.raises(GraphError, match=tmp_path.name):
        Store(tmp_path)
    assert (tmp_path / (content or "计划.docx")).read_text("utf-8") == "x"


def test_a_store_is_made_only_when_told_so(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="plankg add"):
        open_store(str(tmp_path / "库"))
    assert not (tmp_path / "库").exists()
    open_store(str(tmp_path / "库"), create=True)
    assert (tmp_path / "库").is_dir()


def test_a_disk_that_takes_no_more_is_told_and_the_store_stays_whole(tmp_path: Path, loaded: Loaded) -> None:
    script = tmp_path / "fill.py"
    script.write_text(FILLING, "utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "库")], capture_output=True, encoding="utf-8", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000)),
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert len(done.stdout.splitlines()) == 1
    store = Store(tmp_path / "库")
    assert {counted(store, "Task", plan) for plan in store.plans()} <= {len(loaded.plan.tasks)}
    assert {counted(store, "Decision", plan) for plan in store.plans()} <= {len(loaded.review.decisions)}


FILLING = """
import signal, sys
from pathlib import Path
from plankg.graph.plans import load_plan
from plankg.graph.store import Store
from plankg.schema import PlankgError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
loaded = load_plan("baoshan-2023h2")
try:
    store = Store(Path(sys.argv[1]))
    for number in range(20):
        store.load(loaded.plan, loaded.document, review=loaded.review)
        store.load(loaded.plan.model_copy(update={"id": f"p{number}"}), loaded.document, review=loaded.review)
except PlankgError as error:
    print(error)
    sys.exit(2)
"""


@RDFLIB_WARNS
def test_rdflib_reads_and_writes_the_store_on_disk(tmp_path: Path, plan: Plan, document: Document) -> None:
    store = Store(tmp_path / "库")
    store.load(plan, document)
    view = store.dataset()
    school = URIRef(Iris(plan.id).entity("School/白鹭小学"))
    ((count,),) = view.query("SELECT (COUNT(*) AS ?n) WHERE { ?task a plankg:Task }")  # type: ignore[misc]
    assert int(count) == len(plan.tasks)
    notes = view.graph(URIRef("https://e.example/notes"))
    view.update('INSERT DATA { GRAPH <https://e.example/notes> { <https://e.example/n> skos:note "到场查看" } }')
    assert [str(value) for value in notes.objects(None, SKOS.note)] == ["到场查看"]
    notes.set((school, SKOS.note, next(notes.objects(None, SKOS.note))))
    assert store.query('ASK { ?school a plankg:School ; skos:note "到场查看" }') is True
    # a copy, since the engine may merge the files of a folder that it has open under whoever reads them
    store.oxigraph.backup(str(tmp_path / "副本"))
    written = ox.Store.read_only(str(tmp_path / "副本"))
    assert list(written.quads_for_pattern(None, ox.NamedNode(SKOS.note), ox.Literal("到场查看"), None))


def test_only_what_differs_is_touched(tmp_path: Path, plan: Plan, document: Document) -> None:
    store = Store(tmp_path / "库")
    store.load(plan, document)
    size = len(store)
    store.load(plan.model_copy(update={"tasks": plan.tasks[:-1]}), document)
    assert len(store) < size
    store.load(plan, document)
    assert len(store) == size


def test_plans_come_together_in_one_go_and_those_that_are_there_are_replaced(tmp_path: Path, loaded: Loaded) -> None:
    store = Store(tmp_path / "库")
    one = replace(loaded, plan=loaded.plan.model_copy(update={"id": "one", "tasks": loaded.plan.tasks[:3]}))
    store.load(one.plan, one.document)
    store.load_all(
        [replace(loaded, plan=loaded.plan.model_copy(update={"id": id_})) for id_ in ("one", "two", "three")]
    )
    assert store.plans() == ("one", "three", "two")
    assert {counted(store, "Task", plan=id_) for id_ in store.plans()} == {len(loaded.plan.tasks)}
