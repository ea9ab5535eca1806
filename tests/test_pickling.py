"""Whatever plankg gives or raises goes to another process and comes back the same."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from pkgutil import walk_packages

import pytest
from plankg.schema.errors import PlankgError, ReadingError

import plankg
from plankg.workplan import WorkPlan

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def work() -> WorkPlan:
    """The bundled plan, asked and stored: what it keeps for later is there."""
    loaded = plankg.load("baoshan-2023h2")
    loaded.ask("busiest-units")
    return loaded


def exceptions() -> set[type[Exception]]:
    """Every exception that a module of the package defines."""
    kinds = set()
    for module in walk_packages(plankg.__path__, "plankg."):
        if not module.name.endswith("__main__"):
            kinds |= {each for each in vars(import_module(module.name)).values() if isinstance(each, type)}
    return {kind for kind in kinds if issubclass(kind, Exception) and kind.__module__.startswith("plankg.")}


SAID = {"path": "计划.txt"}
ARGUMENTS: dict[str, tuple[object, ...]] = {
    "QuerySyntaxError": (2, 7, ["SELECT", "ASK"]),
    "UnknownTextError": ("没有这份文本",),
    "ResultTooLargeError": (),
    "Refusal": (406, ReadingError("file_missing", **SAID), {"Allow": "GET"}),
    "ToldError": ("没有地方了",),
}


@pytest.mark.parametrize("kind", sorted(exceptions(), key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_an_exception_says_the_same_after_a_trip(kind: type[Exception]) -> None:
    if issubclass(kind, PlankgError) and kind.__name__ not in ARGUMENTS:
        error: Exception = kind("file_missing", **SAID)
    else:
        error = kind(*ARGUMENTS[kind.__name__])
    for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):  # noqa: S301 - packed here
        assert type(again) is kind
        assert (str(again), vars(again)) == (str(error), vars(error))


def results(work: WorkPlan) -> dict[str, object]:
    """What each verb and property of a plan that needs no more words gives, by its name."""
    return {
        "self": work,
        "plan": work.plan,
        "document": work.document,
        "review": work.review,
        "counts": work.counts(),
        "tasks": work.tasks,
        "units": work.units,
        "assignments": work.assignments,
        "targets": work.targets,
        "relations": work.relations,
        "entities": work.entities,
        "documents": work.documents,
        "table": work.tasks.table(),
        "labelled": work.tasks.table(labels="zh"),
        "ask": work.ask("busiest-units"),
        "asked": work.asked("谁承担的任务最多"),
        "select": work.select("SELECT ?u WHERE { ?u a plankg:School }"),
        "boolean": work.boolean("ASK { ?u a plankg:School }"),
        "construct": work.construct("CONSTRUCT { ?u a ?t } WHERE { ?u a plankg:School , ?t }"),
        "doubts": work.doubts(),
        "lint": work.lint(),
        "coverage": work.coverage(),
        "show": work.show("上海大学"),
        "explain": work.explain("5.6"),
        "network_page": work.network_page(around="上海大学"),
        "explained": plankg.explain("县水务局会同县住建局改造老旧管网。"),
    }


def test_every_result_is_equal_after_a_trip_and_as_a_copy(work: WorkPlan) -> None:
    for name, result in results(work).items():
        assert pickle.loads(pickle.dumps(result)) == result, name  # noqa: S301 - packed here
        assert copy.deepcopy(result) == result, name


def test_a_network_and_a_store_hold_the_same_after_a_trip(work: WorkPlan) -> None:
    graph, store = work.graph(), work.store()
    again = pickle.loads(pickle.dumps(graph))  # noqa: S301 - packed here
    assert (dict(again.nodes), sorted(again.edges(keys=True))) == (dict(graph.nodes), sorted(graph.edges(keys=True)))
    assert len(pickle.loads(pickle.dumps(store))) == len(store)  # noqa: S301 - packed here


def test_the_public_names_are_all_among_what_travels() -> None:
    for name in plankg.__all__:
        public = getattr(plankg, name)
        assert pickle.loads(pickle.dumps(public)) is public or public == plankg.__version__  # noqa: S301 - packed here


def test_a_plan_that_was_asked_is_the_key_of_a_dict(work: WorkPlan) -> None:
    assert {work: 1}[pickle.loads(pickle.dumps(work))] == 1  # noqa: S301 - packed here


def test_another_process_raises_what_one_here_would_and_the_pool_goes_on() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        bad, good = pool.submit(plankg.load, "no-such-plan.txt"), pool.submit(plankg.load, "baoshan-2023h2")
        with pytest.raises(ReadingError, match=r"no-such-plan\.txt"):
            bad.result()
        assert good.result().counts()["tasks"] > 0
