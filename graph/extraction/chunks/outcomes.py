"""Outcomes: results told behind what they are of, where no verb opens the fragment: 通客车率达到100%, 抽查完成率100%."""

from __future__ import annotations

import re

from plankg.graph.extraction.words.lexicon import lexicon
from plankg.graph.patterns import named_pattern

MEASURES = "率数值量比例额重资入税产速费积度幅模龄金"
# What only goes on about the figure before it: 其中…, 每次不少于3天.
GOES_ON = named_pattern(
    "outcomes.goes-on",
    "同比|环比|[较比](?!例)|其中|每[次场期轮年学季月周天日]|且|并|共|累计|合计|时[间长]|分别|总投资|原则上|按",
    matches=["同比增长5%"],
    rejects=["街道投入3万元"],
)
# A result told by its figure: 行政村通客车率达到100%, 校级公开课不少于20节.
REACHED = named_pattern(
    "outcomes.reached",
    r"(?:(?<!不)(?:达到|达|超过|突破|实现|缩小到|压[缩减][至到]|缩短[至到]|降到|增至|增加到|提[高升][到至]|扩容[到至]|降至|控制在|保持在|稳定在)"
    rf"|(?<=[{MEASURES}])(?:不[低少高]于|不超过|保持|提[高升]|上升|下降|降低|增长)"
    r"|(?<=[一-鿿]{3})(?P<loose>不[低少高]于|不超过|压缩|压减|减少|下降|降低|增长))(?=[约近]?\d)",
    matches=["用证率达到92%"],
    rejects=["为实现目标"],
)
DIGIT = re.compile(r"\d")
FIGURES = (
    # 城镇新增就业3000人
    named_pattern(
        "outcomes.added",
        r"[一-鿿]{2,12}?(?P<verb>新增|净增|新引进|新培育)[一-鿿]{2,8}\d[^，；。]{0,8}$",
        matches=["城镇新增就业3000人"],
        rejects=["新增特教班"],
    ),
    # 考研录取率较上年提高3个百分点, 学科竞赛获省级奖励100项, 失业人员再就业600人
    named_pattern(
        "outcomes.risen",
        rf"[一-鿿]{{2,16}}(?<=[{MEASURES}])[较比][^，；。\d]{{2,6}}(?P<verb>提[高升]|增长|下降|降低|增加|减少)[约近]?\d",
        matches=["考研录取率较上年提高3个百分点"],
        rejects=["录取率提高"],
    ),
    named_pattern(
        "outcomes.won",
        r"[一-鿿]{2,14}?(?P<verb>获(?:得|评)?|荣获)[一-鿿]{2,14}\d[\d.]*[项个名次]$",
        matches=["学科竞赛获省级奖励100项"],
        rejects=["获奖励"],
    ),
    named_pattern(
        "outcomes.turned",
        r"[一-鿿]{2,12}?(?P<verb>再就业|就业|转化|脱贫|获批)\d[\d.,]*[^，；。\d]{1,4}$",
        matches=["失业人员再就业600人"],
        rejects=["再就业服务"],
    ),
    # 到账科研经费1200万元
    named_pattern(
        "outcomes.sum",
        r"[一-鿿]{2,14}(?:经费|产值|收入|投资|金额|总额)(?P<verb>)\d[\d.]*[万亿]?元(?:以上|左右)?$",
        matches=["完成投资3.5亿元"],
        rejects=["扩大投资"],
    ),
    # 人均收入增速高于全县平均2个百分点以上
    named_pattern(
        "outcomes.above",
        r"[一-鿿]{3,16}(?P<verb>高于|快于|低于|优于)[一-鿿]{2,16}\d",
        matches=["旅游收入增速高于全省平均2个百分点"],
        rejects=["高于全市平均水平"],
    ),
    # 双随机抽查任务完成率100%, 青年教师汇报课人均1节
    named_pattern(
        "outcomes.rate",
        r"[^，；。、\d“”（）]{0,24}(?:率|满意度|占比|比重|比例|人均|户均|[生班校]均)[一-鿿]{0,4}(?P<verb>)[约近]?\d[\d.]*"
        r"(?:%|‰|个百分点|[一-鿿]{1,3})(?:以上|以下|以内|左右)?(?=$|、)",
        matches=["任务办结率达99%"],
        rejects=["九成以上"],
    ),
    # a share of units first: 80%以上的乡镇卫生院达到推荐标准
    named_pattern(
        "outcomes.share-of-units",
        r"(?:力争|确保)?\d[\d.]*%(?:以上|左右)?的[^，；。]{2,40}?"
        r"(?P<verb>达到|完成|实现|建成|建立|配备|设置|通过|开展|覆盖|纳入|享受|参与|掌握|设立)(?=[一-鿿“]{2})",
        matches=["80%以上的村卫生室配备诊疗设备"],
        rejects=["村卫生室配备诊疗设备"],
    ),
)
ENDINGS = (
    # 新院区5月底前投入使用, “一网通办”体系基本建成
    named_pattern(
        "outcomes.in-use",
        r"[^，；。]{2,24}?(?P<verb>投入使用|投入运营|建成投用|交付使用|正式运行|竣工(?:验收|交付)?|通车|上线运行)$",
        matches=["新院区投入使用"],
        rejects=["使用新院区"],
    ),
    # 公用经费按时足额拨付, 清单事项全部纳入系统管理
    named_pattern(
        "outcomes.in-full",
        r"[^，；。]{2,24}?(?:按时|按月|足额|全额|及时|全部|全员)+(?P<verb>拨付|发放|到位|兑现|入驻|上岗|参训)$",
        matches=["辅导员全员入驻"],
        rejects=["入驻园区"],
    ),
    named_pattern(
        "outcomes.taken-in",
        r"[^，；。]{2,24}?(?:全部|一律)(?P<verb>纳入|实行)[^，；。]{2,16}$",
        matches=["清单事项全部纳入系统管理"],
        rejects=["纳入系统"],
    ),
    # 收入与经济增长基本同步
    named_pattern(
        "outcomes.in-step",
        r"[^，；。]{2,16}?与[^，；。]{2,10}?(?:基本|保持)?(?P<verb>同步|挂钩)$",
        matches=["考核结果与薪酬挂钩"],
        rejects=["同步建设"],
    ),
    # 脱贫群众签约服务全覆盖, 创伤中心通过国家级验收
    named_pattern(
        "outcomes.full-coverage", r"[^，；。]{4,24}?(?P<verb>全覆盖)$", matches=["干部轮训全覆盖"], rejects=["全覆盖"]
    ),
    named_pattern(
        "outcomes.passed",
        r"[^，；。]{2,24}?(?P<verb>通过)(?:国家|省|市|区|县|专家|专项|竣工|最终)?级?[^，；。]{0,6}(?:验收|评审|认证|认定|评估)(?:并[^，；。]{2,8})?$",
        matches=["创伤中心通过国家级验收"],
        rejects=["总结验收"],
    ),
    # 综合楼项目一季度开工, 6月底前全部竣工
    named_pattern(
        "outcomes.dated-end",
        r"[^，；。]{0,24}?(?:季度|半年|[月年]?[底末]|月份?|\d日|[上中下]旬)(?:之?前)?(?:全[部面]|基本|正式)?"
        r"(?P<verb>开工(?:建设)?|竣工|完工|封顶|主体封顶|建成(?:投用|开放)?|投用|投入使用|上线(?:试?运行)?|试运行|投产|通车|启动|动工|销账|清零|见效)$",
        matches=["3月底前全部开工"],
        rejects=["下半年"],
    ),
    named_pattern(
        "outcomes.standard",
        r"[^，；。]{2,16}?(?P<verb>达到|保持)[^，；。\d]{1,10}(?:标准|水平|要求|目标)$",
        matches=["东湖水质稳定达到Ⅲ类标准"],
        rejects=["提高标准"],
    ),
    named_pattern(
        "outcomes.all-done",
        r"[^，；。]{2,24}?(?:基本|全面|如期|按期|全部|顺利)(?P<verb>建成|形成|完成|投用|贯通|完工|开工|竣工|封顶|交付|销账|清零)$",
        matches=["应急体系基本建成"],
        rejects=["早开工"],
    ),
)


# 年平均培训农民不少于3万人: the verb before the bound is what is done; in 平均完成时间 it is part of the measure.
# 回收利用率较上年提高2个百分点: what comes before the result names a measure.
MEASURE_END = named_pattern(
    "outcomes.measure-end", rf"[{MEASURES}](?:[较比][^，；。\d]{{2,6}})?$", matches=["设备利用率"], rejects=["出入库"]
)
# 考核结果与薪酬挂钩: the verb is the first half of a noun.
NOUNS_BEHIND = named_pattern("outcomes.nouns-behind", "结果|权重|等次|得分", matches=["检验结果"], rejects=["检验"])
BOUNDED = named_pattern(
    "outcomes.bounded",
    rf"(?:[一-鿿]{{2,}}(?<![{MEASURES}])(?<!时间)(?<!时长)(?<!人数)(?<!周期)(?<!费用))?不[低少高超][于过]\d",
    matches=["培训不少于3万人"],
    rejects=["培训时间不少于"],
)


def outcome(words: str) -> tuple[int, int] | None:
    """Where the verb stands that tells a result in a fragment; an empty stretch where a figure alone tells it.

    >>> outcome("双随机抽查任务完成率100%"), outcome("电子证照用证率达60%"), outcome("每次不少于3天")
    ((10, 10), (7, 8), None)
    """
    more = GOES_ON.match(words)
    figures = DIGIT.search(words)
    match = REACHED.search(words) if figures else None
    if match and not (more and match["loose"]):
        return match.span()
    if not more:
        for pattern in (*FIGURES, *ENDINGS) if figures else ENDINGS:
            if match := pattern.match(words):
                return match.span("verb")
    return None


def in_measure(words: str, verb: str) -> bool:
    """Whether a verb is the first word of a measure that a figure tells: 监测对象消除率达到90%.

    >>> in_measure("监测对象消除率达到90%", "监测"), in_measure("监测水质", "监测")
    (True, False)
    """
    if verb not in lexicon("verbs")["nominal"]:
        return False
    result = outcome(words)
    noun = NOUNS_BEHIND.match(words, words.find(verb) + len(verb))
    return bool(noun or (result and MEASURE_END.search(words[: result[0]])))
