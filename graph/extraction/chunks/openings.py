"""Openings: the adverbials, the subject and the verbs with which a fragment begins."""

from __future__ import annotations

import re

from plankg.graph.extraction.chunks.times import every
from plankg.graph.extraction.draft.spans import Span, Verb
from plankg.graph.extraction.words.lexicon import alternation, any_of, from_lexicon, lexicon, rule_named, rules
from plankg.graph.extraction.words.tagged import opening_verb
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import TaskKind

QUOTED_MANNER = named_pattern(
    "openings.quoted-manner", r"^“[^”]{2,8}”(?=[一-龥])", matches=["“一对一”结对"], rejects=["一对一结对"]
)
MODAL = named_pattern(
    "openings.modal",
    r"^(?P<subject>[^，；。要应须]{2,32}?)(?:(?:要|应当|应(?![用急])|须|必须|负责)(?=[一-龥“\d]{2})|(?=不得)|可(?=[将把由按]|采[取用]|通过|根据|结合|依托))",
    matches=["各所要按照清单检查"],
    rejects=["主要措施"],
)
# What is done to the thing that 将 or 把 puts first.
MOVED = named_pattern(
    "openings.moved",
    "纳入|转化|作为(?![^，；。]*[纳列]入)|列入|摆[上在]|放在|列为|写入|贯穿|落实到|计入|输送|归集|移交|移送|转为|下放|延伸|推广到|拓展[到至]"
    "|提[高升][到至]|降低?[到至]|放宽[到至]|延长[到至]|缩短[到至]|压缩[到至]|扩大[到至]|增[加至]|控制在|做成|交由|用于|适当用于",
    matches=["全部纳入"],
    rejects=["拓展业务"],
)
# Words that name those one works with: counted among the actions, but not what is done.
JOINING = named_pattern("openings.joining", "会同|联合|协同", matches=["会同公安部门"], rejects=["配合公安部门"])
INNER_TAIL = 2
LEAST_PHRASE = 4
# A verb before these is part of an office's name: 市场监管局.
OFFICE_BEHIND = named_pattern(
    "openings.office-behind", "[局委厅所站会办院室]|部门|中心|机构|人员", matches=["局"], rejects=["行业"]
)
# 修订章程并组织宣讲: a second verb.
AND_THEN = named_pattern(
    "openings.and-then", "[^、，“]并(?=[一-龥])", matches=["修订章程并组织宣讲"], rejects=["并组织宣讲"]
)
CONNECTIVE = named_pattern("openings.connective", r"(?:并|和|与|及|以及|、)$", matches=["教师和"], rejects=["和谐"])
# Prepositional phrases after which the main verb follows.
BEFORE_VERB = (
    r"^(?:与[^，；。]+?(?=谈话|谈心|结对|开展|进行|做好|实现|对接|衔接|合作|建立|联合|加强|签订|共建|共同)"
    r"|(?:配合|协调|联动)(?!{verb})[^，；。]+?(?=做好|开展|完成|推进|实施|落实|制定|抓好|加强|建立|举办|组织)"
    r"|(?:会同|联合|协同)(?!{verb})[^，；。]+?"
    r"(?={verb}(?![\u4e00-\u9fff]{0,5}?(?:[局委厅]|办公室|部门|中心)(?=[、和及与，。]|开展|进行)))"
    r"|对[^，；。]+?(?=约谈|通报|问责|处罚|追责|表彰|奖励|进行|开展|加以|实施|实行|给予|予以|实现|简化|建立|制定|出台|补[贴助]|奖[补励]|每[^，；。]{1,4}补[贴助]|(?:适当|及时|定期|依法|严格|优先|统一|坚决|逐步|一律|精准|分类|重点)(?:{verb}))"
    r"|为[^，；。]+?(?=安装|加装|提供|配送|培养|培育|定制|选派|输送|争取|定向培养|免费提供|配备|搭建|打造|开展|创造|建立|减免|发放|办理|解决|购买|安排|开通|配齐)"
    r"|[将把][^，；。]+?(?=融入|建成|打造|培育|汇总|报送|分解|{moved})"
    r"|向[^，；。]+?(?=配送|提供|开放|推广|宣传|报送|输出|报告|推送|移交|反馈|通报|推介|倾斜|捐赠|发放|投放|公示|公布|推荐|报备|征集|派驻)"
    r"|(?:在|紧盯|依托|利用|借助|面向|结合|深入|走进|下沉|赴)[^，；。]{2,24}?(?=制定|制订|出台|编制|设立|建立|建设|打造|开展|开设|组建|成立|创建|搭建|推广|推行|建成|开通|引进|招聘|招收|选派|遴选|公开(?!的)|公示(?!的)|发布(?!的)|举办(?!的)|召开(?!的))"
    r"|由[^，；。]+?(?=牵头|负责|{verb}))"
)
ACTING = (
    r"(?:各?[^，；。、“”《》的]{1,12}?(?:局|委|厅|处|组|科室|党组织|支部|工会|妇联|工作队|专班|(?<=[研生公])室|党委会|政府|部门|单位|街镇|乡镇|街道|学校|小学|中学|幼儿园|学院|大学|分公司|医院|中心|集团|企业|公司|机构)"
    r"|(?:每个?|各)(?:[一-龥]{2})?(?:区县|县区|县市|市县|村|社区|园区|镇|乡|县|区|市|校|班)|每个?乡（镇）)"
    r"(?=(?:[于在]?(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|底|[上中下]旬)?|年底|学期末)前)?(?:{adverb})?(?:{verb})(?!室)[\u4e00-\u9fff“《\d][\u4e00-\u9fff“《\d—～~-])"
    # People act with verbs that are no nouns behind them: 教师培训 and 学生发展 are not done by them.
    r"|[^，；。、“”《》的]{0,8}?(?:{people})(?=(?:{adverb})?(?:下沉|深入|走进|进驻|赴|参加|参与|撰写|承担|担任|联系|走访|签订|每人)[\u4e00-\u9fff“《\d]{2})"
)
STRONG = named_pattern(
    "openings.strong",
    "(?:设立|建立|打造|开展|开设|构建|组建|成立|创建|搭建|开通|制定|制订|编制|出台|印发|举办|召开)(?=[\u4e00-\u9fff“《\\d]{2})"
    "|(?:引进|招聘|招收|培养|培育|建设|遴选|选派|改造|新增)(?=[^，；。]{0,16}\\d)",
    matches=["开展巡查"],
    rejects=["以创建"],
)


@from_lexicon
def adverb_run() -> re.Pattern[str]:
    """The pattern of one or more adverbs."""
    return re.compile(f"{alternation(lexicon('adverbs')['adverbs'])}+")


@from_lexicon
def preposition() -> re.Pattern[str]:
    """The pattern of the prepositions that open an adverbial."""
    return re.compile(alternation(lexicon("adverbs")["prepositions"]))


@from_lexicon
def _acting() -> re.Pattern[str]:
    """The pattern of a unit that does it itself: 县医院组建…."""
    return named_pattern(
        "openings.acting", with_openers(ACTING), matches=["县医院组建专班"], rejects=["组建县医院专班"]
    )


@from_lexicon
def _openers() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The patterns for adverbs before a verb, a verb, and a prepositional phrase before a verb."""
    verb = alternation(list(verb_kinds()))
    adverb = alternation(lexicon("adverbs")["adverbs"])
    second = alternation(lexicon("verbs")["second"])
    return (
        named_pattern(
            "openings.opener",
            f"(?P<adverbs>{adverb}*)(?P<verb>{verb}(?:(?:和|与|或|、){verb}|{second}(?!情况)(?=[\u4e00-\u9fff“《\\d]{{2}}))?)(?!率(?!先))",
            matches=["扎实开展巡查"],
            rejects=["完成率"],
        ),
        re.compile(verb),
        named_pattern(
            "openings.before-verb",
            with_openers(BEFORE_VERB.replace("{moved}", MOVED.pattern)),
            matches=["为困难家庭安装扶手"],
            rejects=["安装扶手"],
        ),
    )


def opening_listed_verb(words: str) -> str | None:
    """The main verb of the lexicon with which words open, the longest; None where none does."""
    match = _openers()[1].match(words)
    return match[0] if match else None


def with_openers(pattern: str) -> str:
    """A pattern of the lexicon with all main verbs for {verb}, a run of adverbs for {adverb}, and people for {people}."""
    pattern = pattern.replace("{people}", alternation(lexicon("names")["group_heads"]))
    return pattern.replace("{verb}", alternation(list(verb_kinds()))).replace("{adverb}", adverb_run().pattern)


def after_adverbials(words: str, *, last: bool = False) -> int:
    """Where the leading adverbials of a fragment end: its length if it is nothing else.

    What is an adverbial only before a main clause (利用节假日，开展…) is none in the last fragment.
    """
    place, moved = 0, True
    adverbs, leading = adverb_run(), any_of("adverbs", "leading")
    while moved and place < len(words):
        moved = False
        rest = words[place:]
        if leading.match(rest):
            for rule in rules("adverbs", "leading"):
                match = rule.pattern.match(rest)
                if match and not (rule["whole"] and _inner_verb(words, place)) and not (last and rule["ahead"]):
                    place, moved = place + match.end(), True
                    break
        if not moved and rest[0] == "每" and (match := every().match(rest)) and match["which"]:
            place, moved = place + match.end(), True
        if not moved and (match := adverbs.match(rest)) and leading.match(rest[match.end() :]):
            place, moved = place + match.end(), True
    return place


def _inner_verb(words: str, place: int) -> bool:
    """Whether a main verb with an adverb before it stands inside a phrase such as 结合区情稳步探索."""
    opener, _, _ = _openers()
    if STRONG.search(words, place + LEAST_PHRASE):
        return True
    return any(
        match["adverbs"] and match.start() > place + 1 and len(words) - match.start("verb") >= INNER_TAIL
        for match in opener.finditer(words, place + 2)
    )


def verbs_at(words: str, span: Span, place: int) -> tuple[tuple[Verb, ...], tuple[str, ...]] | None:
    """The verbs and adverbs if a main verb begins at the place, after a prepositional phrase or a quoted manner."""
    opener, _, before = _openers()
    adverbs: list[str] = []
    cues: list[Verb] = []
    for _ in range(3):
        if match := before.match(words[place:]):
            cues += _cue(match[0], span, place)
            place += match.end()
            continue
        if not cues and (manner := QUOTED_MANNER.match(words[place:])) and opener.match(words, place + manner.end()):
            place += manner.end()
            continue
        lead = adverb_run().match(words, place)
        if lead and before.match(words[lead.end() :]):
            adverbs.append(lead[0])
            place = lead.end()
            continue
        break
    match = opener.match(words, place)
    if match is None and place and (moved := MOVED.match(words, place)):
        return (*cues, verb_of(moved[0], span.start + place)), tuple(adverbs)
    if match is None:
        return ((*cues,), tuple(adverbs)) if cues else None
    adverbs.append(match["adverbs"])
    return (*cues, *_verbs(words, span, match.start("verb"))), tuple(adverbs)


def _cue(phrase: str, span: Span, place: int) -> list[Verb]:
    """会同, 联合 … as the first of the clause's verbs: readers count it among the actions."""
    match = JOINING.match(phrase)
    return [verb_of(match[0], span.start + place)] if match else []


def verbs_behind_subject(words: str, span: Span) -> tuple[tuple[Verb, ...], tuple[str, ...]] | None:
    """The verbs of a clause with which a sentence begins and that names its subject: X + verb + object."""
    opener, _, _ = _openers()
    for match in opener.finditer(words, 2):
        if (
            match.end() <= len(words) - INNER_TAIL
            and not CONNECTIVE.search(words[: match.start()])
            and not OFFICE_BEHIND.match(words, match.end())
            and not _enclosed(words, match.start())
        ):
            return _verbs(words, span, match.start("verb")), (match["adverbs"],)
    return None


def after_subject(words: str, place: int) -> int | None:
    """Where the verb may begin behind a subject at the place (各街镇|落实, 各单位要|落实), adverbials passed over."""
    if acting := _acting().match(words, place):
        time = rule_named("adverbs", "leading", "by-time").pattern.match(words[acting.end() :])
        return acting.end() + (time.end() if time else 0)
    if modal := MODAL.match(words[place:]):
        end = place + modal.end()
        return end + after_adverbials(words[end:])
    return None


def unlisted_verb(words: str, span: Span, place: int) -> tuple[tuple[Verb, ...], tuple[str, ...]] | None:
    """The verb that opens the fragment where no list has it, after its adverbs."""
    lead = adverb_run().match(words, place)
    begin = lead.end() if lead else place
    if MODAL.match(words) or preposition().match(words) or (word := opening_verb(words[begin:])) is None:
        return None
    return (verb_of(word, span.start + begin),), (lead[0] if lead else "",)


def _enclosed(words: str, place: int) -> bool:
    """Whether a place lies inside 《》 or quotes."""
    return any(words.count(opening, 0, place) > words.count(closing, 0, place) for opening, closing in ("《》", "“”"))


def _verbs(words: str, span: Span, place: int) -> tuple[Verb, ...]:
    """The verb at the place and those that a 并 opens behind it."""
    opener, _, _ = _openers()
    match = opener.match(words, place)
    if not match:
        return ()
    verbs = [verb_of(match["verb"], span.start + match.start("verb"))]
    if "并" not in words:
        return tuple(verbs)
    joints = AND_THEN.finditer(words[match.end() :])
    further = (opener.match(words, match.end() + joint.end()) for joint in joints)
    verbs.extend(verb_of(again["verb"], span.start + again.start("verb")) for again in further if again)
    return tuple(verbs)


def verb_of(word: str, start: int) -> Verb:
    """The verb that begins there, with its kind: that of the first where two are joined (制定和实施)."""
    kinds = verb_kinds()
    _, verb, _ = _openers()
    simple = word if word in kinds else (match[0] if (match := verb.match(word)) else word)
    kind, light = kinds.get(simple, (TaskKind.OTHER, False))
    return Verb(Span(start, start + len(word)), word, kind, light)
