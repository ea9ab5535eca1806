"""A plan is found by its folder, its id or just a file; what is wrong is said in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from plankg.graph.plans import load_plan, locate, plan_ids, plans_folder
from plankg.schema import PlankgError, ReadingError, ReviewError, UsageError
from plankg.schema.decision import Review

pytestmark = pytest.mark.slow

TEXT = "一、文化惠民\n1.送戏下乡。组织剧团演出，扩建临江小学。\n"
SETTINGS = 'id = "qingshan"\nsource = "要点.txt"\n'
REVIEW = """by: 王复核
date: 2024-05-06
decisions:
- {action: reject, statement: entity, directive: 1, quote: 临江小学, reason: 不是本区学校}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "青山 2024"
    folder.mkdir()
    (folder / "plan.toml").write_text(SETTINGS, "utf-8")
    (folder / "要点.txt").write_text(TEXT, "utf-8")
    return folder


def message(raised: pytest.ExceptionInfo[PlankgError]) -> str:
    text = str(raised.value)
    assert "\n" not in text
    return text


def test_the_bundled_plan_is_found_by_its_id() -> None:
    assert "baoshan-2023h2" in plan_ids()
    loaded = load_plan("baoshan-2023h2")
    assert loaded.plan.id == "baoshan-2023h2"
    assert loaded.folder == plans_folder() / "baoshan-2023h2"


def test_every_bundled_plan_loads_under_its_own_id() -> None:
    for name in plan_ids():
        assert load_plan(name).plan.id == name


@pytest.mark.parametrize("inside", ["", "plan.toml"])
def test_a_plan_is_found_by_its_folder_or_its_settings(folder: Path, inside: str) -> None:
    loaded = load_plan(folder / inside if inside else folder)
    assert (loaded.plan.id, loaded.document.name, loaded.folder) == ("qingshan", "要点.txt", folder)
    assert loaded.review == Review()


def test_a_folder_may_be_given_as_text(folder: Path) -> None:
    assert load_plan(str(folder)).plan == load_plan(folder).plan


@pytest.mark.parametrize(
    ("name", "plan_id"),
    [("2024 Plan.txt", "2024-plan"), ("区 要点.txt", "区-要点"), ("—①.txt", "plan"), ("qs_2024.txt", "qs-2024")],
)
def test_a_file_alone_is_a_plan_named_after_it(tmp_path: Path, name: str, plan_id: str) -> None:
    (tmp_path / name).write_text(TEXT, "utf-8")
    loaded = load_plan(tmp_path / name)
    assert (loaded.plan.id, loaded.folder, loaded.review) == (plan_id, None, Review())
    assert [task.text for task in loaded.plan.tasks] == ["组织剧团演出", "扩建临江小学"]


def test_a_review_beside_the_source_is_carried_out(folder: Path) -> None:
    (folder / "review.yaml").write_text(REVIEW, "utf-8")
    names = {entity.name for entity in load_plan(folder).plan.entities}
    unreviewed = load_plan(folder, review=False)
    assert "临江小学" not in names
    assert "临江小学" in {entity.name for entity in unreviewed.plan.entities}
    assert unreviewed.review == Review()


def test_a_review_may_have_another_name(folder: Path) -> None:
    (folder / "plan.toml").write_text(SETTINGS + 'review = "审定.yaml"\n', "utf-8")
    (folder / "审定.yaml").write_text(REVIEW, "utf-8")
    assert [decision.id for decision in load_plan(folder).review.decisions] == ["d1"]


def test_what_a_review_no_longer_changes_comes_with_the_plan(folder: Path) -> None:
    (folder / "review.yaml").write_text(REVIEW + REVIEW.split("decisions:\n")[1], "utf-8")
    assert [(issue.check, issue.statement) for issue in load_plan(folder).issues] == [("decision-idle", "d2")]


def test_a_lost_quote_is_at_fault(folder: Path) -> None:
    (folder / "review.yaml").write_text(REVIEW.replace("临江小学", "滨江小学"), "utf-8")
    with pytest.raises(ReviewError) as raised:
        load_plan(folder)
    assert "滨江小学" in message(raised)


def test_an_unknown_name_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UsageError) as raised:
        load_plan("baoshan-2024")
    assert "baoshan-2024" in message(raised)
    assert "baoshan-2023h2" in message(raised)


@pytest.mark.parametrize("where", ["没有这个.txt", "nowhere/计划", "nowhere\\计划"])
def test_a_file_that_is_not_there_is_told_by_its_name(where: str) -> None:
    with pytest.raises(ReadingError) as raised:
        load_plan(where)
    assert where in message(raised)


def test_a_folder_without_settings_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        load_plan(tmp_path)
    assert raised.value.key == "folder_without_plan"
    assert str(tmp_path) in message(raised)


def test_a_source_that_is_not_there_is_told(folder: Path) -> None:
    (folder / "要点.txt").unlink()
    with pytest.raises(ReadingError) as raised:
        load_plan(folder)
    assert "要点.txt" in message(raised)


@pytest.mark.parametrize(
    ("settings", "key", "told"),
    [
        ("id = 青山\n", "plan_toml_broken", "line 1"),
        ('id = "Qing山"\n', "plan_toml_wrong", "id（编号） 不能写“Qing山”：只用小写字母、汉字、数字"),
        ('source = "要点.txt"\n', "plan_toml_wrong", "缺少 id（编号）"),
        ('id = "qingshan"\nsorce = "要点.txt"\n', "plan_toml_wrong", "没有 sorce 这一项，可以写的有 about、id"),
        ("id = 7\n", "plan_toml_wrong", "id（编号） 应是文字，不是 7"),
    ],
)
def test_settings_at_fault_tell_what_is_wrong(folder: Path, settings: str, key: str, told: str) -> None:
    (folder / "plan.toml").write_text(settings, "utf-8")
    with pytest.raises(UsageError) as raised:
        load_plan(folder)
    assert raised.value.key == key
    assert told in message(raised)


def test_settings_in_another_encoding_are_at_fault(folder: Path) -> None:
    (folder / "plan.toml").write_bytes(SETTINGS.encode("gb18030"))
    with pytest.raises(UsageError) as raised:
        load_plan(folder)
    assert raised.value.key == "plan_toml_broken"
    message(raised)


def test_settings_with_a_byte_order_mark_are_read(folder: Path) -> None:
    (folder / "plan.toml").write_bytes(b"\xef\xbb\xbf" + SETTINGS.encode())
    assert locate(folder)[1].id == "qingshan"
