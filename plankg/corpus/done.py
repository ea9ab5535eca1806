"""What a build has read so far, beside the folder that it will be written to: a build that was stopped goes on from there."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from plankg.graph.formats.archive import zipped
from plankg.graph.writing import write_whole
from pydantic import ValidationError

from plankg.corpus.pages import Piece
from plankg.corpus.reading import Job, Outcome
from plankg.corpus.record import Head

HEAD, PLAN, PAGE, BESIDE, TABLES = "head.json", "plan", "page", "beside", "tables/"


class Done:
    """Outcomes by the fingerprints of their plans, a file each."""

    def __init__(self, folder: Path) -> None:
        """Look beside the folder of the build."""
        self.folder = folder.with_name(f"{folder.name}.unfinished")

    def keep(self, fingerprint: str, result: Outcome) -> None:
        """Keep what came of a plan. Raises GraphError where it cannot be written."""
        if result.head:
            self.folder.mkdir(parents=True, exist_ok=True)
            files = {HEAD: result.head.model_dump_json().encode(), PLAN: result.plan}
            files |= {PAGE: result.page.data, BESIDE: result.page.brief} if result.page else {}
            files |= {f"{TABLES}{name}": content for name, content in result.tables.items()}
            write_whole(self.folder / f"{fingerprint}.zip", zipped(files))

    def outcome(self, fingerprint: str, job: Job) -> Outcome | None:
        """What came of a plan that was read as this job wants it, None where it was not."""
        try:
            with ZipFile(BytesIO((self.folder / f"{fingerprint}.zip").read_bytes())) as archive:
                files = {name: archive.read(name) for name in archive.namelist()}
            head = Head.model_validate_json(files[HEAD])
        except (OSError, BadZipFile, KeyError, ValidationError):
            return None
        page = Piece(files[PAGE], files[BESIDE]) if PAGE in files else None
        if "page" in job.wants and page is None:
            return None
        tables = {name.removeprefix(TABLES): content for name, content in files.items() if name.startswith(TABLES)}
        return Outcome(job.name, head, files[PLAN], tables, page=page)

    def clear(self) -> None:
        """Take it all away: the build is done."""
        shutil.rmtree(self.folder, ignore_errors=True)
