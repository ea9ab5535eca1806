"""Schools and groups of people: a head word with the modifiers before it; a school of its own where they are no modifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.extraction.names.passages import NAME_CHAR, Passages
from plankg.graph.extraction.words.lexicon import alternation, from_lexicon, lexicon
from plankg.graph.extraction.words.tagged import Word
from plankg.graph.extraction.words.windows import REACH, Finder
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import EntityType

LONGEST_PREFIX = 14
ORDINAL = named_pattern(
    "schools.ordinal", r"第[一二三四五六七八九十\d]+[批轮届期]|新一轮|首批", matches=["第三批"], rejects=["三批"]
)
REGIONAL = named_pattern(
    "schools.regional", "[省市县区州镇乡](?:学校|中小学校?)$", matches=["县学校"], rejects=["云河学校"]
)
COUNTED = named_pattern(
    "schools.counted", r"^(?:区内)?(?:\d+所|各|我区|本区|全区)", matches=["16所小学"], rejects=["小学16所"]
)
NAME_PREFIX = range(2, 9)
PROPER = frozenset(["nr", "ns", "nt", "nz", "m", "x", "eng"])
"""Classes of words that make a name: 石桥, 第一."""
OWN = 2


@from_lexicon
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], frozenset[str]]:
    book = lexicon("names")
    # 区 is a modifier at the start of a name only: 宝山区中小学 is 中小学 of 宝山区, 五大学区优质园 are 优质园 of the 学区.
    modifiers = f"(?:{alternation([word for word in book['school_modifiers'] if word != '区'])}|(?<![\u4e00-\u9fff])区)"
    heads = alternation(book["school_heads"])
    return (
        named_pattern(
            "schools.headed",
            f"(?P<prefix>(?:[高中初]等|{NAME_CHAR}){{0,{LONGEST_PREFIX}}}?)(?P<head>{heads})(?!生[^物]|长|联盟|舍|段|适龄)",
            matches=["云河小学"],
            rejects=["学校长"],
        ),
        named_pattern("schools.modified", f"(?:\\d+所)?{modifiers}*$", matches=["16所公办"], rejects=[]),
        re.compile(book["category_words"]),
        frozenset(book["school_names"]),
    )


def category_names(passages: Passages) -> list[Name]:
    """The kinds of schools (16所公办二级园) and the schools named (华二高中) of the passages.

    Before the head word stand modifiers that make a kind; a short prefix that is none of them, nor has a word such as 创新 in it,
    is a school's own name. Inside quotes only kinds are read.
    """
    pattern, modifiers, *_ = _patterns()
    masked = passages.masked
    names = []
    # A character of the prefix may be a pair: 高等.
    for place, end in _heads("school_heads", 2 * LONGEST_PREFIX).windows(masked).get(0, []):
        while match := pattern.search(masked, place, end):
            place, prefix = _joined(masked, match, modifiers)  # noqa: PLW2901 (the search goes on behind the name)
            start, kind = _classified(prefix, match["head"], inside=passages.quoted(match.start()))
            start += match.start()
            if beside := _beside(masked, place, pattern):
                place = beside  # noqa: PLW2901 (the search goes on behind the name)
            names.append(_name(start, masked[start:place], kind, "school-head"))
    return names


@from_lexicon
def _heads(part: str, reach: int) -> Finder:
    return Finder(dict.fromkeys(lexicon("names")[part], (0,)), reach=reach)


def has_own_name(words: Sequence[Word]) -> bool:
    """Whether the words of a school's name have a part of its own before the head: without one they tell a kind.

    A plain noun of two characters right before the head is one: 培智学校, but neither 技工学校, which is a word of the dictionary,
    nor 教师进修学校.
    """
    book = lexicon("names")
    heads = book["wide_heads"]
    if not words[-1].text.endswith(tuple(heads)) or any(word.tag in PROPER for word in words):
        return True
    first, *rest = words
    if first.text in book["school_places"]:
        return bool(rest) and rest[0].text not in heads and rest[0].tag != "vn"
    if len(rest) != 1 or rest[0].text not in heads or first.text.endswith(tuple(book["belonging"])):
        return False
    return first.tag == "n" and len(first.text) == OWN and first.text not in book["group_heads"]


def is_school(issuer: str) -> bool:
    """Whether the issuer of a plan is a school, by how it ends."""
    return issuer.endswith(tuple(lexicon("names")["issuing_schools"]))


def _beside(masked: str, end: int, pattern: re.Pattern[str]) -> int | None:
    """The end of the kind of schools in brackets right behind another: 学校（幼儿园）."""
    if not masked.startswith("（", end):
        return None
    match = pattern.match(masked, end + 1)
    return match.end() + 1 if match and masked.startswith("）", match.end()) else None


def _joined(masked: str, match: re.Match[str], modifiers: re.Pattern[str]) -> tuple[int, str]:
    """The end and prefix of the longest name: 普通高中 may go on to 普通高中学校, a modifier itself being a head."""
    pattern, *_ = _patterns()
    end, prefix = match.end(), match["prefix"]
    if (more := pattern.match(masked, end)) and not more["prefix"] and modifiers.fullmatch(match["head"]):
        return more.end(), prefix + match["head"]
    return end, prefix


def _classified(prefix: str, head: str, *, inside: bool) -> tuple[int, EntityType]:
    """How much of the prefix is no part of the name, and whether the name is a school's or a kind's."""
    _, modifiers, category, heads = _patterns()
    lead = ORDINAL.match(prefix)
    skipped = lead.end() if lead else 0
    prefix = prefix[skipped:]
    tail = modifiers.search(prefix)
    before = prefix[: tail.start()] if tail else prefix
    if not before or ((category.search(before) or REGIONAL.search(before + head)) and not inside):
        return skipped, EntityType.SCHOOL_CATEGORY
    if before == prefix and not inside and head in heads and len(prefix) in NAME_PREFIX:
        return skipped, EntityType.SCHOOL
    return skipped + len(before), EntityType.SCHOOL_CATEGORY


def _name(start: int, words: str, kind: EntityType, rule: str) -> Name:
    plain = COUNTED.sub("", words)
    full = f"{plain}校" if plain.endswith("中小学") else plain
    apart = re.split("[（）]", plain) if plain.endswith("）") and kind is EntityType.TARGET_GROUP else []
    aliases = {plain, full, words.replace("、", ""), *apart} - {words, ""}
    return Name(Span(start, start + len(words)), kind, words, tuple(sorted(aliases)), rule)


@from_lexicon
def _groups() -> re.Pattern[str]:
    book = lexicon("names")
    modifiers, heads = alternation(book["group_modifiers"]), alternation(book["group_heads"])
    group = f"{modifiers}*(?:(?<![0-9万千百多几知著])名)?{heads}(?!{book['group_tails']})"
    return named_pattern("schools.group", f"{group}(?:（{group}）)?", matches=["青年教师"], rejects=["教师节"])


def group_names(passages: Passages) -> list[Name]:
    """The groups of people in the passages, with the modifiers before them."""
    return [
        _name(match.start(), match[0], EntityType.TARGET_GROUP, "people-head")
        for begin, end in _heads("group_heads", REACH).windows(passages.masked).get(0, [])
        for match in _groups().finditer(passages.masked, begin, end)
    ]
