"""The archives of a release: `make dist` also installs the wheel and works with it, which takes minutes."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest
from archives import built, looked_into

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built out of the source archive that lies beside it."""
    folder = tmp_path_factory.mktemp("archives")
    return built(folder, folder)


def test_a_wheel_built_from_the_source_archive_holds_what_is_installed_and_nothing_else(wheel: Path) -> None:
    looked_into(wheel)


def test_a_wheel_with_the_sources_of_the_page_is_refused(wheel: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / wheel.name
    spoilt.write_bytes(wheel.read_bytes())
    with zipfile.ZipFile(spoilt, "a") as packed:
        packed.writestr("plankg/viz/workbench/src/main.ts", "")
    with pytest.raises(SystemExit, match="workbench"):
        looked_into(spoilt)


def test_the_source_archive_holds_the_page_and_its_sources_but_nothing_fetched(wheel: Path) -> None:
    (archive,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {"viz/built/workbench.html", "viz/workbench/package.json", "LICENSE", "README.md"} <= names
    assert not any(
        {"node_modules", "__pycache__"} & set(name.split("/")) or name.startswith("tests/") for name in names
    )
