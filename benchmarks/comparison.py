"""How well a comparison tells what was changed: pairs of plans made by known edits, precision and recall of each kind.

`python benchmarks/comparison.py [FOLDER …]` takes our own annotated plans, or the texts in these folders; `-v` lists what is wrong.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from plankg.graph.comparison import Comparison, compare
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.graph.training.handwritten import read_handwritten
from plankg.schema.loaded import Loaded
from plankg.schema.terms import ChangeKind

sys.path.insert(0, str(Path(__file__).resolve().parent))

from edits import Editor, Version, kept_at, spare_sentences

REFERENCES = Path(__file__).resolve().parent / "references"
OWN = (
    "vocational-linjiang-2026", "edu-liaowan-2026h1", "gov-songluan-2025-zhujian", "culture-yanhe-2024",
    "health-mianhe-2026-yiyuan",
    "park-linwan-2025-xiangmu", "gov-luoxi-2024-hezhang", "edu-mingchuan-2025h2", "gov-shiba-2025-jiaotongshuili",
    "sport-jinheng-2026",
)  # fmt: skip
SPARE = ("agri-suotang-2026", "edu-lanpu-2026h2", "data-cangyue-2025-shuzi")
WANTED = 0.95


class Score:
    """Right, too much and missed, by kind; `pairs` counts which task is which."""

    def __init__(self) -> None:
        """Begin with none."""
        self.right: Counter[str] = Counter()
        self.much: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()

    def add(self, kind: str, *, wanted: bool, given: bool) -> None:
        """Count one verdict."""
        if wanted and given:
            self.right[kind] += 1
        elif given:
            self.much[kind] += 1
        elif wanted:
            self.missed[kind] += 1

    def rows(self) -> Iterator[tuple[str, float, float, int]]:
        """Precision, recall and number of each kind."""
        for kind in ["pair", *(kind.value for kind in ChangeKind)]:
            right, much, missed = self.right[kind], self.much[kind], self.missed[kind]
            yield kind, right / max(1, right + much), right / max(1, right + missed), right + missed


def work_of(text: str, name: str) -> Loaded:
    """A text read as a plan."""
    document = document_from_text(text, name=f"{name}.txt")
    return Loaded(extract(document, plan_id=name), document)


def texts(folders: Sequence[Path]) -> dict[str, str]:
    """The texts to be edited, by name."""
    if folders:
        return {path.stem: path.read_text("utf-8") for folder in folders for path in sorted(folder.glob("*.txt"))}
    return {name: read_handwritten(REFERENCES / f"{name}.yaml")[0] for name in OWN}


def judge(comparison: Comparison, version: Version, score: Score, say: bool = False) -> None:
    """Hold what a comparison says of each task against what was done to it."""
    of_task = {side.task.id: change for change in comparison.changes for side in change.before}
    for task in comparison.before.plan.tasks:
        change = of_task[task.id]
        wanted = version.kinds.get(task.id) or {ChangeKind.CONTINUED}
        wanted = {ChangeKind.DROPPED} if ChangeKind.DROPPED in wanted else wanted
        kept = kept_at(version, task)
        spans = [(piece.start, piece.end) for side in change.after for piece in side.task.evidence.pieces]
        stands = any(start <= place < end for start, end in spans for place in kept)
        given = set(change.kinds) if stands or not change.after else set()
        score.add("pair", wanted=ChangeKind.DROPPED not in wanted, given=stands)
        for kind in ChangeKind:
            score.add(kind.value, wanted=kind in wanted, given=kind in given)
        if say and given != wanted:
            print(
                "  ",
                sorted(wanted),
                sorted(given),
                change.score,
                task.text,
                "=>",
                [s.quote for s in change.after],
                change.differences,
            )
    for change in comparison.changes:
        for side in change.after:
            start, end = side.task.evidence.start, side.task.evidence.end
            wanted_new = any(first < end and start < last for first, last in version.added)
            given_new = ChangeKind.NEW in change.kinds
            score.add(ChangeKind.NEW.value, wanted=wanted_new, given=given_new)
            if say and wanted_new != given_new:
                print(
                    "  ", "new wanted" if wanted_new else "not new", side.quote, "<=", [s.quote for s in change.before]
                )


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 1 where a kind misses what is wanted."""
    say = "-v" in arguments
    spare = spare_sentences(work_of(read_handwritten(REFERENCES / f"{name}.yaml")[0], name) for name in SPARE)
    score, seconds, tasks = Score(), 0.0, 0
    for seed, (name, text) in enumerate(texts([Path(each) for each in arguments if each != "-v"]).items()):
        before = work_of(text, name)
        version = Editor(before, seed=seed, spare=spare).version()
        if version.text == before.document.text:
            continue
        after = work_of(version.text, f"{name}-2")
        start = time.perf_counter()
        comparison = compare(before, after)
        seconds += time.perf_counter() - start
        tasks += len(before.plan.tasks)
        if say:
            print(name, len(before.plan.tasks))
        judge(comparison, version, score, say)
    print(f"{'':10}{'precision':>10}{'recall':>10}{'number':>8}")
    for kind, precision, recall, number in score.rows():
        print(f"{kind:10}{precision:10.3f}{recall:10.3f}{number:8}")
    print(f"{tasks} tasks compared in {seconds:.2f} s")
    return int(any(min(precision, recall) < WANTED for _, precision, recall, _ in score.rows()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
