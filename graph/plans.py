"""Plans: where they are kept, and a plan as read, extracted and reviewed."""

from __future__ import annotations

import tomllib
from importlib.resources import as_file, files
from pathlib import Path

from plankg.graph.extraction import extract
from plankg.graph.own_words import WORDS, load_words
from plankg.graph.reading import read
from plankg.graph.review import apply_review, load_review
from plankg.schema.decision import Review
from plankg.schema.errors import UsageError
from plankg.schema.faults import first_fault
from plankg.schema.loaded import Loaded
from plankg.schema.model import Model, labelled
from pydantic import ValidationError

SETTINGS = "plan.toml"


class PlanSettings(Model):
    """What `plan.toml` says: the plan's id and its files, named from the folder."""

    id: str = labelled("编号", "id", pattern=r"^[^\W_A-Z]([^\W_A-Z]|-)*$")
    source: str = labelled("原文文件", "source file", default="source.txt")
    review: str = labelled("审定文件", "review file", default="review.yaml")
    about: str = labelled("说明", "what it is", default="")
    origin: str = labelled("来源", "where the text comes from", default="")


def load_plan(where: str | Path, *, review: bool = True) -> Loaded:
    """The plan of a folder, an id or just a file, read, extracted and, unless told not to, reviewed.

    Raises UsageError where there is no such plan, ReadingError, ExtractionError or ReviewError where a file is at fault.
    """
    folder, settings, source = locate(where)
    document = read(source)
    plan = extract(document, plan_id=settings.id, own=load_words(folder / WORDS) if folder else None)
    decisions = load_review(folder / settings.review) if folder and review else Review()
    plan, issues = apply_review(plan, document, decisions)
    return Loaded(plan, document, decisions, issues, folder)


def locate(where: str | Path) -> tuple[Path | None, PlanSettings, Path]:
    """The folder (None for a bare file), the settings and the source file that a name, folder or file stands for."""
    path = Path(where)
    if path.is_file() and path.name != SETTINGS:
        return None, PlanSettings(id=plan_id(path), source=path.name), path
    folder = path.parent if path.name == SETTINGS else path
    if not folder.is_dir():
        folder = plans_folder() / str(where)
        if not folder.is_dir() or not (folder / SETTINGS).is_file():
            if path.suffix or "/" in str(where) or "\\" in str(where):
                return None, PlanSettings(id="missing"), path
            raise UsageError("plan_unknown", name=where, known="、".join(plan_ids()))
    if not (folder / SETTINGS).is_file():
        raise UsageError("folder_without_plan", path=folder)
    settings = _settings(folder / SETTINGS)
    return folder, settings, folder / settings.source


def plan_ids() -> list[str]:
    """The ids of the plans that come with the package, in order."""
    return sorted(folder.name for folder in plans_folder().iterdir() if (folder / SETTINGS).is_file())


def plans_folder() -> Path:
    """The folder of the plans that come with the package."""
    with as_file(files("plankg.data") / "plans") as folder:
        return folder


def _settings(path: Path) -> PlanSettings:
    try:
        return PlanSettings(**tomllib.loads(path.read_text("utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError("plan_toml_broken", path=path, problem=error) from None
    except ValidationError as error:
        raise UsageError("plan_toml_wrong", path=path, fault=first_fault(error, PlanSettings)) from None


def plan_id(path: Path) -> str:
    """A plan id for a file: its name in lower case, with a hyphen for what is neither letter nor digit.

    >>> plan_id(Path("宝山区教育局 工作要点_2024.docx"))
    '宝山区教育局-工作要点-2024'
    """
    letters = "".join(char if char.isalpha() or char.isdecimal() else " " for char in path.stem.lower())
    return "-".join(letters.split()) or "plan"
