"""Signatures: the bodies that sign a plan, on short lines behind its last words."""

from __future__ import annotations

import re

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.patterns import named_pattern

OFFICE = named_pattern(
    "signatures.office",
    "[\u4e00-\u9fff、 ]{2,40}(?:[局委会厅部院校处组府科室园馆站小中]|公司|集团|中心|中学|小学|街道|[镇乡])",
    matches=["云河县教育局"],
    rejects=["云河"],
)


def signs(text: str, line: Span) -> bool:
    """Whether a line is a signature: a body's name alone, over a date or the same that an earlier line begins with."""
    words = line.of(text).strip()
    if not OFFICE.fullmatch(words):
        return False
    dated = text[line.end + 1 : line.end + 5].isdigit()
    return dated or re.search(f"^[ 　]*{re.escape(words)}", text[: line.start], re.MULTILINE) is not None
