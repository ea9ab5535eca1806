"""Topics: directives that turn to another subject half-way and come back."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from plankg.graph.checks.linting.source import Found, Source
from plankg.schema.plan import Task
from plankg.schema.terms import EntityType

# So many tasks in a row without the directive's own topic, between tasks that have it, are a turn to another.
RUN = 3
# Two characters tell a topic: 特殊 in 特殊教育, 特殊学生, 特殊儿童.
CORE = 2
COMMON = 1 / 3


def mixed_directives(source: Source) -> Iterator[Found]:
    """The stretches of a directive that leave the topic of its title for that of another directive's, and return.

    Topics are the policy concepts that titles name. What stands before or after for good is no turn, nor is a stretch that merely
    keeps silent about the topic.
    """
    topics = _topics(source)
    every = frozenset().union(*topics.values())
    telling = sorted(word for word in every if not _is_common(source, word))
    tasks = defaultdict(list)
    for task in source.plan.tasks:
        tasks[task.directive].append(task)
    for section in source.plan.directives:
        own = topics[section.id]
        for run in _runs(tasks[section.id], own):
            words = next((word for task in run for word in telling if word not in own and word in task.text), None)
            if words:
                place = source.document.normal_at
                start, end = place[run[0].evidence.start], place[run[-1].evidence.end - 1] + 1
                yield source.found(start, end, title=section.title, topic=words)


def _topics(source: Source) -> dict[str, frozenset[str]]:
    """For each directive the core words of the concepts that its title names, and of their other names."""
    concepts = [entity for entity in source.plan.entities if entity.type is EntityType.CONCEPT]
    named = sorted(
        (mention.evidence.start, place) for place, entity in enumerate(concepts) for mention in entity.mentions
    )
    topics = {}
    for section in source.plan.directives:
        title = section.evidence
        within = named[bisect_left(named, (title.start, 0)) : bisect_left(named, (title.end, 0))]
        topics[section.id] = frozenset(
            word[:CORE] for _, place in within for word in (concepts[place].name, *concepts[place].aliases)
        )
    return topics


def _is_common(source: Source, word: str) -> bool:
    """Whether so many directives have a word that it marks the topic of none (教育 in an education bureau's plan)."""
    having = {task.directive for task in source.plan.tasks if word in task.text}
    return len(having) > COMMON * len(source.plan.directives)


def _runs(tasks: list[Task], own: frozenset[str]) -> Iterator[list[Task]]:
    """The tasks in a row without a topic of one's own that stand between tasks that have one."""
    having = [place for place, task in enumerate(tasks) if any(word in task.text for word in own)]
    for before, after in pairwise(having):
        if after - before > RUN:
            yield tasks[before + 1 : after]
