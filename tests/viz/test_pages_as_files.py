from __future__ import annotations

import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from plankg.graph.extraction import extract
from plankg.graph.network import network
from plankg.graph.reading.text import document_from_text
from plankg.schema.decision import Review
from plankg.schema.loaded import Loaded
from plankg.schema.wording import catalogue
from plankg.viz import network_page, workbench_page

pytestmark = pytest.mark.slow


def planners_page(loaded: Loaded) -> str:
    return workbench_page([loaded])


def pyvis_page(loaded: Loaded) -> str:
    return network_page(network(loaded.plan, loaded.document))


PAGES: dict[str, Callable[[Loaded], str]] = {"workbench": planners_page, "network": pyvis_page}
CALLS = {
    "workbench": "viz.workbench_page([loaded])",
    "network": "viz.network_page(network(loaded.plan, loaded.document))",
}
TEMPLATES = sorted(path.name for path in (files("plankg.viz") / "templates").iterdir())


class Parts(HTMLParser):
    """The scripts, styles, data and policy of a page, and every address in it, as a browser would part them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open = ""
        self.found: dict[str, list[str]] = {"script": [], "style": [], "data": [], "policy": [], "address": []}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        kinds = {"application/json": "data", "text/plain": "packed"}
        # libraries stand in the page as text until they are needed, and are then run as scripts
        later = (said.get("id") or "").startswith("later_")
        self.open = tag if later else kinds.get(said.get("type") or "", tag)
        if said.get("http-equiv") == "Content-Security-Policy":
            self.found["policy"].append(said["content"] or "")
        self.found["address"] += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        if self.open in ("script", "style", "data"):
            self.found[self.open].append("")

    def handle_data(self, data: str) -> None:
        if self.open in ("script", "style", "data"):
            self.found[self.open][-1] += data

    def handle_endtag(self, _tag: str) -> None:
        self.open = ""


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_allows_these_scripts_and_styles_and_no_request(bundled: Loaded, name: str) -> None:
    parts = Parts(PAGES[name](bundled)).found
    (policy,) = parts["policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    for kind in ("script", "style"):
        hashes = {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in parts[kind]}
        assert hashes
        assert set(rules[f"{kind}-src"].split(" ")) - {"'wasm-unsafe-eval'"} == hashes
    needed = {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"}
    # the engine for queries runs in a worker that the page makes itself; its editor places its parts by attributes
    assert set(rules) - needed <= {"worker-src", "style-src-attr"}
    assert rules.get("worker-src", "blob:") == "blob:"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_in_the_page_points_outside(bundled: Loaded, name: str) -> None:
    parts = Parts(PAGES[name](bundled)).found
    assert set(parts["address"]) <= {"data:,", "#main"}


@pytest.mark.parametrize("name", PAGES)
def test_no_text_of_the_plan_can_end_the_data(name: str) -> None:
    text = "某区教育局2023年工作要点\n\n一、改革</script><!--\n\n1.加强建设。推进</script><script>学校]]>建设。\n"
    document = document_from_text(text, name="x</script>.txt")
    hostile = Loaded(extract(document, plan_id="</title>"), document, Review(), (), None)
    parts = Parts(PAGES[name](hostile)).found
    (data,) = parts["data"]
    known = json.loads(data)
    said = [known["plans"][0]["text"]] if "plans" in known else [node["title"] for node in known["nodes"]]
    assert [text for text in said if "</script><script>学校" in text]


@pytest.mark.parametrize("name", PAGES)
def test_the_same_plan_gives_the_same_page_in_another_process(bundled: Loaded, name: str) -> None:
    program = (
        "import hashlib; from plankg import viz; from plankg.graph.network import network;"
        "from plankg.graph.plans import load_plan;"
        f"loaded = load_plan('{bundled.plan.id}'); page = {CALLS[name]};"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    # this process has a seed of its own
    other = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "1"}
    )
    assert other.stdout == sha256(PAGES[name](bundled).encode()).hexdigest() + "\n"


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    chinese, english = catalogue("zh"), catalogue("en")
    pages = {key for key in chinese if key.startswith(("page.", "table."))}
    assert pages == {key for key in english if key.startswith(("page.", "table."))}
    for key in pages:
        assert set(re.findall(r"\{(\w+)\}", chinese[key])) == set(re.findall(r"\{(\w+)\}", english[key])), key


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name.endswith(".js")])
def test_no_script_of_ours_makes_html_from_text(name: str) -> None:
    text = (files("plankg.viz") / "templates" / name).read_text("utf-8")
    for door in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch("):
        assert door not in text


def test_a_view_costs_only_its_own_libraries() -> None:
    program = "import sys; from plankg.viz import workbench_page; print([m for m in ('pyvis', 'openpyxl') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
