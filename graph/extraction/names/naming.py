"""Naming: a mention with the other ways to write it."""

from __future__ import annotations

import re

from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import EntityType

COUNTED = named_pattern(
    "naming.counted",
    r"^(?:\d+[个所家支批类项名]|一批|[一二三四五六七八九十]大|各|首届|第.{1,3}[届批轮]|新一轮|一批|首批)",
    matches=["首届运动会"],
    rejects=["运动会首届"],
)
DATED = named_pattern("naming.dated", r"^\d{4}年(?=第|度)", matches=["2024年度"], rejects=["2024年底"])
QUOTE = re.compile("“([^”]+)”")
WHOLLY_QUOTED = re.compile("^“[^“”]{2,}”$")
# Words before a set that only say how much of it is meant, or whose it is: 广大教师, 全区中小学生, 各级各类学校.
DETERMINED = named_pattern(
    "naming.determined",
    r"^(?:各级各类|各级|各类|广大|全体|全[省市区县校乡镇]|我[省市区县校]|本[省市区县校]|区内|辖区内?|相关|有关|其他|部分|一支|一批)",
    matches=["各级各类学校"],
    rejects=["学校各类"],
)
FACILITIES = named_pattern("naming.facilities", r"^(?:新增)?\d+[个所]", matches=["新增5个书屋"], rejects=["书屋5个"])
FACILITY = named_pattern(
    "naming.facility",
    "(?:资源教室|学习点|托育点|有线网络|无线网络|终端设备|视频监控)$",
    matches=["社区学习点"],
    rejects=["学习点构成"],
)
GROUP = named_pattern("naming.group", "(?<!教育)(?<!职教)集团$", matches=["紧密型集团"], rejects=["职教集团"])
PROGRAMME = named_pattern("naming.programme", "(?:计划|工程|行动)$", matches=["惠民工程"], rejects=["行动方案"])
ATTRIBUTED = named_pattern("naming.attributed", r"^.+的(?=[^的]{2,}$)", matches=["区位较好的资产"], rejects=["企业的"])


def named(start: int, words: str, kind: EntityType, rule: str, *, bare: re.Pattern[str] | None = None) -> Name:
    """The mention that starts there, with the other ways to write it: without its count, without its quotes."""
    if kind is EntityType.FACILITY and (counted := FACILITIES.match(words)):
        start, words = start + counted.end(), words[counted.end() :]
    if WHOLLY_QUOTED.match(words):
        start, words = start + 1, words[1:-1]
    aliases = {COUNTED.sub("", words), DATED.sub("", words), DETERMINED.sub("", words)}
    if not QUOTE.search(words):
        aliases.add(ATTRIBUTED.sub("", words))
    if bare:
        aliases.add(bare.sub("", words))
    # 第一轮“强校工程”总结大会 is not the 强校工程; “双新”项目 is also called 双新.
    if (quote := QUOTE.search(words)) and not PROGRAMME.search(quote[1]):
        aliases.add(quote[1])
    if kind is EntityType.EDUCATION_GROUP:
        aliases.add(GROUP.sub("教育集团", words))
    if kind is EntityType.FACILITY:
        aliases.update(FACILITY.findall(words))
    plain = tuple(sorted(alias for alias in aliases if len(alias) > 1 and alias != words))
    return Name(Span(start, start + len(words)), kind, words, plain, rule)
