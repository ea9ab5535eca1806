"""The file `plankg` beside Python, so that a Ctrl-C that comes while Python itself starts is answered in order, too.

Python prints a traceback for it, before any line of ours has run. `env` of GNU coreutils can have it wait until then
(`plankg.graph.stopping`). `python -m plankg.launcher`, a step of `make setup`, puts such a file in the place of the one that the
installer laid; where there is no such `env` (macOS, Windows) that one stays.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from plankg.graph.writing import write_whole

LATER = ("/usr/bin/env", "--block-signal=INT,TERM")
SHELL_AND_PYTHON = """#!/bin/sh
'''exec' {later} '{python}' "$0" "$@"
' '''
import sys

from plankg.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
"""


def lay(folder: Path | None = None) -> Path | None:
    """Write the file, beside Python unless it is told where; give its path, or None where this system cannot have signals wait."""
    python = Path(sys.executable)
    if "'" in str(python) or not _can_wait():
        return None
    place = (folder or python.parent) / "plankg"
    write_whole(place, SHELL_AND_PYTHON.format(later=" ".join(LATER), python=python).encode())
    place.chmod(0o755)
    return place


def _can_wait() -> bool:
    try:
        return subprocess.run([*LATER, "true"], capture_output=True, check=False).returncode == 0  # noqa: S603 - our own words
    except OSError:
        return False


if __name__ == "__main__":
    lay()
