"""Signatures: the bodies that sign a plan, on short lines behind its last words."""

from __future__ import annotations

import re

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.patterns import named_pattern

OFFICE = named_pattern(
    "signatures.office",
    "[\u4e00-\u9fff、 ]{2,40}(?:[局委会厅部院校处组府科室园馆站小中]|公司|集团|中心|中学|小学|街道|[镇乡]|联席会议|指挥部|专班)",
    matches=["云河县教育局", "云河县控辍保学联席会议"],
    rejects=["云河"],
)
# Whose seal stands for it is no part of a body's name.
SEAL = named_pattern(
    "signatures.seal", "[（(](?:代章|盖章|公章|章|印)[）)]$", matches=["联席会议（代章）"], rejects=["（试行）"]
)


def signs(text: str, line: Span) -> bool:
    """Whether a line is a signature: a body's name alone, over a date or the same that an earlier line begins with."""
    words = SEAL.sub("", line.of(text).strip())
    if not OFFICE.fullmatch(words):
        return False
    dated = text[line.end + 1 : line.end + 5].isdigit()
    return dated or re.search(f"^[ 　]*{re.escape(words)}", text[: line.start], re.MULTILINE) is not None
