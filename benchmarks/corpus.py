"""Plans by the hundred: the bundled one varied by a seed, its structure kept.

Each has its own id, its own names for schools and units, and its own figures. Names are replaced by names of the same length
and figures by figures of the same length, wherever the plan writes them, so that every quote still stands at its place.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from plankg.graph.plans import load_plan
from plankg.graph.rdf import nquads
from plankg.schema.loaded import Loaded

PLAN_ID = "baoshan-2023h2"
SHARE = r"(?<![\d.])\d\d(?=%)"
STEM = 2
STEMS = re.compile(rf"[\u4e00-\u9fff]{{{STEM}}}")
"""So many characters of a name are replaced."""
CHARACTERS = "安北长春大东风高光海河红华江金景静康乐丽林龙明南宁平青庆仁山上胜盛石水松泰天田文西新兴秀阳永玉园远云正中"
NAMED = ("School", "EducationGroup", "PartnerInstitution", "Centre")


def plan_id(number: int) -> str:
    """Name the plan of that number.

    >>> plan_id(17)
    'plan-0017'
    """
    return f"plan-{number:04}"


class Corpus:
    """Varied plans by their numbers; the same number and seed give the same bytes."""

    def __init__(self, *, seed: int = 1) -> None:
        """Read the bundled plan, and find the places in its quads that vary."""
        self.original: Loaded = load_plan(PLAN_ID)
        self._seed = seed
        text = nquads(self.original.plan, self.original.document, review=self.original.review).decode()
        names = {each.name[:STEM] for each in self.original.plan.entities if each.type.value in NAMED}
        stems = "|".join(sorted(name for name in names if STEMS.fullmatch(name)))
        self._varying = re.compile(rf"({PLAN_ID}|{stems}|{SHARE})")
        self._parts = self._varying.split(text)
        self._kinds = sorted(set(self._parts[1::2]))

    def quads(self, number: int) -> bytes:
        """The plan of that number as N-Quads."""
        new = self._new(number)
        parts = self._parts.copy()
        parts[1::2] = [new[part] for part in parts[1::2]]
        return "".join(parts).encode()

    def text(self, number: int) -> str:
        """The text of the plan of that number, as it is read."""
        new = self._new(number)
        return self._varying.sub(lambda match: new.get(match[0], match[0]), self.original.document.text)

    def write(self, folder: Path, count: int) -> None:
        """Write the texts of so many plans into a folder, a file each."""
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(count):
            (folder / f"{plan_id(number)}.txt").write_text(self.text(number), "utf-8")

    def unit(self, number: int) -> str:
        """The name of a unit of that plan: the first of its schools with a task."""
        name = next(row.name for row in self.original.plan.assignments if row.unit.startswith("School/"))
        new = self._new(number)
        return self._varying.sub(lambda match: new[match[0]], name)

    def _new(self, number: int) -> dict[str, str]:
        """What stands in that plan for the id, for each name and for each figure."""
        dice = random.Random(f"{self._seed}/{number}")  # noqa: S311 - variety, not secrets
        new = {
            old: str(dice.randint(10, 99)) if old.isdecimal() else "".join(dice.sample(CHARACTERS, STEM))
            for old in self._kinds
        }
        return {**new, PLAN_ID: plan_id(number)}

    def pieces(self, count: int) -> Iterator[bytes]:
        """So many plans as N-Quads, one after the other."""
        return map(self.quads, range(count))
