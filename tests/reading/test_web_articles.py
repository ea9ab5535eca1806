"""The article of a saved web page is read, the frame around it is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from plankg.graph.reading import read
from plankg.schema import Document

Reading = Callable[..., Document]
TEXT = (
    "<p>一、供水保障</p><p>1.改造北坡村管网，9月底前通水。责任单位：县水务局。</p>"
    "<p>二、河道治理</p><p>2.疏浚东渠12公里，整治排口30处。</p>"
)
ARTICLE = [
    "一、供水保障",
    "1.改造北坡村管网，9月底前通水。责任单位：县水务局。",
    "二、河道治理",
    "2.疏浚东渠12公里，整治排口30处。",
]
TITLE = "云河县水务局2024年工作要点"
FOOT = (
    "<div>上一篇：<a href=a>云河县召开水利推进会</a></div><div>主办单位：云河县人民政府办公室　承办单位：云河县大数据中心</div>"
    "<div>地址：云河县中山路1号 联系电话：0000-1234567</div><div>某ICP备00000000号</div>"
)


@pytest.fixture
def page(tmp_path: Path) -> Reading:
    def write(body: str, title: str = "网站") -> Document:
        path = tmp_path / "页面.html"
        path.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>{title}</title><body>{body}", "utf-8")
        return read(path)

    return write


def left_out(document: Document) -> int:
    return sum(omission.count for omission in document.omissions if omission.kind == "page-frame")


def test_navigation_and_foot_of_a_flat_page_are_no_plan(page: Reading) -> None:
    document = page(
        f"<div><a href=b>首页</a></div><div>当前位置：首页 &gt; 规划</div><h1>{TITLE}</h1>{TEXT}<div>分享到：微信 微博</div>"
        f"<div><h3>相关阅读</h3><ul><li>推进库区移民工作</ul></div>{FOOT}"
    )
    assert document.normal.splitlines() == [TITLE, *ARTICLE]
    assert left_out(document) == 9
    assert "推进库区移民工作" in document.text


def test_the_headline_outside_the_article_is_its_title(page: Reading) -> None:
    document = page(
        "<ul><li><a href=a>政务公开</a><li><a href=b>规划计划</a></ul>"
        f"<div><h2>{TITLE}</h2><div>发布时间：2024-03-01 浏览次数：12</div><div>{TEXT}</div><div>打印 关闭</div></div>{FOOT}",
        title=f"{TITLE}_规划计划_云河县人民政府",
    )
    assert document.normal.splitlines() == [TITLE, *ARTICLE]


def test_what_the_page_is_called_stands_for_a_headline_that_is_a_picture(page: Reading) -> None:
    document = page(f"<div><img src=head.png></div><div>{TEXT}</div>{FOOT}", title=f"{TITLE}_云河县水务局")
    assert document.normal.splitlines() == [TITLE, *ARTICLE]


def test_a_page_without_a_frame_is_read_whole(page: Reading) -> None:
    document = page(f"<h1>{TITLE}</h1><p>云水发〔2024〕3号</p>{TEXT}<p>云河县水务局</p><p>2024年3月1日</p>")
    assert document.normal.splitlines() == [TITLE, "云水发〔2024〕3号", *ARTICLE, "云河县水务局", "2024年3月1日"]
    assert not document.omissions


ROWS = (
    ("索引号", "001"),
    ("主题分类", "水利"),
    ("发文机构", "云河县水务局"),
    ("成文日期", "2024-03-01"),
    ("发文字号", "云水发〔2024〕3号"),
)
LIST = "<ol>" + "".join(f"<li>[{name}] {value}" for name, value in ROWS) + "</ol>"
TABLE = "<table>" + "".join(f"<tr><td>{name}<td>{value}<td>有效性<td>是" for name, value in ROWS) + "</table>"


@pytest.mark.parametrize("block", [LIST, TABLE])
def test_of_a_field_block_what_the_text_does_not_say_is_kept(page: Reading, block: str) -> None:
    document = page(f"<div>{block}</div><h1>{TITLE}</h1><div>{TEXT}</div>{FOOT}", title=TITLE)
    head = document.normal.split(TITLE, maxsplit=1)[0]
    assert [word in head for word in ("云河县水务局", "2024-03-01", "云水发〔2024〕3号")] == [True] * 3
    assert not any(word in head for word in ("主题分类", "水利", "有效性", "索引号"))


def test_a_field_that_the_text_says_itself_is_left_out(page: Reading) -> None:
    block = "<p>[发文字号] 云水发〔2024〕9号</p><p>[发布日期] 2024-04-01</p>"
    document = page(f"{block}<h1>{TITLE}</h1><p>云水发〔2024〕3号</p>{TEXT}<p>2024年3月1日</p>{FOOT}")
    assert "9号" not in document.normal
    assert document.normal.splitlines()[:2] == [TITLE, "云水发〔2024〕3号"]


def test_a_table_of_tasks_stays_a_table_beside_a_frame(page: Reading) -> None:
    table = "<table><tr><th>任务<th>单位<tr><td rowspan=2>修建东渠，疏浚河道<td>水务局<tr><td>住建局</table>"
    document = page(f"<div><a href=a>首页</a></div><div><h1>{TITLE}</h1><p>云水发〔2024〕3号</p>{table}</div>{FOOT}")
    assert document.normal.splitlines() == [
        TITLE,
        "云水发〔2024〕3号",
        "任务\t单位",
        "修建东渠，疏浚河道\t水务局",
        "\t住建局",
    ]
    assert {block.row for block in document.blocks if block.table == 0} == {0, 1, 2}


def test_an_article_that_a_script_shows_later_is_read_and_a_hidden_note_is_not(page: Reading) -> None:
    document = page(
        f"<h1>{TITLE}</h1><div style='visibility: hidden; opacity: 0'>{TEXT}</div>"
        "<div style='visibility:hidden'>另有安排</div><div>微信扫一扫关注该公众号</div>"
    )
    assert document.normal.splitlines() == [TITLE, *ARTICLE]


def test_what_is_struck_out_and_the_reading_above_a_name_are_no_text(page: Reading) -> None:
    document = page(
        "<p>1.扩建<ruby>㙍<rp>(</rp><rt>duō</rt><rp>)</rp></ruby>阳水厂，<del>6月底前</del><ins>11月底前</ins>通水，"
        "<span style='text-decoration: line-through'>试</span>运行<s>一年</s>。</p>"
    )
    assert document.normal == "1.扩建㙍阳水厂，11月底前通水，运行。"


def test_a_task_of_sharing_or_printing_ends_no_article(page: Reading) -> None:
    body = "<h1>某局工作要点</h1><p>1.推进改革。</p><p>分享经验做法</p><p>打印成册，发到各村。</p><p>2.修建水渠，通到村口。</p>"
    assert page(f"<a href=a>首页</a>{body}{FOOT}").normal.splitlines() == [
        "某局工作要点", "1.推进改革。", "分享经验做法", "打印成册，发到各村。", "2.修建水渠，通到村口。"
    ]  # fmt: skip
