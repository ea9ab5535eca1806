from __future__ import annotations

from pathlib import Path

import pytest
from made_plans import write

from plankg.corpus import Corpus


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three plans as files, one of them in a folder of its own within."""
    folder = write(tmp_path_factory.mktemp("corpus") / "计划", 2)
    own = folder / "2017" / "第三份"
    write(own, 3)
    for number in range(2):
        (own / f"plan-{number}.txt").unlink()
    (own / "plan.toml").write_text('id = "第三份"\nsource = "plan-2.txt"\n', "utf-8")
    return folder


@pytest.fixture(scope="session")
def built(folder: Path) -> Corpus:
    """The same, built."""
    return Corpus(folder).build(folder.parent / "结果", processes=2)
