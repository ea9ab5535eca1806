"""Every bad input that a user can come with: what makes it, the command that meets it, the error that it has to give."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pypdfium2

PLAN_ID = "baoshan-2023h2"
BODY = """某区教育局文件

某区教育局2023年工作要点

一、推进改革

1.加强学校建设。推进白鹭小学项目建设，完成95%以上。
"""
NOTICE = "关于放假的通知\n\n各学校：\n周一放假。\n"
NOVEL = (
    "那年秋天，河边的柳树还没有落叶，老周就把摆渡的船拖上了岸。他说水凉了，人也老了，该歇一歇。"
    "孙女不信，每天放学都跑到渡口，看那条船底朝天躺在沙地上，像一条晒干的大鱼。\n"
    "她问爷爷，没有船，对岸的人怎么过来买豆腐？老周笑笑，说桥就要修好了，豆腐会自己走过去。"
    "夜里起了风，他听见船板轻轻地响，以为有人在喊渡，披上衣服走到门口，只见月光铺了一河。\n"
    "第二天清早，船不见了。沙地上留着一道长长的痕迹，一直通到水边。孙女说，是船自己想念水了。"
    "老周没有说话，蹲下来，把那道痕迹看了很久，又用手掌慢慢地把它抹平。\n"
)


class BadInput(NamedTuple):
    """`make` puts the input into a folder and gives the arguments; `key` is the error's in the word files."""

    name: str
    key: str
    make: Callable[[Path], list[str | Path]]


def file_with(name: str, content: bytes) -> Callable[[Path], list[str | Path]]:
    def make(folder: Path) -> list[str | Path]:
        (folder / name).write_bytes(content)
        return ["build", name]

    return make


def sparse(folder: Path) -> list[str | Path]:
    with (folder / "大.txt").open("wb") as file:
        file.truncate(200_000_000)
    return ["build", "大.txt"]


def scanned(folder: Path) -> list[str | Path]:
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(595, 842)
    pdf.save(folder / "扫描.pdf")
    return ["build", "扫描.pdf"]


def plan_folder(folder: Path, review: str) -> Path:
    """Make a plan folder of the bundled plan's text with a review of its own."""
    plan = folder / "计划"
    plan.mkdir()
    (plan / "plan.toml").write_text('id = "own-plan"\n', "utf-8")
    (plan / "source.txt").write_bytes((files("plankg.data") / "plans" / PLAN_ID / "source.txt").read_bytes())
    (plan / "review.yaml").write_text(review, "utf-8")
    return plan


def reviewed(review: str) -> Callable[[Path], list[str | Path]]:
    return lambda folder: ["build", plan_folder(folder, review)]


def empty_folder(folder: Path) -> list[str | Path]:
    (folder / "空文件夹").mkdir()
    return ["build", "空文件夹"]


def foreign_store(folder: Path) -> list[str | Path]:
    (folder / "文稿").mkdir()
    (folder / "文稿" / "总结.docx").write_bytes(b"mine")
    return ["add", PLAN_ID, "--store", "文稿"]


def file_as_store(folder: Path) -> list[str | Path]:
    (folder / "计划.txt").write_text(BODY, "utf-8")
    return ["query", "--store", "计划.txt", "ASK {}"]


def asked(*arguments: str) -> Callable[[Path], list[str | Path]]:
    return lambda _: list(arguments)


LOST = """by: 张三
date: 2024-01-02
decisions:
  - {action: reject, statement: task, directive: 5, quote: 这几个字不在原文里, reason: 试验}
"""

BAD_INPUTS = (
    BadInput("no such file", "file_missing", asked("build", "没有.txt")),
    BadInput("no such plan", "plan_unknown", asked("build", "nowhere")),
    BadInput("a folder without a plan", "no_plans", empty_folder),
    BadInput("an empty file", "file_empty", file_with("空.txt", b"")),
    BadInput("a scanned PDF", "pdf_no_text", scanned),
    BadInput("a broken PDF", "pdf_broken", file_with("坏.pdf", b"%PDF-1.7\n" + b"\x00garbage" * 50)),
    BadInput("a broken Word file", "docx_broken", file_with("坏.docx", b"PK\x03\x04" + b"\x07" * 400)),
    BadInput("binary rubbish", "file_not_text", file_with("乱.txt", bytes(range(256)) * 20)),
    BadInput("200 MB", "file_too_big", sparse),
    BadInput("a novel", "no_numbered_part", file_with("小说.txt", NOVEL.encode())),
    BadInput("a novel in numbered parts", "no_plan", file_with("小说.txt", f"一、秋天\n\n1.渡口。{NOVEL}".encode())),
    BadInput(
        "an unknown encoding", "encoding_unknown", file_with("码.txt", BODY.encode("utf-8") + b"\xff\xfe\x80 " * 99)
    ),
    BadInput(
        "a text without a numbered part",
        "no_numbered_part",
        file_with("通知.txt", NOTICE.encode()),
    ),
    BadInput("a review that is no YAML", "review_broken", reviewed("decisions: [\n  {action: reject")),
    BadInput("a decision without a reason", "decision_broken", reviewed(LOST.replace(", reason: 试验", ""))),
    BadInput("a decision whose quote is gone", "decision_lost", reviewed(LOST)),
    BadInput("a syntax error in SPARQL", "query_syntax", asked("query", PLAN_ID, "SELECT ?x WHERE { ?x a }")),
    BadInput(
        "a query that calls another server",
        "query_service",
        asked("query", PLAN_ID, "SELECT * { SERVICE <http://x/> {} }"),
    ),
    BadInput("no query", "query_missing", asked("query", PLAN_ID)),
    BadInput("a query file that isn't there", "query_file_missing", asked("query", PLAN_ID, "--file", "没有.rq")),
    BadInput(
        "a result format that isn't there",
        "query_format_unknown",
        asked("query", PLAN_ID, "ASK {}", "--format", "yaml"),
    ),
    BadInput(
        "triples as CSV",
        "result_format_unknown",
        asked("query", PLAN_ID, "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"),
    ),
    BadInput("an unknown question", "question_unknown", asked("ask", PLAN_ID, "busiest-unit")),
    BadInput("a question without what it wants", "parameter_missing", asked("ask", PLAN_ID, "unit-tasks")),
    BadInput("a question told too much", "parameter_unknown", asked("ask", PLAN_ID, "busiest-units", "lang=en")),
    BadInput("a parameter without =", "parameter_form", asked("ask", PLAN_ID, "unit-tasks", "上海大学")),
    BadInput("a question about something else", "wording_unknown", asked("ask", PLAN_ID, "今天天气怎么样")),
    BadInput("a name of no unit", "wording_name_unknown", asked("ask", PLAN_ID, "红旗小学承担哪些任务")),
    BadInput("a name of two units", "wording_ambiguous", asked("ask", "白鹭承担哪些任务")),
    BadInput("words told a value", "wording_told", asked("ask", PLAN_ID, "白鹭小学承担哪些任务", "unit=白鹭小学")),
    BadInput("a plan and no question", "argument_missing", asked("ask", PLAN_ID)),
    BadInput("a day that is none", "date_unknown", asked("ask", PLAN_ID, "tasks-due", "day=年底")),
    BadInput(
        "a number that is none", "number_unknown", asked("ask", PLAN_ID, "targets-compared", "bound=ge", "number=多数")
    ),
    BadInput("no plan for assistants", "plan_unknown", asked("mcp", "nowhere")),
    BadInput("an unknown unit", "subject_unknown", asked("show", PLAN_ID, "上海大学堂")),
    BadInput("an unknown export format", "export_format_unknown", asked("export", PLAN_ID, "--format", "xml")),
    BadInput("a file in a folder that isn't there", "file_not_written", asked("export", PLAN_ID, "-o", "没有/x.json")),
    BadInput("a table in a folder that isn't there", "file_not_written", asked("table", PLAN_ID, "-o", "没有/x.xlsx")),
    BadInput("a workbook as a Word file", "workbook_suffix", asked("workbook", PLAN_ID, "-o", "x.docx")),
    BadInput("a table as a picture", "breakdown_suffix", asked("table", PLAN_ID, "-o", "x.png")),
    BadInput(
        "a table by nothing known", "breakdown_layout_unknown", asked("table", PLAN_ID, "-o", "x.xlsx", "--by", "月")
    ),
    BadInput(
        "a table with a column that isn't there",
        "breakdown_column_unknown",
        asked("table", PLAN_ID, "-o", "x.xlsx", "--columns", "序号,分数"),
    ),
    BadInput(
        "a table whose rows are told by no column",
        "breakdown_rows_form",
        asked("table", PLAN_ID, "-o", "x.xlsx", "--rows", "待明确"),
    ),
    BadInput(
        "a table without a row left",
        "breakdown_no_rows",
        asked("table", PLAN_ID, "-o", "x.xlsx", "--rows", "牵头单位=某某局"),
    ),
    BadInput(
        "a form that isn't there", "form_unreadable", asked("table", PLAN_ID, "-o", "x.xlsx", "--template", "没有.xlsx")
    ),
    BadInput(
        "a form of another kind", "form_other_kind", asked("table", PLAN_ID, "-o", "x.xlsx", "--template", "样.docx")
    ),
    BadInput("no plan", "argument_missing", asked("verify")),
    BadInput("a command that isn't there", "command_unknown", asked("verfy", PLAN_ID)),
    BadInput("an option that isn't there", "option_unknown", asked("verify", PLAN_ID, "--jsno")),
    BadInput("a port that is no number", "option_wrong", asked("serve", PLAN_ID, "--port", "eighty")),
    BadInput("a port above all ports", "option_wrong", asked("serve", PLAN_ID, "--port", "99999")),
    BadInput("an option without its value", "option_bare", asked("serve", PLAN_ID, "--port")),
    BadInput("a word too many", "arguments_too_many", asked("verify", PLAN_ID, "再来一份")),
    BadInput("a store that isn't there", "store_missing", asked("query", "--store", "没有", "ASK {}")),
    BadInput("a store that is none", "store_is_no_store", foreign_store),
    BadInput("a store that is a file", "store_failed", file_as_store),
    BadInput(
        "a server that doesn't answer", "store_unreachable", asked("plans", "--store", "http://127.0.0.1:1/sparql")
    ),
    BadInput("an address of no server", "store_url", asked("plans", "--store", "http://")),
    BadInput("plans for no store", "argument_missing", asked("add", PLAN_ID)),
    BadInput("a store and no query", "query_missing", asked("query", "--store", "没有")),
    BadInput("an address of another machine", "host_unknown", asked("serve", PLAN_ID, "--host", "192.0.2.1")),
)
