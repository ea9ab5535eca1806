"""`import plankg` in the folder above a clone finds the package, not the clone as an empty one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def python(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    (folder / "plankg").symlink_to(ROOT, target_is_directory=True)
    return subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True, check=False)


def test_it_is_the_package(tmp_path: Path) -> None:
    done = python(tmp_path, "-c", "import plankg; print(plankg.load('baoshan-2023h2').plan.id)")
    assert (done.stdout, done.stderr) == ("baoshan-2023h2\n", "")


def test_a_python_without_its_packages_says_what_to_do(tmp_path: Path) -> None:
    done = python(tmp_path, "-S", "-c", "import plankg")
    said = done.stderr.splitlines()[-1]
    assert "make setup" in said
    assert str(ROOT) in said
