from __future__ import annotations

import re
from importlib.resources import files
from itertools import chain
from math import log

import pycrfsuite
import pytest
from plankg.graph.explaining import Explanation, explain, explain_in
from plankg.graph.explaining.choices import NEIGHBOURS, Weighed
from plankg.graph.explaining.features import KEY, family, label, told
from plankg.graph.explaining.telling import WIDTH, width
from plankg.graph.explaining.trace import Trace
from plankg.graph.extraction import extract
from plankg.graph.extraction.labelling.models import Decision, decisions_recorded, model
from plankg.graph.reading.text import document_from_text
from plankg.schema.loaded import Loaded
from plankg.schema.wording import Language, catalogue, languages

import plankg

SENTENCE = "区水务局会同区财政局改造老旧管网，打造“清流工程”品牌，年底前建成12座智慧泵站，惠及居民不少于8万人。"
MODELS = ("clauses", "kinds", "names", "parts", "roles", "subjects", "works")


@pytest.fixture(scope="module")
def trace(loaded: Loaded) -> Trace:
    return Trace.of(loaded.document, plan_id=loaded.plan.id)


@pytest.fixture(scope="module")
def told_zh() -> Explanation:
    return explain(SENTENCE, lang="zh")


@pytest.fixture(scope="module")
def decisions(trace: Trace) -> tuple[Decision, ...]:
    """Give those of the bundled plan, and of a text whose subjects are carried on: the bundled plan has none."""
    text = f"一、重点工作\n1.供水。{SENTENCE}\n各乡镇要加强水源地保护，结合实际制定管护办法。"
    return trace.decisions + Trace.of(document_from_text(text, name="示例.txt"), plan_id="shili").decisions


def features(decisions: tuple[Decision, ...], name: str) -> set[str]:
    asked = (decision.items for decision in decisions if decision.model == name)
    return {feature for items in asked for feature in chain.from_iterable(items)}


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("name", MODELS)
def test_every_feature_that_a_model_saw_has_words(name: str, lang: Language, decisions: tuple[Decision, ...]) -> None:
    seen = features(decisions, name)
    assert seen
    said = [told(name, feature, lang) for feature in sorted(seen)]
    assert [text for text in said if not text.strip() or "{" in text] == []


def test_no_family_of_features_has_words_that_no_model_sees(decisions: tuple[Decision, ...]) -> None:
    seen = {family(name, feature) for name in MODELS for feature in features(decisions, name)}
    families = {key.removeprefix(KEY).partition("=")[0] for key in catalogue("zh") if key.startswith(KEY)}
    assert {name for name in families if "." in name} - seen == set()


@pytest.mark.parametrize("name", MODELS)
def test_every_label_of_a_model_has_words(name: str, decisions: tuple[Decision, ...]) -> None:
    decision = next(decision for decision in decisions if decision.model == name)
    said = [label(name, known, "zh") for known in Weighed.of(decision).shares[0]]
    assert [text for text in said if not re.search("[一-鿿]", text)] == []


def test_a_feature_speaks_as_loudly_as_the_model_s_weights_say() -> None:
    tagger = pycrfsuite.Tagger()
    model_bytes = (files("plankg.data") / "models" / "clauses.crfsuite").read_bytes()
    tagger.open_inmemory(model_bytes)  # It reads them where they lie: they must live as long as it does.
    weights = tagger.info().state_features
    for feature in ("start=True", "place=main", "tag1=v", "mark=，"):
        expected = weights.get((feature, "B"), 0) - weights.get((feature, "I"), 0)
        assert model("clauses").leaning(feature, "B", "I") == pytest.approx(expected, abs=1e-5)
    assert model("clauses").leaning("no-such=feature", "B", "I") == pytest.approx(0)


def test_the_reasons_account_for_the_whole_difference_between_two_labels(told_zh: Explanation) -> None:
    choices = [row.choice for _, rows in told_zh.steps for row in rows if row.choice]
    assert {choice.model for choice in choices} >= {"clauses", "names", "roles", "kinds"}
    for choice in choices:
        whole = sum(reason.weight for reason in choice.reasons)
        odds = log(choice.share / choice.rival_share)
        if choice.model in {"clauses", "names"}:
            assert whole == pytest.approx(odds)
            assert NEIGHBOURS in {reason.feature for reason in choice.reasons}


def test_decisions_are_kept_only_where_they_are_asked_for() -> None:
    document = document_from_text(f"一、重点工作\n1.供水。{SENTENCE}", name="示例.txt")
    plain = extract(document, plan_id="shili")
    with decisions_recorded() as decisions:
        assert extract(document, plan_id="shili") == plain
    kept = len(decisions)
    extract(document, plan_id="shili")
    assert kept == len(decisions) > len(plain.tasks)


def test_what_is_explained_is_what_is_extracted(trace: Trace, loaded: Loaded) -> None:
    assert trace.plan == extract(loaded.document, plan_id=loaded.plan.id)


def test_every_row_stands_at_its_place_in_the_text(told_zh: Explanation) -> None:
    rows = [row for _, rows in told_zh.steps for row in rows]
    assert [row for row in rows if SENTENCE[row.start : row.end] != row.quote] == []


def test_the_steps_come_in_the_order_of_reading(told_zh: Explanation) -> None:
    steps = [name for name, _ in told_zh.steps]
    assert steps == ["words", "structure", "notes", "figures", "clauses", "names", "frames", "statements"]
    assert "".join(row.quote for row in told_zh.rows("words")) == SENTENCE


def test_a_border_says_how_sure_it_is_and_what_came_second() -> None:
    rows = explain("结合农时组织农技人员深入田间地头，开展病虫害防治培训。", lang="zh").rows("clauses")
    assert [row.told for row in rows] == ["另起一项", "接着上文"]
    border = rows[1].choice
    assert border is not None
    assert (border.label, border.rival) == ("I", "B")
    assert border.share > border.rival_share
    assert border.share + border.rival_share <= 1


def test_names_and_parts_tell_their_rules(told_zh: Explanation) -> None:
    named = {row.quote: row for row in told_zh.rows("names")}
    assert named["区水务局"].rule == "government-body"
    assert named["区水务局"].value == "GovernmentBody"
    parts = {(row.quote, row.value): row for row in told_zh.rows("frames")}
    assert parts["区水务局", "responsible"].rule == "acts-with"
    assert parts["区财政局", "partner"].rule == "together-with"


def test_a_note_s_unit_comes_from_its_rule_and_no_model() -> None:
    (row,) = explain("改造老旧管网。（责任单位：区水务局）", lang="zh").rows("notes")
    assert (row.quote, row.value, row.choice) == ("区水务局", "responsible", None)


@pytest.mark.parametrize("lang", languages())
def test_a_sentence_of_sixty_characters_fits_a_screen(lang: Language) -> None:
    lines = str(explain(SENTENCE, lang=lang)).split("\n")
    assert len(lines) <= 40
    assert [line for line in lines if width(line) > WIDTH] == []


def test_numbered_text_is_read_as_it_stands() -> None:
    told = explain("一、重点工作\n1.供水。改造老旧管网。\n2.供气。新建管道20公里。", lang="zh")
    assert [row.told.split()[0] for row in told.rows("statements")] == ["1.1", "2.1"]
    assert told.start == 0


def test_an_explanation_shows_itself_and_gives_json(told_zh: Explanation) -> None:
    assert repr(told_zh).startswith(SENTENCE[:20])
    assert "分句" in repr(told_zh)
    content = told_zh.as_json()
    assert content["text"] == SENTENCE
    choice = next(row["choice"] for step in content["steps"] for row in step["rows"] if "choice" in row)
    assert set(choice) == {"model", "label", "share", "rival", "rival_share", "reasons"}
    assert plankg.explain(SENTENCE).text == SENTENCE


def test_a_quote_that_is_never_closed_makes_no_sentence_of_the_whole_plan() -> None:
    text = "一、重点工作\n1.供水。改造“老旧管网。新建泵站。\n2.供气。新建管道20公里。铺设支线。"
    document = document_from_text(text, name="示例.txt")
    plan = extract(document, plan_id="shili")
    last = plan.tasks[-1]
    (told,) = explain_in(document, plan, [last.evidence], lang="zh")
    assert told.text == "铺设支线。"
