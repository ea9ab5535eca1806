"""Lists: names that stand side by side before a word that tells what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.extraction.names.naming import named
from plankg.graph.extraction.names.passages import Passages
from plankg.graph.extraction.words.lexicon import rules
from plankg.graph.extraction.words.numerals import number
from plankg.graph.extraction.words.windows import REACH
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import EntityType

# The rules of names that are items of what is counted behind them.
COUNTED = {"listed-in-quote", "listed-before-count"}
# 应用场景 alone names nothing, 生态应用场景 does.
SHORTEST_WHOLE = 4
BREAKS = "，；。：的\n《》｜"
ITEM = f"[^、“”{BREAKS}]"
COUNT = named_pattern(
    "listed.count",
    f"(?P<number>[两二三四五六七八九十]|\\d{{1,2}})大(?P<head>{ITEM}{{2,8}}?)(?=建设|[，；。、的｜]|$)",
    matches=["三大平台"],
    rejects=["三个平台"],
)
# The items of a list that a count closes: 人口、法人和信用信息|三大基础库.
ITEMS = named_pattern(
    "listed.items",
    f"(?:^|(?<=[，；。｜“]))(?P<items>{ITEM}{{2,10}}(?:[、和与及]{ITEM}{{2,10}})+)$",
    matches=["人口、法人和信用信息"],
    rejects=["人口，法人"],
)
ETC = named_pattern("listed.etc", "等", matches=["等学校"], rejects=["学校"])
ITEM_OF_COUNT = named_pattern("listed.item-of-count", "[^、和与及]+", matches=["人口"], rejects=["、和"])
LONGEST_ITEM = 12
LISTED = named_pattern(
    "listed.listed",
    f"(?P<items>(?:{ITEM}|[“”]){{2,{LONGEST_ITEM}}}(?:、(?:{ITEM}|[“”]){{2,{LONGEST_ITEM}}})+)等$",
    matches=["县财政局、县林业局等"],
    rejects=["等部门"],
)
PARTNERS = named_pattern(
    "listed.partners",
    f"与(?P<items>{ITEM}{{2,12}}(?:、{ITEM}{{2,12}}?)+?)(?:等|开展|进行|建立|加强)[^，；。]{{0,8}}(?:合作|共建|对接)",
    matches=["与农业大学、县医院等开展合作"],
    rejects=["与县医院合作"],
)


def listed_names(passages: Passages, names: list[Name]) -> list[Name]:
    """The items of lists that a head word closes (经纬、求真、行知等教育集团, 推普周、…等推广活动).

    An item that is a name already stays what it is; in an elliptical list the head makes the full name.
    """
    covered = {
        name.span for name in names if name.type is not EntityType.TARGET_GROUP and name.rule != "quoted-by-default"
    }
    members = []
    for listed in _closed_by_etc(passages.masked):
        rule = next(
            (rule for rule in rules("names", "lists") if rule.pattern.match(passages.masked, listed.end())), None
        )
        if rule is None:
            continue
        kind = EntityType.of(rule["type"])
        head = rule.pattern.match(passages.masked, listed.end())
        if head and rule["whole"] and len(head[0]) > SHORTEST_WHOLE:
            members.append(Name(Span(*head.span()), EntityType.of(rule["whole"]), head[0], (), "closed-list"))
        for start, item in _items(listed):
            words = item.strip("“”")
            name = named(start + item.index(words), words, kind, "listed-before-head")
            full = (words + rule.pattern.match(passages.masked, listed.end())[0],) if rule["full"] else ()  # type: ignore[index]
            if name.span not in covered or kind is EntityType.PROJECT:
                members.append(name._replace(aliases=full))
    return members


def _closed_by_etc(masked: str) -> Iterator[re.Match[str]]:
    """The lists that end in 等; most 等 have no 、 so near before them that an item could lie between."""
    for end in ETC.finditer(masked):
        start = end.start()
        if masked.rfind("、", max(0, start - LONGEST_ITEM - 1), start) < 0:
            continue
        begin = max(start - REACH, *(masked.rfind(mark, 0, start) + 1 for mark in BREAKS))
        if listed := LISTED.search(masked, max(0, begin), end.end()):
            yield listed


def partner_names(text: str, passages: Passages) -> list[Name]:
    """Those with whom a clause says it cooperates (与甲、乙、丙等开展合作), whatever word they end in."""
    return [
        named(start, item, EntityType.PARTNER_INSTITUTION, "listed-partner")
        for span in passages.spans
        for match in PARTNERS.finditer(text, span.start, span.end)
        for start, item in _items(match)
    ]


def _items(match: re.Match[str]) -> list[tuple[int, str]]:
    """The items of a list with their places."""
    return [(match.start("items") + item.start(), item[0]) for item in re.finditer("[^、]+", match["items"])]


def counted_names(passages: Passages) -> list[Name]:
    """甲、乙和丙三大平台 as four names: the whole, and its items, if they are as many as it counts."""
    names = []
    for count in COUNT.finditer(passages.masked):
        listed = ITEMS.search(passages.masked, max(0, count.start() - REACH), count.start())
        rule = next((rule for rule in rules("names", "counted") if rule.pattern.fullmatch(count["head"])), None)
        items = list(ITEM_OF_COUNT.finditer(listed["items"])) if listed else []
        if not listed or rule is None or len(items) != number(count["number"]):
            continue
        kind = EntityType.of(rule["type"])
        whole = passages.masked[slice(*count.span())]
        names.append(Name(Span(*count.span()), kind, whole, (count["head"],), "counted-whole"))
        for item in items:
            start = listed.start("items") + item.start()
            full = item[0] + rule.pattern.search(count["head"])["tail"]  # type: ignore[index]
            names.append(Name(Span(start, start + len(item[0])), kind, item[0], (full,), "listed-before-count"))
    return names
