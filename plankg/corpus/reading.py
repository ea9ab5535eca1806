"""One plan read for a corpus, wherever that is done: a job says what is wanted, the outcome holds all that came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from plankg.graph.plans import SETTINGS, load_plan
from plankg.graph.writing import write_whole
from plankg.schema.errors import GraphError, PlankgError
from plankg.schema.loaded import Loaded

from plankg.corpus.packing import packed
from plankg.corpus.pages import Piece, page_piece
from plankg.corpus.record import Head


@dataclass(frozen=True)
class Job:
    """A plan to read, by its name in the corpus and its place on this machine.

    `files`, by name, are sent along where the reader has another disk; `wants` names what is made besides: page.
    """

    name: str
    place: str
    review: bool = True
    wants: frozenset[str] = frozenset()
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What came of a job: the plan packed, its tables as Parquet by name, what its page needs where wanted; or the fault."""

    name: str
    head: Head | None = None
    plan: bytes = b""
    tables: Mapping[str, bytes] = field(default_factory=dict)
    page: Piece | None = None
    fault: str | None = None


def outcome(job: Job) -> Outcome:
    """Read the plan; whatever goes wrong is its fault, told in one line, and nobody else's."""
    try:
        return _outcome(job)
    except PlankgError as error:
        return Outcome(job.name, fault=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one text is not to keep a thousand others
        problem = f"{type(error).__name__}: {error}"
        return Outcome(job.name, fault=str(GraphError("plan_not_read", name=job.name, problem=problem)))


def _outcome(job: Job) -> Outcome:
    if not job.files:
        return of_plan(job.name, load_plan(job.place, review=job.review), job.wants)
    with TemporaryDirectory(prefix="plankg-") as name:
        folder = Path(name)
        for path, content in job.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / path, content)
        place = folder if SETTINGS in job.files else folder / Path(job.place).name
        return of_plan(job.name, load_plan(place, review=job.review), job.wants)


def of_plan(name: str, loaded: Loaded, wants: frozenset[str] = frozenset()) -> Outcome:
    """What a corpus keeps of a plan that is read."""
    from plankg.corpus.tables import plan_tables  # noqa: PLC0415 - pyarrow is slow to load, and comes with an extra

    return Outcome(
        name,
        head_of(loaded),
        packed(loaded),
        plan_tables(loaded.plan),
        page_piece(loaded) if "page" in wants else None,
    )


def head_of(loaded: Loaded) -> Head:
    """What is told of a plan without loading it."""
    from plankg.graph.checks.validation import verify  # noqa: PLC0415 - who only unpacks needs no checks
    from plankg.graph.counting import counts  # noqa: PLC0415 - see above

    plan, document = loaded.plan, loaded.plan.document
    return Head(
        id=plan.id,
        title=plan.title,
        issuer=str(document.issuer.value) if document.issuer else None,
        issued=str(document.issued_date.value) if document.issued_date else None,
        counts=counts(plan),
        errors=sum(issue.severity == "error" for issue in verify(plan, loaded.document)),
    )
