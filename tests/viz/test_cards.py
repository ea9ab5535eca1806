"""Cards by themselves: what they say, that no text of a plan becomes markup, how large they may become."""

from __future__ import annotations

import copy
import gc
import pickle
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from plankg.graph.extraction import extract
from plankg.graph.network import network
from plankg.graph.plans import load_plan
from plankg.graph.reading.text import document_from_text
from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Statement, Task
from plankg.schema.terms import EntityType, Role
from plankg.schema.wording import Language, languages
from plankg.viz.cards import card, marked_text
from plankg.viz.cards.cards import home
from plankg.viz.cards.html import style
from plankg.viz.cards.spans import Mark, nested

from plankg.workplan import WorkPlan, load

HOSTILE = Path(__file__).parents[1] / "pages" / "hostile.txt"
TAGS = {"div", "span", "b", "i", "br", "mark", "style", "code", "table", "thead", "tbody", "tr", "th", "td"}
LARGEST = 60_000


class Reader(HTMLParser):
    """The tags of HTML, the text of the marks of each class, and what stands around them; raises for one that is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.marks: list[tuple[str, str]] = []
        self._open: list[tuple[str, str, int]] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self._open.append((tag, dict(attrs).get("class") or "", len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        opened, shade, start = self._open.pop()
        assert opened == tag
        if tag == "mark":
            self.marks.append((shade, self.text[start:]))

    def handle_data(self, data: str) -> None:
        if not any(tag == "style" for tag, *_ in self._open):
            self.text += data


@pytest.fixture(scope="module")
def hostile() -> Loaded:
    return load_plan(HOSTILE)


@pytest.fixture(scope="module")
def work() -> WorkPlan:
    return load("baoshan-2023h2")


def task_named(loaded: Loaded, name: str) -> Task:
    return next(task for task in loaded.plan.tasks if task.id == name)


def everything(loaded: Loaded) -> Iterator[object]:
    plan = loaded.plan
    yield from (loaded, plan, loaded.document, network(plan, loaded.document))
    for rows in (
        plan.sections,
        plan.tasks,
        plan.entities,
        plan.assignments,
        plan.targets,
        plan.citations,
        plan.relations,
    ):
        yield from rows
    yield from (fact for fact in (plan.document.title, plan.document.issuer) if fact)


@pytest.mark.parametrize("lang", languages())
def test_whatever_a_plan_says_stays_text(hostile: Loaded, lang: Language) -> None:
    things = list(everything(hostile))
    assert len(things) > 20
    for thing in things:
        read = Reader(card(thing, hostile, lang=lang))
        assert read.tags <= TAGS
        assert read.attributes <= {"class", "lang", "title", "data-of", "data-as"}
    assert "<script>document.title='坏'</script>" in Reader(marked_text(hostile)).text


def test_every_card_of_the_bundled_plan_is_small(work: WorkPlan) -> None:
    sizes = [(len(card(thing, work).encode()), thing) for thing in everything(work)]
    assert len(sizes) > 900
    assert max(size for size, _ in sizes) < LARGEST


def test_a_task_is_its_sentence_with_the_words_marked(work: WorkPlan) -> None:
    read = Reader(task_named(work, "5.6")._repr_html_() or "")
    marks = set(read.marks)
    assert ("unit", "上海大学") in marks
    assert ("cue", "合作") in marks
    assert ("task", task_named(work, "5.6").text) in marks
    assert "加强学校“一条龙”人才培养体系布局建设，与上海大学" in read.text


def test_the_labels_beside_words_are_those_of_the_terms(work: WorkPlan) -> None:
    html = card(task_named(work, "5.6"), work)
    roles = {row.role for row in work.plan.assignments if row.task == "5.6"}
    assert set(re.findall(r'data-as="([^"]+)"', html)) == {role.said("zh") for role in roles}
    english = card(task_named(work, "5.6"), work, lang="en")
    assert set(re.findall(r'data-as="([^"]+)"', english)) == {role.said("en") for role in roles}


def test_a_units_page_has_its_sentences(work: WorkPlan) -> None:
    read = Reader(work.card("上海大学"))
    assert "合作机构" in read.text
    assert ("unit", "上海大学") in read.marks
    assert "5.6" in read.text


def test_long_lists_end_with_how_many_more(work: WorkPlan) -> None:
    answer = work.ask("busiest-units")
    assert len(answer.rows) > 24
    assert Reader(card(answer, work)).text.endswith(f"还有 {len(answer.rows) - 24} 项")


def test_the_plan_tells_what_it_holds_and_what_is_unsure(work: WorkPlan) -> None:
    read = Reader(work._repr_html_() or "")
    for said in (work.title, "宝教〔2023〕43号", f"{work.counts()['tasks']}任务", f"待审定的疑点 {len(work.doubts())}"):
        assert said in read.text


def test_a_network_tells_its_types(work: WorkPlan) -> None:
    read = Reader(card(work.graph()))
    assert f"任务 {len(work.plan.tasks)}" in read.text
    assert EntityType.SCHOOL.said("zh") in read.text


def test_the_text_is_whole_and_has_every_task_and_thing(work: WorkPlan) -> None:
    read = Reader(marked_text(work))
    told = "".join(work.document.text.split())
    assert told in "".join(read.text.split())
    marked = {text for shade, text in read.marks if shade == "task"}
    assert [task.id for task in work.plan.tasks if len(task.evidence.pieces) == 1 and task.text not in marked] == []
    types = {kind.value for kind in EntityType}
    assert len([shade for shade, _ in read.marks if shade.split()[0] in types]) >= sum(
        len(entity.mentions) for entity in work.plan.entities
    )


def test_a_text_that_is_too_long_ends_after_a_line_and_says_how_to_go_on() -> None:
    line = "推进学校建设，完成{}所学校改造。"
    body = "\n\n".join(f"{number}.加强第{number}项工作。" + line.format(number) * 40 for number in range(1, 40))
    document = document_from_text(f"某县教育局2023年工作要点\n\n{body}", name="长.txt", sha256="")
    html = marked_text(Loaded(extract(document, plan_id="long"), document))
    assert len(html.encode()) < LARGEST
    following = re.search(r"work\.text\((\d+)\)", html)
    assert following
    shown = Reader(html).text
    assert f"加强第{following[1]}项" not in shown
    assert f"加强第{int(following[1]) - 1}项" in shown


def test_a_directive_alone_is_shown_by_its_number(work: WorkPlan) -> None:
    read = Reader(work.text(5))
    assert read.text.startswith(work.plan.directives[4].heading)
    assert "习近平新时代" not in read.text
    with pytest.raises(UsageError, match="99"):
        work.text(99)


def test_marks_that_cross_are_cut_and_none_is_lost() -> None:
    html = nested("甲乙丙丁戊", 0, 5, [Mark(0, 3, "a", before="1"), Mark(2, 5, "b", after="2")])
    assert html == (
        '<mark class="a" data-of="1">甲乙<mark class="b">丙</mark></mark><mark class="b" data-as="2">丁戊</mark>'
    )


def test_a_statement_knows_its_plan_among_those_in_use(hostile: Loaded) -> None:
    again = load_plan(HOSTILE)
    assert again == hostile
    for loaded in (hostile, again, pickle.loads(pickle.dumps(hostile)), copy.deepcopy(hostile)):  # noqa: S301 - our own
        assert home(loaded.plan.tasks[0]) is loaded


def test_a_task_whose_plan_is_gone_says_so() -> None:
    task = load(HOSTILE).plan.tasks[0]
    gc.collect()
    read = Reader(task._repr_html_() or "")
    assert task.text in read.text
    assert "plankg.load(…)" in read.text


def test_a_notebook_gets_plain_text_as_some_take_nothing_else(work: WorkPlan) -> None:
    assert {type(work._repr_html_()), type(work.card("5.6")._repr_html_()), type(work.text(5)._repr_html_())} == {str}


def test_what_has_no_card_is_shown_as_text(work: WorkPlan) -> None:
    assert work.plan.tasks[0].evidence._repr_html_() is None
    with pytest.raises(UsageError, match="list"):
        work.card([])


@pytest.mark.parametrize("subject", ["上海大学", "5.6", 12, None])
def test_a_card_can_be_asked_for_by_name_id_and_number(work: WorkPlan, subject: str | int | None) -> None:
    assert Reader(work.card(subject)).text


def test_every_colour_comes_from_the_page_and_the_terms() -> None:
    own = (Path(__file__).parents[2] / "viz/cards/card.css").read_text("utf-8")
    assert re.findall(r"#[0-9a-f]{3,8}\b", own) == [
        "#fff"
    ]  # white is mixed into the types' colours where it is dark, as on the page
    for kind in EntityType:
        assert f".{kind.value}{{--type:{kind.colour}" in style("zh")
    assert "var(--" in style("zh")
    named = set(re.findall(r"var\((--[\w-]+)", style("zh")))
    assert named - set(re.findall(r"(--[\w-]+):", style("zh"))) == set()


def test_every_kind_of_statement_has_a_card_with_its_words(work: WorkPlan) -> None:
    things = {type(thing): thing for thing in everything(work) if isinstance(thing, Statement)}
    assert len(things) == 8
    for thing in things.values():
        assert thing.evidence.quote[:4] in Reader(card(thing, work)).text


def test_roles_are_told_apart_by_whether_they_do(work: WorkPlan) -> None:
    html = card(task_named(work, "5.6"), work)
    for role in {row.role for row in work.plan.assignments if row.task == "5.6"}:
        shade = "does" if Role(role).does else "concerns"
        assert f'class="role {shade}">{role.said("zh")}' in html


@pytest.mark.parametrize("word", ["tasks", "units", "assignments", "targets", "relations", "documents"])
def test_what_a_plan_states_of_one_kind_is_shown_as_a_table_with_headings(work: WorkPlan, word: str) -> None:
    statements = getattr(work, word)
    html = statements._repr_html_()
    read = Reader(html)
    assert len(html.encode()) < LARGEST
    assert statements[0].evidence.quote[:12] in read.text
    assert f"{len(statements)} 行" in read.text
    assert "http" not in read.text
    assert read.text.endswith(f"还有 {len(statements) - 24} 项") == (len(statements) > 24)


def test_an_answer_has_the_headings_and_words_of_its_language(work: WorkPlan) -> None:
    read = Reader(work.ask("上海大学承担哪些任务")._repr_html_() or "")
    assert "配合" in read.text
    assert "partner" not in read.text
