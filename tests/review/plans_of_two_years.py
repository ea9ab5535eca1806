"""Short plans for the tests of identity: two years of one bureau, the bureau above it, and the bureau of another city."""

from __future__ import annotations

from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.graph.review import apply_review
from plankg.schema.decision import Review
from plankg.schema.loaded import Loaded

TEXTS = {
    "qinghe-2024": """云州市青河区教育局文件

云州市青河区教育局2024年工作要点

一、工作任务

1.资源布局。扩建临江小学，会同区财政局开展督查，推进行知教育集团建设。

2.育人方式。深化劳动教育，指导学校开展应急演练，会同相关部门开展联合检查，配合市教育局做好评估。
""",
    "qinghe-2025": """云州市青河区教育局文件

云州市青河区教育局2025年工作要点

一、工作任务

1.学校建设。推进临江小学操场建设，会同区财政局开展审计，推进行知教育集团发展。

2.课程教学。加强劳育，指导学校开展安全教育，会同相关部门开展联合检查。
""",
    "yunzhou-2025": """云州市教育局文件

云州市教育局2025年工作要点

一、工作任务

1.统筹推进。会同市财政局开展督查，指导学校开展应急演练，会同相关部门开展联合检查。
""",
    "hailing-2025": """海陵市教育局文件

海陵市教育局2025年工作要点

一、工作任务

1.统筹推进。会同市财政局开展督查，扩建临江小学，会同相关部门开展联合检查。
""",
}


def work(name: str, *decisions: dict[str, object]) -> Loaded:
    """Give one of the plans, reviewed."""
    document = document_from_text(TEXTS[name], name=f"{name}.txt")
    shared = {"by": "王复核", "date": "2025-03-06", "reason": "核对过", "statement": "identity"}
    review = Review.model_validate(
        {"decisions": [{"id": f"d{place}", **shared, **row} for place, row in enumerate(decisions, start=1)]}
    )
    plan, _ = apply_review(extract(document, plan_id=name), document, review)
    return Loaded(plan, document, review)
