from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from plankg.schema.loaded import Loaded
from plankg.schema.terms import EntityType
from plankg.viz.network import blocks_of, draw
from plankg.viz.places import LONGEST, Block, Place, places

counts = st.lists(st.tuples(st.integers(0, 12), st.lists(st.integers(0, 11), max_size=6), st.booleans()), max_size=30)


def overlap(one: Place, other: Place) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2 and abs(one.y - other.y) < (one.height + other.height) / 2
    )


def planted(shapes: list[tuple[int, list[int], bool]]) -> list[Block]:
    return [
        Block(
            directive=f"d{number}",
            tasks=tuple(f"t{number}.{task}" for task in range(tasks)),
            entities=tuple((f"e{number}.{place}", row) for place, row in enumerate(sorted(wanted))),
            chapter=f"c{number}" if chapter else None,
        )
        for number, (tasks, wanted, chapter) in enumerate(shapes)
    ]


@given(counts, st.integers(0, 40))
def test_no_two_boxes_lie_on_each_other(shapes: list[tuple[int, list[int], bool]], shared: int) -> None:
    blocks = planted(shapes)
    tasks = [task for block in blocks for task in block.tasks]
    strip = {f"s{number}": tasks[number % len(tasks) :][:3] for number in range(shared)} if tasks else {}
    found = places(blocks, strip)
    nodes = [*tasks, *strip]
    for block in blocks:
        nodes += [
            block.directive,
            *(entity for entity, _ in block.entities),
            *([block.chapter] if block.chapter else []),
        ]
    assert set(found) == set(nodes)
    assert not [pair for pair in combinations(found, 2) if overlap(found[pair[0]], found[pair[1]])]


def test_a_long_table_of_tasks_is_cut_into_blocks_and_loses_nothing() -> None:
    tasks = [f"t{number}" for number in range(2 * LONGEST + 5)]
    entities = [(f"e{number}", number) for number in range(0, len(tasks), 7)]
    blocks = list(blocks_of("d", tasks, entities, "c"))
    assert [block.directive for block in blocks] == ["d", None, None]
    assert [block.chapter for block in blocks] == ["c", None, None]
    assert [task for block in blocks for task in block.tasks] == tasks
    beside = {entity: block.tasks[row] for block in blocks for entity, row in block.entities}
    assert beside == {entity: tasks[row] for entity, row in entities}


def test_the_network_holds_every_task_directive_and_assigned_unit(bundled: Loaded) -> None:
    network = draw(bundled.plan)
    drawn = {node["id"] for node in network.nodes}
    units = {entity.id for entity in bundled.plan.entities if entity.type.unit}
    assert {task.id for task in bundled.plan.tasks} <= drawn
    assert {section.id for section in bundled.plan.directives} <= drawn
    assert {row.unit for row in bundled.plan.assignments} & units <= drawn
    roles = Counter((edge["from"], edge["to"], edge["role"]) for edge in network.edges if edge["kind"] == "role")
    assert roles == Counter((row.unit, row.task, row.role) for row in bundled.plan.assignments if row.unit in units)


def test_what_several_directives_share_stands_on_the_strip(bundled: Loaded) -> None:
    network = draw(bundled.plan)
    shared = {node["id"] for node in network.nodes if node.get("shared")}
    directive = {task.id: task.directive for task in bundled.plan.tasks}
    homes: dict[str, set[str]] = {}
    for row in bundled.plan.assignments:
        homes.setdefault(row.unit, set()).add(directive[row.task])
    units = {entity.id for entity in bundled.plan.entities if entity.type.unit}
    assert {unit for unit, found in homes.items() if len(found) > 1 and unit in units} <= shared
    assert "SchoolDistrict/五大学区" in shared


def test_a_projects_tasks_are_those_of_its_school(bundled: Loaded) -> None:
    network = draw(bundled.plan)
    drawn = {node["id"]: node for node in network.nodes}
    projects = [node for node in drawn.values() if node.get("type") == EntityType.PROJECT]
    assert projects
    ends = {edge["from"] for edge in network.edges} | {edge["to"] for edge in network.edges}
    assert {node["id"] for node in projects} <= ends
