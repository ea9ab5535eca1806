"""Files written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile

from plankg.schema.errors import GraphError


def write_whole(path: Path, content: bytes) -> None:
    """Write the file beside its place first, then put it there; a device or a pipe is written to as it is.

    Raises GraphError where that cannot be done.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        place = path.resolve()
        with NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}-", suffix=".part", delete=False) as part:
            part.write(content)
        written = Path(part.name)
        try:
            written.chmod(0o644)
            written.replace(place)
        except OSError:
            written.unlink()
            raise
    except OSError as error:
        raise GraphError("file_not_written", path=path, reason=error.strerror or error) from error
