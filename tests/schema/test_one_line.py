"""One line of `schema/terms.py` adds a role, a type or a kind: all that is built, asked and held follows from it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PLAN = "baoshan-2023h2"
LINES = {
    '    PARTNER = "partner"': '    ADVISER = "adviser", "顾问", "advises", "顾", True, "#1a7f7a", "advises"',
    '    SITE = "site"': '    WITNESS = "witness", "见证", "is the witness", "证", False, "#555555", "witnessedBy"',
    '    CENTRE = "Centre"': '    LABORATORY = "Laboratory", "实验室", "Laboratory", "#117733", True',
    '    PILOT = "pilot"': '    REHEARSE = "rehearse", "演练", "rehearse"',
}
"""Before which line of the terms each new one is put."""
DECISIONS = """
- {action: change, statement: assignment, directive: 17, quote: 骨干攻关研究共同体, set: {role: adviser}, reason: 试}
- {action: change, statement: entity, directive: 15, quote: 居村委, of: {name: 居村委}, set: {type: Laboratory}, reason: 试}
- {action: change, statement: task, directive: 19, quote: 教师评价改革, set: {kind: rehearse}, reason: 试}
"""
QUERY = """
SELECT ?unit ?role ?place ?kind {
  ?u plankg:advises ?t ; skos:prefLabel ?unit .
  ?a plankg:unit ?u ; plankg:role ?r . ?r skos:prefLabel ?role FILTER (LANG(?role) = "zh")
  ?p a plankg:Laboratory , plankg:Unit ; skos:prefLabel ?place .
  ?d plankg:taskKind ?k . ?k skos:notation "rehearse" ; skos:prefLabel ?kind FILTER (LANG(?kind) = "zh")
}
"""
ASKING = """
from plankg.graph.plans import load_plan
from plankg.graph.store import Store
work, store = load_plan("{plan}"), Store()
store.load(work.plan, work.document, review=work.review)
print([row["role"] for row in store.ask("task-units", topic="骨干攻关研究共同体").records()])
"""


class Scratch:
    """A copy of the package in which the lines stand, and the bundled plan in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run(
            [sys.executable, "setup.py", "--quiet", "build_py", "--build-lib", folder],
            cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        terms = folder / "plankg" / "schema" / "terms.py"
        text = terms.read_text("utf-8")
        for before, line in LINES.items():
            assert text.count(before) == 1
            text = text.replace(before, f"{line}\n{before}")
        terms.write_text(text, "utf-8")
        self.plan = folder / "plankg" / "data" / "plans" / PLAN
        review = self.plan / "review.yaml"
        kept = [line for line in review.read_text("utf-8").splitlines() if "骨干攻关研究共同体" not in line]
        review.write_text("\n".join(kept) + DECISIONS, "utf-8")
        self.run("-m", "plankg.graph.rdf.generated")

    def run(self, *arguments: str | Path) -> str:
        """Run Python with the copy before the package itself."""
        environment = os.environ | {"PYTHONPATH": str(self.folder), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder, env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return Scratch(tmp_path_factory.mktemp("另一份"))


def test_the_plan_is_built_and_each_form_shows_them(scratch: Scratch) -> None:
    scratch.run("-m", "plankg", "build", scratch.plan, "-o", scratch.folder / "out")
    for name in ("index.html", "plan.ttl"):
        text = (scratch.folder / "out" / name).read_text("utf-8")
        assert "顾问" in text, name
        assert "实验室" in text, name


def test_the_graph_holds_and_answers(scratch: Scratch) -> None:
    assert "错误 0" in scratch.run("-m", "plankg", "validate", scratch.plan)
    rows = scratch.run("-m", "plankg", "query", scratch.plan, QUERY, "--format", "csv").split()
    assert set(rows[1:]) == {"“8+93+1306”骨干攻关研究共同体,顾问,居村委,演练"}


def test_a_ready_question_counts_a_new_role_among_those_who_do(scratch: Scratch) -> None:
    question = ASKING.format(plan=PLAN)
    assert "顾问" in scratch.run("-c", question)
