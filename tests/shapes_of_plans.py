"""Texts of plans of every shape, of own words: without figures, without units, tables, almost empty."""

from __future__ import annotations

HEAD = "某县教育局2026年工作要点\n\n"
SHAPES = {
    "no-targets": (
        "一、重点工作\n\n1.抓好落实。县教育局会同县财政局推进学校布局调整。指导各学校开展劳动教育。\n\n"
        "2.加强督查。建立月调度机制。\n"
    ),
    "no-units": "一、重点工作\n\n1.抓好落实。新建小学3所，力争学前教育普惠率达到92%。\n\n2.加强督查。2026年6月底前完成校舍排查。\n",
    "tasks-table": (
        "一、重点任务\n序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限\n"
        "1\t推进学校建设\t新建小学3所。\t县教育局\t县财政局、县住房城乡建设局\t2026年12月底前\n"
        "2\t强化教师培训\t组织骨干教师培训500人次。\t县教育局\t无\t2026年10月\n"
        "3\t加强安全管理\t开展校车安全检查。\t县公安局\t县教育局\t2026年8月底前\n"
    ),
    "indicators": (
        "一、主要任务\n加快推进教育现代化。\n附件1 主要指标表\n指标\t单位\t2025年现状\t2026年目标值\n"
        "普惠园覆盖率\t%\t85\t≥90\n新建学校\t所\t3\t5\n"
    ),
    "headings": "一、总体要求\n\n二、重点工作\n",
    "plain": "一、总体要求\n全县教育系统要认真学习有关文件精神，推进各项工作落实。\n",
}
"""Texts of every shape: what they lack, or what they are."""
