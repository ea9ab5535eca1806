from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

PLAN = Path(__file__).parents[2] / "data" / "plans" / "baoshan-2023h2" / "source.txt"

PdfMaker = Callable[[Sequence[Sequence[tuple[float, float, str]]]], bytes]


def lines(*words: str, top: float = 0.9) -> list[tuple[float, float, str]]:
    """Give lines below each other from the left margin; one that begins with 　　 is set in by two ideographs."""
    return [
        (0.1 + 0.054 * line.startswith("　　"), top - 0.03 * number, line.strip("　"))
        for number, line in enumerate(words)
    ]
