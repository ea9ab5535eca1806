from __future__ import annotations

import socket
from pathlib import Path
from string import Formatter

import pytest
from bad_inputs import BAD_INPUTS, PLAN_ID, BadInput, plan_folder
from plankg.schema.wording import Language, catalogue
from running import Runner


def says(line: str, key: str, lang: Language) -> bool:
    """Tell whether a line is the sentence of that key: its fixed parts, in their order."""
    place = 0
    for fixed, *_ in Formatter().parse(catalogue(lang)[f"error.{key}"]):
        place = line.find(fixed, place)
        if place < 0:
            return False
        place += len(fixed)
    return True


def contents(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path.relative_to(folder)), path.stat().st_size) for path in folder.rglob("*"))


@pytest.mark.parametrize("bad", BAD_INPUTS, ids=lambda bad: bad.name)
def test_bad_input_gives_one_line_and_status_2_and_writes_nothing(
    bad: BadInput, plankg: Runner, tmp_path: Path
) -> None:
    arguments = bad.make(tmp_path)
    before = contents(tmp_path)
    run = plankg(*arguments)
    assert len(run.complaint) == 1, run.errors.decode()
    assert says(run.complaint[0], bad.key, "zh"), run.complaint
    assert run.status == 2
    assert run.out == b""
    assert contents(tmp_path) == before


def test_the_line_is_english_where_english_is_wanted(plankg: Runner) -> None:
    run = plankg("build", "nowhere.txt", PLANKG_LANG="en")
    assert says(run.complaint[0], "file_missing", "en")


def test_an_unknown_question_names_the_nearest(plankg: Runner) -> None:
    assert "busiest-units" in plankg("ask", PLAN_ID, "busiest-unit").complaint[0]


def test_an_unknown_unit_names_the_nearest(plankg: Runner) -> None:
    assert "上海大学" in plankg("show", PLAN_ID, "上海大学堂").complaint[0].partition("：")[2]


def test_a_port_in_use_is_said_before_anything_is_built(plankg: Runner, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = plankg("serve", PLAN_ID, "--port", str(port))
    assert run.status == 2
    assert len(run.complaint) == 1
    assert says(run.complaint[0], "port_in_use", "zh")
    assert contents(tmp_path) == []


def test_a_bad_plan_among_good_ones_stops_the_server_before_it_starts(plankg: Runner) -> None:
    run = plankg("serve", PLAN_ID, "没有.txt", "--port", "0")
    assert run.status == 2
    assert says(run.complaint[-1], "file_missing", "zh")


def test_two_plans_of_one_id_are_not_served_as_one(plankg: Runner, tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        plan_folder(tmp_path / folder, "decisions: []")
    run = plankg("serve", "甲/计划", "乙/计划", "--port", "0")
    assert run.status == 2
    assert says(run.complaint[-1], "plans_same_id", "zh")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_other_files_is_left_alone(plankg: Runner, tmp_path: Path) -> None:
    (tmp_path / "文稿").mkdir()
    (tmp_path / "文稿" / "总结.docx").write_bytes(b"mine")
    run = plankg("build", PLAN_ID, "-o", "文稿")
    assert run.status == 2
    assert says(run.complaint[-1], "output_folder_foreign", "zh")
    assert (tmp_path / "文稿" / "总结.docx").read_bytes() == b"mine"


def test_output_to_a_full_disk_is_one_line(plankg: Runner) -> None:
    run = plankg("export", PLAN_ID, "-o", "/dev/full")
    assert run.status == 2
    assert len(run.complaint) == 1
