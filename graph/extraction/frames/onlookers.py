"""Units that a task names and that do nothing in it: who leads a system that it speaks of, inspects us, or is reported to."""

from __future__ import annotations

from plankg.graph.extraction.draft.spans import ClauseNames, Name
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import Role

LISTED = "(?:[^，；。]{1,16}(?:、|和|与|及))*"
"""Other units between the word that decides and the unit."""

# 党支部领导的… is a kind of system; who leads the task leads it, and not a noun behind 的.
LED_SYSTEM = named_pattern(
    "onlookers.led-system",
    "^(?:集体|统一|全面)?领导(?:之?下)?的",
    matches=["领导的校长负责制", "统一领导下的工作格局"],
    rejects=["领导小组", "领导开展演练"],
)
# Whoever is welcomed does not do what is done for it, nor does who comes to assess them.
HOST = named_pattern(
    "onlookers.host",
    f"(?:(?:迎接|迎候|接待|恭迎|应对)(?:好|来自)?|(?<![欢相])迎){LISTED}$",
    matches=["迎接", "做好接待", "迎"],
    rejects=["承接", "迎接检查，", "欢迎"],
)
# What others found, said or left to be done is settled without them: 落实X反馈问题的整改.
SETTLES = named_pattern(
    "onlookers.settles",
    f"(?:落实|贯彻|执行|整改|抓好|办理|办好|办结|处理|处置|完成|对照|根据|按照|依据|针对|做好|推进|结合)(?:好)?{LISTED}$",
    matches=["落实", "逐条对照县纪委、"],
    rejects=["落实措施，"],
)
SAID = named_pattern(
    "onlookers.said",
    "^(?:等)?(?:(?:在|对|关于)[^，；。]{1,16}?)?(?:现场|书面|集中|统一|新近)?(?:反馈|交办|转办|督办|指出|通报|提出|发现|巡视|巡察|审计|下达|下发|部署|要求)",
    matches=["反馈问题整改", "对我县通报的情况"],
    rejects=["负责反馈", "，反馈"],
)
# Who comes to us, where that only tells what is prepared; and who looks at us: they get help, and do not join in.
COMES = named_pattern(
    "onlookers.comes",
    "^(?:等)?(?:来|到|赴|莅临?)(?:我|本|全|各|县|市|区|省|镇|乡|校|院|局|基层|实地)[^，；。]{0,10}?(?:调研|视察|检查|督查|督导|指导|考察|验收|评估|核查|巡察|审计|观摩|参观)[^，；。]*?的",
    matches=["来我县调研的准备工作"],
    rejects=["来我县指导教研"],
)
HELPED = named_pattern(
    "onlookers.helped", f"(?:配合|协助|接受)(?:好|做好)?{LISTED}$", matches=["积极配合"], rejects=["配合度"]
)
LOOKS = named_pattern(
    "onlookers.looks",
    "^(?:[^，；。对]{0,4}组)?(?:等)?(?:对[我本]|(?:对|来|到|赴)[^，；。]+的)[^，；。]*(?:督导|督查|检查|巡视|巡察|审计|评估|考核|验收|核查|抽查|调研|视察|认定|评审|评价|监督)(?:工作)?$",
    matches=["对我区开展的专项督查"],
    rejects=["对食堂开展检查"],
)
# To accept an inspection is the task of who is inspected: of 25 such tasks in the references 20 leave the inspector out.
ACCEPTS = named_pattern(
    "onlookers.accepts",
    f"接受(?:好|来自)?{LISTED}$",
    matches=["自觉接受", "接受审计、"],
    rejects=["接受监督，", "接收"],
)
INSPECTS = named_pattern(
    "onlookers.inspects",
    "^(?:[、和与及][^，；。的]{1,16}?)?(?:等)?(?:部门)?(?:和?社会|法律|业务|日常|定期|专项|年度|民主|统一|综合|现场|实地|开展的?|组织的?|评议和|检查和)*"
    "(?:督导|督查|检查|监督|监管|指导|评估|考核|验收|核查|抽查|巡视|巡察|审计|评议|评价|评审|考评|质询|询问|约谈|管理)"
    "(?:[、和与及]?(?:检查|评估|指导|考核|监督|督导|评议))*(?:工作)?$",
    matches=["监督", "等部门监督检查", "年度评估"],
    rejects=["对其实施考核", "培训"],
)
# What is told, sent or shown to it is theirs to read.
READER = named_pattern(
    "onlookers.reader",
    f"(?<![面导])(?:向|报送?至?|上报至?|呈报|提交给?){LISTED}$",
    matches=["及时向", "汇总后报送至", "向市教育局、"],
    rejects=["面向", "导向学校"],
)
REPORT = named_pattern(
    "onlookers.report",
    "^[^，；。]{0,8}?(?:汇报|报告|报送|报备|反馈|请示|述职|备案|上报|报批|提交|递交)",
    matches=["及时报告", "报送进展"],
    rejects=["，汇报"],
)


# Who helps partners; the model tells helping from taking part no better than its references do.
HELPS = named_pattern(
    "onlookers.helps",
    "^(?:[、和与及以][^，；。的]{2,120}?)?(?:等)?(?:积极|密切|主动|做好|予以|具体|协同)*(?:配合|协助|协办)(?!的|饲料|比|度)",
    matches=["配合，", "、县住建局密切配合"],
    rejects=["理解配合", "配合度"],
)


def written_role(text: str, clause: ClauseNames, name: Name, role: Role) -> Role:
    """The role as the words say it: who 配合 is a partner, where it was taken for one that takes part."""
    after = text[name.span.end : clause.clause.part(name.span).end]
    return Role.PARTNER if role is Role.PARTICIPANT and HELPS.match(after) else role


def ruled_out(text: str, clause: ClauseNames, name: Name, role: Role) -> bool:
    """Whether the words beside a unit rule out that it does the task."""
    fragment = clause.clause.part(name.span)
    before, after = text[fragment.start : name.span.start], text[name.span.end : fragment.end]
    if role is Role.LEAD and LED_SYSTEM.match(after):
        return True
    if HOST.search(before):
        return True
    if SETTLES.search(before) and SAID.match(after):
        return True
    if (before and COMES.match(after)) or (HELPED.search(before) and LOOKS.match(after)):
        return True
    if ACCEPTS.search(before) and INSPECTS.match(after):
        return True
    return bool(READER.search(before) and REPORT.match(after))
