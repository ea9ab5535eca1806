from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

PLAN = Path(__file__).parents[2] / "data" / "plans" / "baoshan-2023h2" / "source.txt"

PdfMaker = Callable[[Sequence[Sequence[tuple[float, float, str]]]], bytes]


@pytest.fixture(scope="session")
def plan_text() -> str:
    return PLAN.read_text("utf-8")


@pytest.fixture(scope="session")
def pdf() -> PdfMaker:
    """Makes a PDF of pages; a page is its texts with the place of each, in parts of the page from the lower left."""

    def make(pages: Sequence[Sequence[tuple[float, float, str]]]) -> bytes:
        target = io.BytesIO()
        with PdfPages(target) as file:
            for texts in pages:
                figure = Figure(figsize=(8.27, 11.69))
                for x, y, words in texts:
                    figure.text(x, y, words, fontsize=16, family="Noto Sans CJK SC")
                file.savefig(figure)
        return target.getvalue()

    return make


def lines(*words: str, top: float = 0.9) -> list[tuple[float, float, str]]:
    """Give lines below each other from the left margin; one that begins with 　　 is set in by two ideographs."""
    return [
        (0.1 + 0.054 * line.startswith("　　"), top - 0.03 * number, line.strip("　"))
        for number, line in enumerate(words)
    ]
