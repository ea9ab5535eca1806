from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode

import pytest
from plankg.graph.explaining import readings
from plankg.schema.loaded import Loaded
from plankg.viz.page.file import workbench_page

pytestmark = pytest.mark.slow

SHARE_OF_PAGE = 0.012


def test_the_page_brings_the_readings_of_every_task_in_little_room(bundled: Loaded) -> None:
    page = workbench_page([bundled])
    found = re.search('<script type="text/plain" id="plankg-readings">(.*?)</script', page, re.DOTALL)
    assert found is not None
    assert len(found[1]) <= SHARE_OF_PAGE * len(page.encode())
    told = json.loads(gzip.decompress(b64decode(found[1])))[bundled.plan.id]
    assert list(told["tasks"]) == [task.id for task in bundled.plan.tasks]
    assert len(told["purposes"]) == len(told["rules"])
    unexplained = [
        name for name, purpose in zip(told["rules"], told["purposes"], strict=True) if name and not purpose["zh"]
    ]
    assert unexplained == []


def test_rows_point_at_their_words_and_phrases(bundled: Loaded) -> None:
    read = readings(bundled.document, bundled.plan)
    text = bundled.document.text
    for task in bundled.plan.tasks:
        rows = read.tasks[task.id]
        assert [text[start:end] for start, end, *_ in rows["statements"]] == [
            text[task.evidence.start : task.evidence.end]
        ]
        for start, end, told, share, rival, rival_share, rule, remark, reasons in (
            row for step in rows.values() for row in step
        ):
            assert start < end
            assert -1 <= share <= 100
            assert bool(rival) == bool(rival_share)
            assert max(told, rival, remark, reasons) < len(read.phrases)
            assert rule < len(read.rules)
