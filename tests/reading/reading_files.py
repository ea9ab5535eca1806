from __future__ import annotations

import re
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


def broken(paragraphs: Sequence[str], *, width: int = 28) -> list[str]:
    """Give paragraphs as official letters print them: lines of one width in ideographs, the first set in by two."""
    laid: list[str] = []
    for paragraph in paragraphs:
        line, room = "　　", width - 2.0
        for word in re.findall(r"[A-Za-z0-9.%]+|.", paragraph):
            size = len(word) / 2 if word.isascii() else 1.0
            if size > room and word not in "，。；、：）》”":
                laid.append(line)
                line, room = "", float(width)
            line += word
            room -= size
        laid.append(line)
    return laid


def pages(laid: Sequence[str], *, length: int = 22) -> list[Sequence[str]]:
    """Give the lines page by page."""
    return [laid[start : start + length] for start in range(0, len(laid), length)]
