from __future__ import annotations

import ast
import re
import runpy
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from shapes_of_plans import HEAD, SHAPES

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "docs" / "notebooks.py"))
PAIRS: list[tuple[Path, Path]] = list(SCRIPT["pairs"]())
CHINESE = [chinese for chinese, _ in PAIRS]
OF_ONE = [path for path in CHINESE if path.stem[0] in "12347"]
(OF_TWO,) = (path for path in CHINESE if path.stem[0] == "5")
(OF_MANY,) = (path for path in CHINESE if path.stem[0] == "6")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def name_of(path: Path) -> str:
    return path.stem


def is_parameters(cell: Any) -> bool:
    return "parameters" in cell.metadata.get("tags", ())


@pytest.fixture(scope="session")
def run() -> Iterator[Any]:
    with SCRIPT["kernel"]() as running:
        yield running


@pytest.fixture(scope="session", params=CHINESE, ids=name_of)
def executed(request: pytest.FixtureRequest, run: Any) -> tuple[Path, Any]:
    """A notebook with what it shows now; a hundred plans are read by who makes it, three here."""
    book = SCRIPT["read"](request.param)
    for cell in SCRIPT["code"](book):
        if request.param == OF_MANY and is_parameters(cell):
            cell.source = cell.source.replace("MOST = 100", "MOST = 3")
    return request.param, run(book)


def shown(book: Any) -> list[list[dict[str, Any]]]:
    """What each cell shows: text as it is, of a picture only that there is one, since fonts differ between machines."""
    cells = []
    for cell in SCRIPT["code"](book):
        outputs: list[dict[str, Any]] = []
        for output in cell.outputs:
            if output.output_type == "stream":
                outputs.append({output.name: output.text})
            else:
                outputs.append({kind: "" if kind == "image/png" else text for kind, text in output.data.items()})
        cells.append(outputs)
    return cells


def test_there_are_seven_and_each_has_a_twin() -> None:
    assert [path.stem[0] for path in CHINESE] == list("1234567")
    assert {path.name for path in CHINESE} == {path.name for path in (ROOT / "notebooks" / "en").glob("*.ipynb")}


@pytest.mark.parametrize(("chinese", "english"), PAIRS, ids=lambda path: path.stem)
def test_twins_are_the_same_up_to_their_texts(chinese: Path, english: Path) -> None:
    one, other = SCRIPT["read"](chinese), SCRIPT["read"](english)
    assert [(cell.id, cell.cell_type) for cell in one.cells] == [(cell.id, cell.cell_type) for cell in other.cells]
    assert [SCRIPT["in_english"](cell.source) for cell in SCRIPT["code"](one)] == [
        cell.source for cell in SCRIPT["code"](other)
    ]
    for first, second in zip(one.cells, other.cells, strict=True):
        if first.cell_type == "markdown":
            assert re.findall("^#+ ", first.source, re.MULTILINE) == re.findall("^#+ ", second.source, re.MULTILINE)
            assert first.source != second.source


@pytest.mark.parametrize(("chinese", "english"), PAIRS, ids=lambda path: path.stem)
def test_the_english_twin_shows_every_number_of_the_chinese_one(chinese: Path, english: Path) -> None:
    rows = [shown(SCRIPT["read"](path)) for path in (chinese, english)]
    for one, other in zip(*rows, strict=True):
        assert [sorted(output) for output in one] == [sorted(output) for output in other]
        assert Counter(NUMBER.findall(str(one))) - Counter(NUMBER.findall(str(other))) == Counter()


def test_a_notebook_shows_what_is_kept_in_it(executed: tuple[Path, Any]) -> None:
    path, book = executed
    kept, now = shown(SCRIPT["read"](path)), shown(book)
    if path == OF_MANY:
        kept, now = ([[sorted(output) for output in cell] for cell in cells] for cells in (kept, now))
    assert now == kept, "`make notebooks` writes them anew"


def test_a_notebook_says_nothing_on_stderr_and_shows_something_in_most_cells(executed: tuple[Path, Any]) -> None:
    cells = shown(executed[1])
    assert [output for outputs in cells for output in outputs if "stderr" in output] == []
    assert sum(map(bool, cells)) >= len(cells) - 2


@pytest.mark.parametrize(
    "path", [path for pair in PAIRS for path in pair], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_notebook_with_its_pictures_is_small_and_names_no_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text) < 400_000
    assert not re.search(r"/(?:home|root|tmp|Users)/|0x[0-9a-f]{8}", text)


def run_cells(path: Path, **parameters: object) -> dict[str, Any]:
    """The names that a notebook's cells leave, run here with other parameters; what a cell shows is made, too."""
    names: dict[str, Any] = {}
    for cell in SCRIPT["code"](SCRIPT["read"](path)):
        if is_parameters(cell):
            assert {line.split(" = ")[0] for line in cell.source.splitlines()} == set(parameters)
            names |= parameters
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, path.name, "exec"), names)  # noqa: S102 - our own cells
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), path.name, "eval"), names)  # noqa: S307 - see above
            names["_"] = value._repr_html_() if hasattr(value, "_repr_html_") else repr(value)
    return names


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file for each shape."""
    place = tmp_path_factory.mktemp("计划")
    for name, text in SHAPES.items():
        (place / f"{name}.txt").write_text(HEAD + text, "utf-8")
    return place


@pytest.fixture(autouse=True)
def own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back what the notebooks set."""
    monkeypatch.setenv("PLANKG_LANG", "zh")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("path", OF_ONE, ids=name_of)
def test_a_notebook_runs_over_a_plan_of_any_shape(path: Path, shape: str, folder: Path) -> None:
    assert run_cells(path, PLAN=str(folder / f"{shape}.txt"))["work"].plan.id == shape


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("earlier", "later"), [("no-units", "tasks-table"), ("headings", "indicators")])
def test_any_two_plans_are_compared(earlier: str, later: str, folder: Path) -> None:
    names = run_cells(OF_TWO, EARLIER=folder / f"{earlier}.txt", LATER=folder / f"{later}.txt")
    assert (names["earlier"].plan.id, names["later"].plan.id) == (earlier, later)


@pytest.mark.filterwarnings("error")
def test_a_folder_of_all_shapes_is_read_and_what_cannot_be_is_named(folder: Path) -> None:
    (folder / "坏的.txt").write_bytes(b"\x00\x01")
    names = run_cells(OF_MANY, FOLDER=folder, MOST=100)
    assert len(names["plans"]) == len(SHAPES)
    assert [name for name, _ in names["refused"]] == ["坏的.txt"]


def test_the_folder_s_page_names_each_notebook() -> None:
    page = (ROOT / "notebooks" / "README.md").read_text("utf-8")
    assert re.findall(r"\]\(((?:zh|en)/[^)]+)\)", page) == [
        f"{path.parent.name}/{path.name}" for pair in PAIRS for path in pair
    ]
