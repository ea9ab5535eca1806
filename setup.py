"""The build of the package: everything is said in pyproject.toml, but that the planners' page is built first."""

import subprocess
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

BUILD = Path(__file__).resolve().parent / "viz" / "workbench" / "build.py"


class BuildWithPage(build_py):
    """Builds the page, where its sources changed, before its files are collected."""

    def run(self) -> None:
        """Build the page, then the package."""
        subprocess.run([sys.executable, str(BUILD)], check=True)  # noqa: S603 - our own script
        super().run()


setup(cmdclass={"build_py": BuildWithPage})
