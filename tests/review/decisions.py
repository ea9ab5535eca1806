"""Short plans and reviews for the tests of review: a plan's text, and decisions as a reviewer writes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plankg.graph.checks.validation import verify
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.graph.review import apply_review, load_review
from plankg.schema import Document, Issue, Plan
from plankg.schema.decision import Review
from plankg.schema.terms import Severity

TEXT = """青山县教育局文件

青山县教育局2024年工作要点

一、工作任务

1.资源布局。统筹三大学区优质园资源，指导学校开展应急演练，扩建临江小学。力争普惠性幼儿园覆盖率达93%。

2.教师发展。制定《教师培训管理办法》，关爱乡村教师，推进临江小学操场建设，会同县财政局开展督查。
"""
SHARED = {"by": "王复核", "date": "2024-05-06", "reason": "见原文"}


def plan_and_text() -> tuple[Plan, Document]:
    document = document_from_text(TEXT, name="要点.txt")
    return extract(document, plan_id="qingshan"), document


def review_of(*rows: dict[str, Any]) -> Review:
    return Review.model_validate(
        {"decisions": [{"id": f"d{number}", **SHARED, **row} for number, row in enumerate(rows, start=1)]}
    )


def reviewed(*rows: dict[str, Any]) -> tuple[Plan, tuple[Issue, ...]]:
    """Give the short plan with the decisions carried out; the result still holds against its text."""
    plan, document = plan_and_text()
    changed, issues = apply_review(plan, document, review_of(*rows))
    assert [issue.message for issue in verify(changed, document) if issue.severity is Severity.ERROR] == []
    return changed, issues


def load(folder: Path, text: str | bytes) -> Review:
    path = folder / "review.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_review(path)
