"""The contract of the page: its data are what the contract says, no more and no less, and the built page is of its version."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from plankg.graph.review import same_things
from plankg.schema.loaded import Loaded
from plankg.schema.view import SavedView
from plankg.viz.page import contract
from plankg.viz.page.data import page_data
from plankg.viz.page.file import query_page, workbench_page
from plankg.viz.page.frame import frame_data
from plankg.viz.page.readings import page_readings
from pydantic import TypeAdapter

SOURCES = Path(__file__).parents[2] / "viz" / "workbench" / "src"
VIEW = SavedView(name="无人牵头", address="view=units&unit=unnamed")


def kept(type_: Any, value: object) -> object:
    """What of a value the contract names; raises where something is missing or of another type."""
    adapter = TypeAdapter(type_)
    return adapter.dump_python(adapter.validate_python(json.loads(json.dumps(value))), mode="json")


def as_json(value: object) -> object:
    return json.loads(json.dumps(value))


@pytest.fixture(scope="module")
def page(bundled: Loaded) -> contract.Page:
    another = bundled.plan.model_copy(update={"id": "another"})
    plans = [bundled, replace(bundled, plan=another)]
    same, _ = same_things(plans)
    page = page_data(plans, same, lang="zh", views={bundled.plan.id: [VIEW]})
    assert page["identities"]
    return page


@pytest.mark.slow
def test_the_data_of_plans_are_what_the_contract_says(page: contract.Page) -> None:
    assert kept(contract.Page, page) == as_json(page)


def test_the_data_without_a_plan_are_what_the_contract_says() -> None:
    page = frame_data("en")
    assert kept(contract.Page, page) == as_json(page)


@pytest.mark.slow
def test_the_readings_are_what_the_contract_says(bundled: Loaded) -> None:
    readings = page_readings([bundled])
    assert kept(dict[str, contract.Readings], readings) == as_json(readings)


def test_a_term_goes_by_what_is_shown_of_it_alone() -> None:
    assert frame_data("zh")["terms"]["Role"]["site"] == {
        "zh": "地点", "en": "is the site", "letter": "地", "does": False, "colour": "#8a6d3b", "name": "plankg:Role-site",
    }  # fmt: skip


def test_the_page_uses_whatever_it_is_sent() -> None:
    source = "\n".join(
        path.read_text("utf-8")
        for path in SOURCES.rglob("*")
        if path.suffix in {".ts", ".svelte"} and "generated" not in path.parts
    )
    types = [value for value in vars(contract).values() if getattr(value, "__total__", None) is not None]
    # the closed lists go by what the data say (`app.label(list, value)`), and the whole contract has no name in the page
    fields = {
        name for type_ in types if type_ not in (contract.Terms, contract.Contract) for name in get_type_hints(type_)
    }
    assert len(fields) > 60
    assert sorted(name for name in fields if not re.search(rf"\b{name}\b", source)) == []


@pytest.mark.slow
def test_the_built_page_takes_data_of_this_version_and_says_in_both_languages_that_it_takes_no_other(
    bundled: Loaded,
) -> None:
    for html in (workbench_page([bundled], sparql=False), query_page([])):
        script = html.rpartition("<script>")[2] if "query" in html[:2000] else html
        assert f'"version":"{contract.version()}"' in html
        assert re.search(rf"[`\"']{contract.version()}[`\"']", script)
        (line,) = re.findall(r'<p id="plankg-refusal" role="alert" hidden>(.*?)</p>', html)
        assert "版本" in line
        assert "version" in line
