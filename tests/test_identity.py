"""Which things of different plans are taken for the same, and which only share a name."""

from __future__ import annotations

import pytest
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.graph.things.full_names import full_name
from plankg.graph.things.identity import identities
from plankg.schema import Plan
from plankg.schema.terms import EntityType, Standing

HEAD = "{issuer}文件\n\n{issuer}{year}年工作要点\n\n一、工作任务\n\n1.工作。{body}。\n"
QINGHE = "云州市青河区教育局"


def plan_of(issuer: str, body: str, *, year: int = 2024) -> Plan:
    text = HEAD.format(issuer=issuer, year=year, body=body)
    return extract(document_from_text(text, name="要点.txt"), plan_id=f"p-{year}")


def found(one: Plan, other: Plan) -> set[tuple[str, str, str]]:
    return {(each.first.entity, each.second.entity, each.rule) for each in identities([one, other])} - {
        (f"GovernmentBody/{QINGHE}", f"GovernmentBody/{QINGHE}", "same-name-same-issuer-region")
    }


@pytest.mark.parametrize(
    ("body", "entity"),
    [
        ("扩建临江小学", "School/临江小学"),
        ("推进行知教育集团建设", "EducationGroup/行知教育集团"),
        ("会同区财政局开展督查", "GovernmentBody/区财政局"),
        ("与云州大学开展合作", "PartnerInstitution/云州大学"),
    ],
)
def test_a_proper_name_in_two_plans_of_one_bureau_means_one_thing(body: str, entity: str) -> None:
    same = found(plan_of(QINGHE, body), plan_of(QINGHE, body, year=2025))
    assert (entity, entity, "same-name-same-issuer-region") in same


@pytest.mark.parametrize("other", ["海陵市教育局", "云州市教育局", "云州市白塔区教育局"])
@pytest.mark.parametrize("body", ["扩建临江小学", "会同市财政局开展督查", "会同区财政局开展督查"])
def test_the_same_name_in_another_region_means_another_thing(body: str, other: str) -> None:
    assert found(plan_of(QINGHE, body), plan_of(other, body, year=2025)) == set()


def test_the_education_bureaus_of_two_cities_are_two() -> None:
    county = plan_of(QINGHE, "配合市教育局做好评估")
    assert found(county, plan_of("海陵市教育局", "配合市教育局做好评估", year=2025)) == set()
    assert found(county, plan_of("海陵市长山区教育局", "配合市教育局做好评估", year=2025)) == set()


def test_a_body_named_from_below_is_the_issuer_of_the_other_plan() -> None:
    below, above = plan_of(QINGHE, "配合市教育局做好评估"), plan_of("云州市教育局", "扩建学校", year=2025)
    assert found(below, above) == {("GovernmentBody/市教育局", "GovernmentBody/云州市教育局", "issuer-short-form")}


def test_the_issuer_by_its_short_name_in_next_years_plan_is_the_issuer() -> None:
    one, other = plan_of(QINGHE, "扩建学校"), plan_of(f"{QINGHE[:6]}人民政府", "会同区教育局开展督查", year=2025)
    assert found(one, other) == {(f"GovernmentBody/{QINGHE}", "GovernmentBody/区教育局", "issuer-short-form")}


@pytest.mark.parametrize(
    "body",
    [
        "指导学校开展课堂研究",
        "会同相关部门开展联合检查",
        "会同各街镇开展联合检查",
        "与社会力量开展合作",
        "推进特色项目",
        "培训骨干教师",
        "健全隐患排查机制",
    ],
)
def test_what_many_things_are_called_is_no_identity_even_in_one_bureau(body: str) -> None:
    one, other = plan_of(QINGHE, body), plan_of(QINGHE, body, year=2025)
    assert len(one.entities) > 1
    assert found(one, other) == set()


def test_a_listed_concept_is_the_same_by_any_of_its_names_wherever_it_is_used() -> None:
    one, other = plan_of(QINGHE, "深化劳动教育"), plan_of("海陵市教育局", "加强劳育", year=2025)
    assert found(one, other) == {("Concept/劳动教育", "Concept/劳动教育", "listed-concept")}


def test_a_school_and_a_project_of_one_name_are_two() -> None:
    def project(plan: Plan) -> Plan:
        changed = [
            row.model_copy(update={"type": EntityType.PROJECT, "id": f"Project/{row.name}"})
            if row.type is EntityType.SCHOOL
            else row
            for row in plan.entities
        ]
        return plan.model_copy(update={"entities": tuple(changed)})

    one, other = plan_of(QINGHE, "扩建临江小学"), plan_of(QINGHE, "扩建临江小学", year=2025)
    assert found(one, other)
    assert found(one, project(other)) == set()


def test_identities_carry_both_mentions_and_do_not_depend_on_the_order_of_plans() -> None:
    one, other = plan_of(QINGHE, "扩建临江小学"), plan_of(QINGHE, "会同区财政局扩建临江小学", year=2025)
    same = identities([one, other])
    assert same == identities([other, one])
    (school,) = [each for each in same if each.first.entity == "School/临江小学"]
    assert (school.first.plan, school.second.plan) == ("p-2024", "p-2025")
    assert school.first.evidence == next(row for row in one.entities if row.id == "School/临江小学").evidence
    assert school.second.evidence == next(row for row in other.entities if row.id == "School/临江小学").evidence
    assert {each.standing for each in same} == {Standing.INFERRED}


def test_one_plan_has_no_identities(plan: Plan) -> None:
    assert identities([plan]) == identities([plan, plan]) == ()


def test_the_bundled_plan_has_full_names_for_what_is_proper_and_none_for_what_is_not(plan: Plan) -> None:
    names = {row.id: full_name(row, plan) for row in plan.entities}
    assert names["GovernmentBody/区委"] == "上海市宝山区委"
    assert names["GovernmentBody/区政府"] == "上海市宝山区人民政府"
    assert names["EducationGroup/行知"] == "行知教育集团"
    assert names["PartnerInstitution/上海大学"] == "上海大学"
    for generic in (
        "GovernmentBody/相关部门",
        "GovernmentBody/各街镇",
        "PartnerInstitution/第三方",
        "Project/特色项目",
    ):
        assert names[generic] is None
    assert names["Project/新增5个普惠性托育点"] is None
