"""One sign thousands of times in a row, as damaged files have it: read without an error, in time that grows with its length."""

from __future__ import annotations

from time import process_time

import pytest
from plankg.graph.checks.validation import verify
from plankg.graph.extraction import extract
from plankg.graph.extraction.names.borders import bounded
from plankg.graph.extraction.words.tagged import tagged
from plankg.graph.reading.text import document_from_text

pytestmark = pytest.mark.slow

HEAD = "云河县教育局2025年工作要点\n一、工作任务\n1.安全。建设"
RUNS = ["7", ".", "—", "“", "《", "〔（", "一", "、", "第", "2023年", "学校"]
LENGTH = 6000
# Four times the length: four times the time, and some room for a busy machine; a square would be sixteen.
FACTOR = 8.0


def _seconds(run: str, length: int) -> float:
    document = document_from_text(HEAD + run * (length // len(run)), name="要点.txt")
    taken = []
    for _ in range(2):
        begin = process_time()
        extract(document, plan_id="runs")
        taken.append(process_time() - begin)
    return min(taken)


@pytest.mark.parametrize("run", RUNS)
def test_four_times_the_run_takes_no_more_than_about_four_times_as_long(run: str) -> None:
    assert _seconds(run, 4 * LENGTH) <= FACTOR * _seconds(run, LENGTH)


@pytest.mark.parametrize(("opening", "closing"), [("〔（", ""), ("（", "）"), ("“", "”"), ("《", "》"), ("“《", "》”")])
def test_thousands_of_nested_marks_are_read(opening: str, closing: str) -> None:
    text = f"{HEAD}{opening * 5000}学校{closing * 5000}工作。"
    document = document_from_text(text, name="要点.txt")
    assert verify(extract(document, plan_id="marks"), document) == ()


def test_a_name_is_the_longest_part_that_no_torn_mark_parts() -> None:
    said = {"云河县示范学校（含分校": "云河县示范学校", "校）第二实验小学": "第二实验小学", "“（”云河中学": "云河中学"}
    assert {words: "".join(word.text for word in bounded(tagged(words))) for words in said} == said
