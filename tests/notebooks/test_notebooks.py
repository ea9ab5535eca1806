from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from plankg.viz.fonts import FONTS, chinese_font

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.fixture(scope="session", params=NOTEBOOKS, ids=lambda path: path.stem)
def executed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook with the outputs of a kernel of its own, in which every warning of a cell is an error."""
    book = nbformat.read(request.param, as_version=4)
    book.cells.insert(0, nbformat.v4.new_code_cell("import warnings; warnings.simplefilter('error')"))
    folder = tmp_path_factory.mktemp("notebook")
    environment = {**os.environ, "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    client = NotebookClient(book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    client.execute(env=environment)
    return book


def outputs(book: Any) -> list[Any]:
    return [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]


def test_there_are_notebooks() -> None:
    assert {"who-carries-what", "targets-and-deadlines"} <= {path.stem for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    cells = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in cells if cell["outputs"] or cell["execution_count"]] == []


def test_a_notebook_runs_and_draws_without_a_word_on_stderr(executed: Any) -> None:
    found = outputs(executed)
    assert [output.text for output in found if output.output_type == "stream" and output.name == "stderr"] == []
    assert sum("image/png" in output.get("data", {}) for output in found) >= 2


def test_a_notebook_shows_sentences_of_the_plan(executed: Any, document: Any) -> None:
    shown = "\n".join(output.get("text", "") or str(output.get("data", {})) for output in outputs(executed))
    sentences = [line for line in document.normal.splitlines() if len(line) > 40]
    pieces = {piece for line in sentences for piece in line.split("。") if 20 < len(piece) < 80}
    assert sum(piece in shown for piece in pieces) >= 5


def test_the_font_is_the_first_of_the_list_that_is_installed() -> None:
    assert chinese_font({"DejaVu Sans", *FONTS[2:4]}) == FONTS[2]
    assert chinese_font({"DejaVu Sans"}) is None
