"""The update mode: `--update` writes what is read now into the sections that fail, and says which sections it changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from specification import FOLDER, Section, rewritten, sections

CHANGED = pytest.StashKey[list[str]]()
Update = Callable[[Section], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="write what is read now into the tables of sections that fail"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[CHANGED] = []
    if config.getoption("--update", default=False) and config.getoption("numprocesses", default=None):
        raise pytest.UsageError("--update writes files: run it without -n")


@pytest.fixture
def update(pytestconfig: pytest.Config) -> Update | None:
    """Rewrite a section and note that it was changed; nothing unless `--update` was asked for."""
    if not pytestconfig.getoption("--update", default=False):
        return None

    def rewrite(section: Section) -> None:
        path = FOLDER / section.file
        path.write_text(rewritten(path.read_text("utf-8"), section), "utf-8", newline="\n")
        pytestconfig.stash[CHANGED].append(section.name)

    return rewrite


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not config.getoption("--update", default=False):
        return
    changed = config.stash[CHANGED]
    of_all = f"{len(changed)} of {len(sections())} sections changed: look at the diff before it is kept"
    terminalreporter.section("specification updated" if changed else "specification holds")
    for line in [of_all, *changed] if changed else ["no section changed"]:
        terminalreporter.write_line(line)
