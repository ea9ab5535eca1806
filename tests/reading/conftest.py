from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from plankg.viz.fonts import use_chinese_font
from reading_files import PLAN, PdfMaker


@pytest.fixture(scope="session")
def plan_text() -> str:
    return PLAN.read_text("utf-8")


@pytest.fixture(scope="session")
def pdf() -> PdfMaker:
    """Makes a PDF of pages; a page is its texts with the place of each, in parts of the page from the lower left."""

    font = use_chinese_font()

    def make(pages: Sequence[Sequence[tuple[float, float, str]]]) -> bytes:
        target = io.BytesIO()
        with PdfPages(target) as file:
            for texts in pages:
                figure = Figure(figsize=(8.27, 11.69))
                for x, y, words in texts:
                    figure.text(x, y, words, fontsize=16, family=font)
                file.savefig(figure)
        return target.getvalue()

    return make
