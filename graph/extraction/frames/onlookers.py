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
# Whoever is welcomed does not do what is done for it. 接受X检查 is another matter: careful readers let X do that.
VISITOR = named_pattern(
    "onlookers.visitor",
    f"(?:迎接|迎候|接待|恭迎)(?:好|来自)?{LISTED}$",
    matches=["迎接", "做好接待"],
    rejects=["承接", "迎接检查，"],
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
    if VISITOR.search(before):
        return True
    return bool(READER.search(before) and REPORT.match(after))
