"""Names in quotes and title marks: typed by the word behind the quote, or by their own last word."""

from __future__ import annotations

import re
from typing import NamedTuple

from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.extraction.names.passages import Passages
from plankg.graph.extraction.names.titled import TITLE_RULE, titles
from plankg.graph.extraction.words.lexicon import from_lexicon, lexicon, rules
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import EntityType

LONGEST_PAIR = 10
# How far before a quote the verb may stand that tells its type.
VERB_REACH = 6
REGIONAL_HEAD = named_pattern(
    "quoted.regional-head",
    r"^[\u4e00-\u9fff]{2,4}[省市区县][^，；。“”、和与的]{4,14}项目",
    matches=["临江市综合改革示范项目"],
    rejects=["示范项目"],
)
# One that is not closed runs to the end of its line, and holds no quote: to look again behind each open mark takes too long.
RUN = named_pattern("quoted.run", r"“[^”\n]+(?:”(?:[、和]?“[^”\n]+”)*)?", matches=["“甲圈”“乙圈”"], rejects=["甲圈"])
QUOTE = re.compile(r"“([^”\n]+)”")
# A quote that is a saying or a complaint, not a name: “卡脖子”问题.
NO_NAME = re.compile("[。，；：！？]|.{17}")
# “甲、乙、丙和丁”四大场景: the quote is a list, and what is counted behind it the whole.
COUNTED_WHOLE = named_pattern(
    "quoted.counted-whole",
    r"^(?:[一两二三四五六七八九十]|\d{1,2})大(?P<head>[^，；。、：的和与及“”]{2,8}?)(?=建设|实施|工作|推广|[，；。、的和与及]|$)",
    matches=["四大功能场景"],
    rejects=["四项功能"],
)
ITEM = named_pattern("quoted.item", "[^、和与及]+", matches=["教务"], rejects=["、"])
NO_NAME_BEFORE = named_pattern(
    "quoted.no-name-before", "^(?:等)?(?:[的地]|问题|现象|情况|难题|要求)", matches=["问题台账"], rejects=["工作要求"]
)
HEAD_BEHIND = named_pattern(
    "quoted.head-behind",
    r"^(?:综合改革|课程|人才培养体系|发展格局|政策|活动|系列活动|总结大会|计划|工程|试点校|证书制度|证书|创建行动|家长学堂|学校联盟)",
    matches=["课程建设"],
    rejects=["优化课程"],
)


def quoted_names(text: str, passages: Passages) -> list[Name]:
    """The names in “” and 《》 of the passages.

    Quotes side by side are a list, and each of them a name of the type that the word behind the list gives.
    """
    names = [
        Name(span, EntityType.POLICY_DOCUMENT, span.of(text).replace("\n", ""), (), TITLE_RULE) for span in titles(text)
    ]
    for run in RUN.finditer(text):
        if not run[0].endswith("”"):
            continue
        quotes = list(QUOTE.finditer(text, run.start(), run.end()))
        ahead = text[max(0, run.start() - VERB_REACH) : run.start()]
        behind = text[run.end() : _end(passages, run.end())]
        for quote in quotes:
            counted = COUNTED_WHOLE.match(behind)
            if "、" in quote[1] and (counted or len(quote[1]) > LONGEST_PAIR):
                names += _listed_inside(quote, behind)
                continue
            kind, rule = _type(quote[1], ahead, behind, listed=len(quotes) > 1)
            if rule == "quoted-by-default" and (NO_NAME.search(quote[1]) or NO_NAME_BEFORE.match(behind)):
                continue
            head = HEAD_BEHIND.match(behind)
            aliases = (quote[0] + head[0],) if head and len(quotes) == 1 else ()
            names.append(Name(Span(*quote.span(1)), kind, quote[1], aliases, rule))
        if len(quotes) == 1 and (regional := REGIONAL_HEAD.match(behind)):
            span = Span(run.end(), run.end() + regional.end())
            names.append(Name(span, EntityType.PROGRAMME, regional[0], (), "regional-programme"))
    return names


def _listed_inside(quote: re.Match[str], behind: str) -> list[Name]:
    """The items of a list in one quote, and the counted whole behind it that tells their type."""
    whole = COUNTED_WHOLE.match(behind)
    if not whole:
        return []
    kind = next(
        (EntityType.of(rule["type"]) for rule in rules("names", "lists") if rule.pattern.fullmatch(whole["head"])),
        EntityType.PROGRAMME,
    )
    span = Span(quote.end(), quote.end() + whole.end())
    items = [
        Name(Span(quote.start(1) + item.start(), quote.start(1) + item.end()), kind, item[0], (), "listed-in-quote")
        for item in ITEM.finditer(quote[1])
    ]
    return [*items, Name(span, kind, whole[0], (whole["head"],), "counted-whole")]


def _end(passages: Passages, place: int) -> int:
    """Where the passage ends that holds the place."""
    number = passages.at(place - 1)
    return passages.spans[number].end if number >= 0 else place


class QuoteRule(NamedTuple):
    """A rule of `quoted`: what stands before the quote, behind it, or in it, its type, and whether it holds for lists of quotes."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    type: EntityType
    lists: bool


@from_lexicon
def _rules() -> tuple[QuoteRule, ...]:
    return tuple(
        QuoteRule(
            re.compile(row["before"]) if "before" in row else None,
            re.compile(row["after"]) if "after" in row else None,
            re.compile(row["inside"]) if "inside" in row else None,
            EntityType.of(row["type"]),
            bool(row.get("list")),
        )
        for row in lexicon("names")["quoted"]
    )


def _type(inside: str, ahead: str, behind: str, *, listed: bool) -> tuple[EntityType, str]:
    for rule in _rules():
        if (listed and rule.after and not rule.lists) or (rule.before and not rule.before.search(ahead)):
            continue
        if (rule.after and rule.after.search(behind)) or (rule.before and not rule.after):
            return rule.type, "quoted-by-use"
        if rule.inside and rule.inside.search(inside):
            return rule.type, "quoted-by-last-word" if rule.inside.pattern else "quoted-by-default"
    raise AssertionError("the last rule of `quoted` takes every name")
