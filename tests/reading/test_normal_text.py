from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plankg.graph.reading.characters import INVISIBLE
from plankg.graph.reading.normal import normalise
from plankg.graph.reading.text import document_from_text

SENTENCES = [
    "推进新一轮学校联盟建设，并指导各校开展专项研究。",
    "完善《教师研修手册》，加强各学段校本研修的调研与指导。",
    "确保“十五五”基本设施规划开工率达到60%以上。",
    "完成本年度联合“双随机”抽查，持续开展信用公示工作。",
]
HEADINGS = [
    "一、加强领导，落实责任",
    "（二）深化改革",
    "3.做好招生工作",
    "附件：任务分工表",
    "牵头单位：区教育局",
    "2024年3月8日",
]


def normal(text: str) -> str:
    return normalise(text)[0]


@pytest.mark.parametrize(
    ("sentence", "halves"),
    [
        ("并指导学校联盟开展专项研究。", ["并指导学", "校联盟开展专项研究。"]),
        (
            "完善《师训工作手册》，加强各学段校本研修调研与指导。",
            ["完善《师训工作手册》，", "加强各学段校本研修调研与指导。"],
        ),
        ("确保“十四五”教育基本设施规划开工率达到60%。", ["确保“十四五”教育", "基本设施规划开工率达到 60%。"]),
        (
            "完成本年度联合“双随机”抽查，持续开展信用“双公示”、校车使用许可等工作。",
            ["完成本年度联合“双随机”", "抽查，持续开展信用“双公示”、校车使用许可等工作。"],
        ),
    ],
)
def test_page_ends_of_the_bundled_plan_are_whole_sentences_with_two_pieces(
    plan_text: str, sentence: str, halves: list[str]
) -> None:
    document = document_from_text(plan_text, name="source.txt")
    start = document.normal.index(sentence)
    evidence = document.evidence(start, start + len(sentence))
    assert [plan_text[piece.start : piece.end] for piece in evidence.pieces] == halves
    assert evidence.stands_in(plan_text)


def test_head_of_the_bundled_plan_keeps_its_lines_apart(plan_text: str) -> None:
    assert normal(plan_text).splitlines()[:12] == [
        "上海市宝山区教育局文件",
        "宝教〔2023〕43号",
        "上海市宝山区教育局关于印发《上海市宝山区教育局2023年下半年工作补充意见》的通知",
        "各单位：",
        "为全面完成2023年宝山教育工作任务，现将《上海市宝山区教育局2023年下半年工作补充意见》印发给你们，请结合本单位实际，认真贯彻执行。",
        "附件：上海市宝山区教育局2023年下半年工作补充意见",
        "上海市宝山区教育局",
        "2023年8月18日",
        "附件",
        "上海市宝山区教育局2023年下半年工作补充意见",
        next(line for line in normal(plan_text).splitlines() if line.startswith("2023年下半年，宝山教育")),
        "一、落实立德树人，全面贯彻党的教育方针",
    ]


def test_bundled_plan_has_a_line_for_each_directive(plan_text: str) -> None:
    paragraphs = [line for line in normal(plan_text).splitlines() if line[0].isdigit() and "." in line[:3]]
    assert [line.partition(".")[0] for line in paragraphs] == [str(number) for number in range(1, 26)]
    assert all(line.endswith("。") for line in paragraphs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. 坚持党的领导", "1.坚持党的领导"),
        ("开工率达到 60 %", "开工率达到60%"),
        ("2024 年下半年 工作要点", "2024年下半年工作要点"),
        ("2024 年上半年 工作要点", "2024年上半年工作要点"),
        ("实　施　方　案", "实施方案"),
        ("落实 CIO 制度", "落实CIO制度"),
        ("“ 双 减”政策", "“双减”政策"),
        ("达到６０％", "达到60%"),
        ("１．加强领导", "1.加强领导"),
        ("牵头单位:区教育局(基教科),区财政局", "牵头单位：区教育局（基教科），区财政局"),
        ('推进"双减"工作', "推进“双减”工作"),
        ("师生比4:3", "师生比4:3"),
        ("⼀、⼯作⽬标", "一、工作目标"),
        ("推\u200b进\ufeff改革", "推进改革"),
    ],
)
def test_stray_spaces_and_odd_widths_are_folded(text: str, expected: str) -> None:
    assert normal(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "启动“以劳优家 以劳润心”家长学堂",
        "开展“小手拉大手 共建文明校园”活动",
        "请党放心 强国有我",
        "市卫生健康委员会 市财政局",
        "《市委办公厅 市政府办公厅印发关于教师队伍建设的意见》",
        "Key Stage 3",
        "“Hello” he said",
        "2023 2024",
    ],
)
def test_spaces_that_separate_stay(text: str) -> None:
    assert normal(text) == text


def test_wide_gap_between_issuer_and_date_becomes_one_blank() -> None:
    assert normal("某市人民政府   2019年6月28日") == "某市人民政府 2019年6月28日"


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("heading", HEADINGS)
def test_nothing_is_joined_to_a_heading_a_field_or_a_date(sentence: str, heading: str) -> None:
    lines = ["为做好全年工作，现提出如下意见", heading, sentence, heading]
    assert normal("\n".join(lines)).splitlines() == lines


@pytest.mark.parametrize(
    "lines",
    [
        ["某市教育局", "2024年3月8日"],
        ["某市教育局关于做好招生工作的通知", "某教〔2024〕8号", "各区教育局，各学校："],
        ["二〇二四年三月八日", "（此件公开发布）"],
        ["一、提高认识，加强领导", "各校要把安全工作放在首位，抓好落实。"],
        ["责任单位：区教育局、区财政局，各镇人民政府", "各单位要加强协作，形成合力。"],
        ["加大投入力度，改善办学条件。（责任单位：区财政局，各镇人民政府）", "各单位要加强协作，形成合力。"],
        ["序号\t任务\t单位", "1\t推进课程建设，\t教研室", "\t并加强指导。\t教研室"],
    ],
)
def test_lines_of_their_own_stay_apart(lines: list[str]) -> None:
    assert normal("\n\n".join(lines)).splitlines() == lines


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["关于印发《某区教育局", "2024年工作要点》的通知"], "关于印发《某区教育局2024年工作要点》的通知"),
        (
            ["国家关于加快推进农业机械化和", "农机装备产业升级的指导意见"],
            "国家关于加快推进农业机械化和农机装备产业升级的指导意见",
        ),
        (["各校要抓好落实。（牵头单位：", "区教育局）"], "各校要抓好落实。（牵头单位：区教育局）"),
        (["配合单位：区财政局、", "区人力资源社会保障局"], "配合单位：区财政局、区人力资源社会保障局"),
        (["The schools of the district and", "their partners."], "The schools of the district and their partners."),
        (
            ["Das Amt prüft die Schulen und", "legt einen Bericht vor."],
            "Das Amt prüft die Schulen und legt einen Bericht vor.",
        ),
    ],
)
def test_a_line_that_cannot_end_there_goes_on(lines: list[str], expected: str) -> None:
    assert normal("\n".join(lines)) == expected


def test_text_broken_at_one_width_becomes_paragraphs() -> None:
    words = (
        "　　一、总体要求\n"
        "　　坚持立德树人根本任务全面推进课程改革和教学方式的\n"
        "转变不断提高教育教学质量努力办好人民满意的教育持续提\n"
        "升教师队伍的整体素质和专业水平。各校要结合实际制订方\n"
        "案并认真组织实施。\n"
        "　　二、工作目标\n"
    )
    first, body, second = normal(words).splitlines()
    assert (first, second) == ("一、总体要求", "二、工作目标")
    assert body == "".join(words.splitlines()[1:5]).strip("　")


def test_unindented_text_broken_at_one_width_becomes_paragraphs() -> None:
    paragraphs = [
        "各区教育行政部门、各直属学校、各有关单位和社会团体：",
        "坚持立德树人根本任务，全面推进课程改革。各校要不断提高教育教学质量，努力办好人民满意的教育，持续提升教师的专业水平。",
        "1.加强组织领导。各校要结合实际制订方案，明确责任分工，认真组织实施，确保各项任务按时完成，并及时总结推广好的经验做法。",
    ]
    broken = "\n".join(line[at : at + 26] for line in paragraphs for at in range(0, len(line), 26))
    assert normal(broken).splitlines() == paragraphs


def test_text_without_line_breaks_is_one_paragraph() -> None:
    words = "某市关于加快发展的意见各区人民政府：现提出如下意见。一、总体要求（一）指导思想。坚持改革。"
    assert normal(words) == words


@pytest.mark.parametrize("number", ["- 3 -", "— 3 —", "－12－", "第 3 页", "第3页 共10页"])
def test_page_numbers_are_left_out_and_the_sentence_goes_on(number: str) -> None:
    first, second = "为进一步提高教育教学质量，各校要结合实际积极组织开展联合", "调研，并形成报告。"
    assert normal(f"{first}\n{number}\n{second}") == first + second


def test_running_heads_beside_page_numbers_are_left_out_and_the_sentence_goes_on() -> None:
    pages = [
        "青山市公报\n一、推进改革\n完善学校布局，推进集团化办学，健全城乡学校结对帮扶机制，优化",
        "资源配置。\n二、改善民生\n新建幼儿园六所，改造薄弱幼儿园十二所，落实补助经费，扩大普惠",
        "资源供给。\n三、保障措施\n落实经费。",
    ]
    text = "".join(f"{page}\n— {number} —\n青山市公报\n" for number, page in enumerate(pages, start=1))
    assert "优化资源配置。" in normal(text)
    assert "扩大普惠资源供给。" in normal(text)
    assert "\n青山市公报" not in normal(text)


@pytest.mark.parametrize("mark", ["，", "。", "、", "；", "”", "）", "》"])
def test_a_line_that_begins_with_a_closing_mark_belongs_to_the_one_before(mark: str) -> None:
    assert normal(f"推进一网通办，实现“掌上可办”\n{mark}线下只进一扇门。\n").count("\n") == 0


def test_a_number_set_wide_apart_is_still_one() -> None:
    assert normal("　　7 ． 建 设 省 级 平 台 。 建 设 热 线\n").startswith("7.建设省级平台。")


def test_a_line_that_stands_beside_a_page_number_by_chance_stays() -> None:
    text = "一、推进改革\n责任单位：教研室\n— 1 —\n责任单位：教研室\n— 2 —\n二、民生\n责任单位：教研室\n"
    assert normal(text).count("责任单位：教研室") == 3


@given(
    st.lists(
        st.text(
            st.sampled_from("教育局，。；、（）《》“”一二1.2:%- \t　\u200b\r\n\u2028AbÄ—\U00020bb7附件年月日"),
            max_size=30,
        )
        | st.sampled_from([*SENTENCES, *HEADINGS, "- 3 -"]),
        max_size=12,
    ).map("\n".join)
)
def test_offsets_rise_and_each_quote_stands_in_the_source(text: str) -> None:
    normal_text, offsets = normalise(text)
    assert len(offsets) == len(normal_text) + 1
    assert offsets[-1] == len(text)
    assert all(here < after for here, after in pairwise(offsets))
    if not normal_text:
        return
    document = document_from_text(text, name="x")
    middle = len(normal_text) // 2
    for start, end in ((0, len(normal_text)), (middle, middle + 1), (0, middle + 1)):
        assert document.evidence(start, end).stands_in(text)


@given(st.text(st.characters(exclude_characters="-—－–―页", exclude_categories=["Cs"]), max_size=200))
def test_every_visible_character_is_kept_in_order(text: str) -> None:
    normal_text, offsets = normalise(text)
    shown = {at for at, one in enumerate(text) if not one.isspace() and not INVISIBLE.match(one)}
    assert shown <= set(offsets[:-1])
    for one, at in zip(normal_text, offsets, strict=False):
        if text[at].isalnum():
            assert unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", text[at])


@given(st.permutations(SENTENCES), st.data())
def test_a_sentence_planted_across_a_page_end_comes_back_whole(sentences: list[str], data: st.DataObject) -> None:
    before, sentence = sentences[:2]
    cut = data.draw(st.integers(1, len(sentence) - 2))
    page_end = data.draw(st.sampled_from(["\n", "\n\n", "\r\n", "\n- 7 -\n", "\n\n— 12 —\n\n"]))
    text = f"1.推进重点工作。{before}{sentence[:cut]}{page_end}{sentence[cut:]}\n2.加强督查。"
    document = document_from_text(text, name="x")
    assert sentence in document.normal
    start = document.normal.index(sentence)
    evidence = document.evidence(start, start + len(sentence))
    assert evidence.quote == sentence
    assert len(evidence.pieces) == 2


def test_normalising_a_normal_text_changes_nothing(plan_text: str) -> None:
    once = normal(plan_text)
    assert normal(once) == once
