"""Libraries that one use alone needs: each comes with an extra of the package, as in `pip install "plankg[parquet]"`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

from plankg.schema.errors import InstallationError

EXTRAS: Mapping[str, str] = {
    "cluster": "distributed",
    "corpus": "duckdb",
    "mcp": "mcp",
    "notebooks": "matplotlib",
    "parquet": "pyarrow",
    "shacl": "pyshacl",
}
"""The library that is imported, by the name of its extra in pyproject.toml."""


def is_installed(library: str) -> bool:
    """Whether a library can be imported."""
    return find_spec(library) is not None


def need(extra: str, library: str | None = None) -> None:
    """Make sure that an extra's library, or another one that it brings, is there before it is imported.

    Raises InstallationError, with what to install, where it is not.
    """
    wanted = library or EXTRAS[extra]
    if not is_installed(wanted):
        raise InstallationError("library_missing", library=wanted, extra=extra)
