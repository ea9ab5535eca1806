from __future__ import annotations

import pytest
from plankg.graph.extraction import extract
from plankg.graph.plans import load_plan
from plankg.graph.reading.text import document_from_text
from plankg.schema.loaded import Loaded


@pytest.fixture(scope="session")
def bundled() -> Loaded:
    return load_plan("baoshan-2023h2")


NOTED = """临江县卫生健康局2025年工作要点

一、加强基层服务

1.推进乡镇卫生院建设。新建云溪镇卫生院，改造门诊楼3栋。（牵头单位：规划科；配合单位：财务科、云溪镇政府；完成时限：2025年6月底）

2.做好慢病管理。每年开展两次随访。（责任单位：疾控科）

3.开展健康宣传。与县融媒体中心合作制作节目，举办讲座。
"""


@pytest.fixture(scope="session")
def noted() -> Loaded:
    document = document_from_text(NOTED, name="要点.txt")
    return Loaded(extract(document, plan_id="noted"), document)
