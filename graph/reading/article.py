"""The article of a web page, told from the frame around it: navigation, share lines, field blocks, the foot.

The article stands in the smallest element that holds nearly all prose, and in those around it that hold nothing of a
frame. What is left out stays in the source text and is counted; only the normalised text goes without it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from plankg.graph.patterns import named_pattern
from plankg.graph.reading.joining import LABEL

if TYPE_CHECKING:
    from lxml.etree import _Element
    from plankg.graph.reading.layout import Cell

NEARLY_ALL: Final = 0.95
"""So much of a page's prose stands in the element of its article; less than the rest follows where the article ends."""

SHORTEST_TITLE: Final = 8
LONGEST_MARK: Final = 80
FEWEST_FIELDS: Final = 3
CLOSES_NAME: Final = ("]", "】", "：", ":")

_FIELD_NAMES = (
    "索引号|索取号|信息索引|统一登记号|登记日期|主题分类|信息分类|组配分类|分类|体裁|体裁分类|公文种类|主题词|关键词|发文机构|发文机关|发文单位"
    "|制发机关|制发机构|发布机构|发布单位|联合发文单位|公开责任部门|责任部门|成文日期|发文日期|印发日期|生成日期|发布日期|公开日期|发布时间|实施日期|生效日期"
    "|失效日期|废止日期|有效性|有效期|时效性|发文字号|文号|文件编号|文件来源|信息来源|公开方式|公开范围|公开形式|公开时限|服务对象|名称|标题|文件名称|内容概述"
)
FIELD: Final = named_pattern(
    "article.field",
    rf"(?:\d+\. |• )?[\[【]?\s*(?:{_FIELD_NAMES})\s*(?:[\]】][：:]?|[：:])",
    matches=["[主题分类] 农业", "索引号：0001"],
    rejects=["标题党"],
)
_LABEL_CELL = named_pattern(
    "article.field-name",
    rf"^[\[【]?(?:{_FIELD_NAMES})[\]】]?[：:]?$",
    matches=["主题分类", "文号："],
    rejects=["文号管理"],
)
NUMBER_FIELD: Final = named_pattern(
    "article.number-field",
    r"发文字号|文号|文件编号",
    matches=["[发文字号] 云政发〔2024〕3号"],
    rejects=["[索引号] 0001"],
)
DATE_FIELD: Final = named_pattern(
    "article.date-field",
    r"成文日期|发文日期|印发日期",
    matches=["成文日期：2024-03-01"],
    rejects=["发布日期：2024-03-01"],
)
ISSUER_FIELD: Final = named_pattern(
    "article.issuer-field",
    r"(?<!联合)发文(?:机构|机关|单位)|制发机[关构]",
    matches=["发文机构：云河县教育局"],
    rejects=["联合发文单位：云河县教育局"],
)
TOOL: Final = named_pattern(
    "article.tool",
    r"(?:• ?)?[【\[（(]?(?:设为首页|加入收藏|当前位置|您(?:现在)?的?位置|首页|打印|字[号体]|分享|收藏|关闭|纠错|(?:信息|文章)?来源"
    r"|发布(?:时间|日期|人|者)|作者|浏览[量次]?|点击[量次]?|阅读[量次]?|访问[量次]?|今天是|无障碍|登录|大 中 小|原创|保存|朗读)"
    r"(?:$|[\s　:：】\]）)>|数].{0,70}$)",
    matches=["打印 关闭", "发布时间：2024-03-01 来源：办公室"],
    rejects=["来源地检查"],
)
END: Final = named_pattern(
    "article.end",
    r"(?:• ?)?[【\[（(]?(?:分享(?:到|至|[：:]|$)"
    r"|相关(?:阅读|文档|解读|政策|链接|新闻|信息|文章|稿件|推荐|内容|报道)(?:$|[】\]：:\s])|推荐阅读|往期(?:推荐|回顾)"
    r"|[上下]一[篇条][：:\s]|打印(?:正文|本页|此页|页面|\s|[】\]]|$)|关闭(?:窗口|本页|$)|返回(?:顶部|列表)|责任编辑|责编[：:]|编辑[：:]"
    r"|(?:微信)?扫一扫|扫码|版权所有|网站地图|关于我们|评价建议|您访问的链接即将离开|网站标识码|阅读原文|喜欢此内容|预览时标签|微信号|长按"
    r"|附件下载[：:]?$|浏览次数|Copyright|.{0,40}(?:ICP备|公网安备|ICP证)|.{0,30}版权所有|文档下载|我要纠错|字体|网站声明|联系我们)",
    matches=["上一篇：某县召开会议", "某ICP备00000000号", "分享到：微信"],
    rejects=["分享经验做法", "上一篇章"],
)
FOOT: Final = named_pattern(
    "article.foot",
    r"(?:主办|承办|协办|运维|技术支持|管理|维护|版权)(?:单位)?[：:]|(?:单位)?地址[：:]|联系(?:电话|方式)[：:]|电话[：:]|邮编|建议使用|.{0,12}政府网站",
    matches=["主办单位：云河县人民政府办公室　承办单位：云河县大数据中心"],
    rejects=["主办单位要落实责任"],
)
_PROSE = re.compile(rf"[。；，]|^(?:{LABEL})")
_OWN_NUMBER = named_pattern(
    "article.own-number",
    r"^\S{1,16}[〔\[(（]\d{4}[〕\])）]\s*第?\d+\s*号\s*$",
    matches=["云水发〔2024〕3号"],
    rejects=["依据云水发〔2024〕3号文件办理"],
)
_OWN_DATE = named_pattern(
    "article.own-date",
    r"^\s*(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[二〇○零一三四五六七八九十]{4}年.{1,3}月.{1,4}日)\s*$",
    matches=["2024年3月1日", "二〇二四年三月一日"],
    rejects=["自2024年3月1日起施行"],
)
_BLANK = re.compile(r"\s+")


class Part(NamedTuple):
    """A line or a table of a page as shown; `element` is where it begins, `linked` how many of its characters are links."""

    words: str
    element: _Element
    linked: int
    rows: tuple[tuple[Cell, ...], ...] | None = None

    @property
    def is_link(self) -> bool:
        """Whether at least half of it leads elsewhere."""
        return 2 * self.linked >= len(self.words.strip()) > 0

    @property
    def weight(self) -> int:
        """How many characters of prose, of a numbered line or of a table it has; links, fields and tools have none."""
        if self.is_link or self.is_frame:
            return 0
        return len(self.words) if self.rows is not None or _PROSE.search(self.words.strip()) else 0

    @property
    def is_fields(self) -> bool:
        """Whether it holds what the site knows about the document: a line, or a table of names and values."""
        if self.rows is None:
            return bool(FIELD.match(self.words.strip()))
        cells = [" ".join(cell.lines).replace(" ", "") for row in self.rows for cell in row]
        return sum(bool(_LABEL_CELL.match(words)) for words in cells) >= FEWEST_FIELDS

    @property
    def is_frame(self) -> bool:
        """Whether it is a tool, a mark of the page's end or foot, or a field."""
        words = self.words.strip()
        if self.rows is not None:
            return self.is_fields
        short = len(words) <= LONGEST_MARK
        return self.is_fields or (short and bool(TOOL.match(words) or END.match(words))) or bool(FOOT.match(words))


class Line(NamedTuple):
    """A part, and whether the reading leaves it out; `words` are another line's where a field is kept by itself."""

    part: Part
    left_out: bool
    words: str | None = None


def article(parts: Sequence[Part], title: str) -> list[Line]:
    """The parts of a page in order, each with whether it belongs to the article. `title` is what the page is called.

    A page in which nothing tells of a frame is an article as a whole.
    """
    if not any(part.is_frame or part.is_link for part in parts):
        return [Line(part, left_out=False) for part in parts]
    inside = _inside(parts)
    first = next((place for place, part in enumerate(parts) if inside[place] and part.weight), len(parts))
    headline = _headline(parts, title, first)
    end = _end(parts, inside, first)
    kept = [
        place == headline
        or (
            inside[place]
            and place < end
            and place > (-1 if headline is None else headline)
            and not _aside(part, place < first)
        )
        for place, part in enumerate(parts)
    ]
    own = [part.words for part, keep in zip(parts, kept, strict=True) if keep]
    wanted = _wanted_fields(own)
    return [line for part, keep in zip(parts, kept, strict=True) for line in _lines(part, wanted, keep=keep)]


def _aside(part: Part, before: bool) -> bool:
    """Whether a part inside the article is none of it: a field block anywhere, tools and links before its first words."""
    return part.is_fields if not before else part.is_frame or (part.is_link and part.rows is None)


def _inside(parts: Sequence[Part]) -> list[bool]:
    """Which parts stand in the element of the article."""
    weights: Counter[_Element] = Counter()
    spoilt: Counter[_Element] = Counter()
    for part in parts:
        for element in (part.element, *part.element.iterancestors()):
            weights[element] += part.weight
            spoilt[element] += part.is_frame or part.is_link
    root = parts[0].element.getroottree().getroot()
    place, total = root, weights[root]
    while (child := next((child for child in place if weights[child] >= NEARLY_ALL * total > 0), None)) is not None:
        place = child
    while (parent := place.getparent()) is not None and not spoilt[parent] - spoilt[place]:
        place = parent
    held = {place, *place.iterdescendants()}
    return [part.element in held for part in parts]


def _headline(parts: Sequence[Part], title: str, first: int) -> int | None:
    """The place of the line above the article that says what the page is called; of several the longest, the last of these."""
    page = _BLANK.sub("", title)
    best, length = None, SHORTEST_TITLE - 1
    for place, part in enumerate(parts[: first + 1]):
        words = _BLANK.sub("", part.words)
        if part.rows is None and words in page and len(words) >= max(length, SHORTEST_TITLE):
            best, length = place, len(words)
    if best is not None:
        return best
    heads = [place for place, part in enumerate(parts[:first]) if _is_head(part)]
    return heads[-1] if heads else None


def _is_head(part: Part) -> bool:
    elements = (part.element, *part.element.iterancestors())
    return part.rows is None and not part.is_link and any(element.tag in ("h1", "h2") for element in elements)


def _end(parts: Sequence[Part], inside: Sequence[bool], first: int) -> int:
    """The place of the first part behind the article: a mark of the page's end that hardly any prose follows."""
    total = sum(part.weight for part in parts) or 1
    rest = 0
    end = len(parts)
    for place in range(len(parts) - 1, first, -1):
        part = parts[place]
        if part.rows is None and len(part.words.strip()) <= LONGEST_MARK and END.match(part.words.strip()):
            end = place
        if inside[place]:
            rest += part.weight
        if rest > (1 - NEARLY_ALL) * total and rest > LONGEST_MARK:
            break
    while end < len(parts) and end > first + 1 and FOOT.match(parts[end - 1].words.strip()):
        end -= 1
    return end


def _wanted_fields(own: Sequence[str]) -> list[re.Pattern[str]]:
    """The fields that say what the article itself does not: its number, its date, who issued it."""
    lines = [line for words in own for line in words.split("\n")]
    wanted = [] if any(_OWN_NUMBER.search(line) for line in lines) else [NUMBER_FIELD]
    if not any(_OWN_DATE.match(line) for line in lines):
        wanted.append(DATE_FIELD)
    return [*wanted, ISSUER_FIELD]


def _lines(part: Part, wanted: Sequence[re.Pattern[str]], *, keep: bool) -> Iterator[Line]:
    """The part as it is written: a field block as a line a field, of which those wanted are kept."""
    if not part.is_fields:
        yield Line(part, not keep)
        return
    for name, value in _fields(part):
        use = bool(value) and any(pattern.search(name) for pattern in wanted)
        mark = "" if name.endswith(CLOSES_NAME) else "："
        yield Line(part, not use, f"{name}{mark}{value}" if value else name)


def _fields(part: Part) -> Iterator[tuple[str, str]]:
    """Names and values of a field block."""
    if part.rows is None:
        words = part.words.strip()
        match = FIELD.match(words)
        end = match.end() if match else 0
        yield re.sub(r"^(?:\d+\. |• )", "", words[:end]), words[end:].strip()
        return
    for row in part.rows:
        name = ""
        for cell in row:
            words = " ".join(cell.lines).strip()
            if name or not _LABEL_CELL.match(words.replace(" ", "")):
                yield name or words, words if name else ""
                name = ""
            else:
                name = words
        if name:
            yield name, ""
