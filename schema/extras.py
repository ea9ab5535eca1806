"""Libraries that one use alone needs: each comes with an extra of the package, as in `pip install "plankg[parquet]"`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

from plankg.schema.errors import InstallationError

EXTRAS: Mapping[str, str] = {"mcp": "mcp", "notebooks": "matplotlib", "parquet": "pyarrow", "shacl": "pyshacl"}
"""The library that is imported, by the name of its extra in pyproject.toml."""


def need(extra: str) -> None:
    """Make sure that an extra's library is there, before it is imported.

    Raises InstallationError, with what to install, where it is not.
    """
    if find_spec(EXTRAS[extra]) is None:
        raise InstallationError("library_missing", library=EXTRAS[extra], extra=extra)
