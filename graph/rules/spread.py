"""Spread: in how many plans each rule fires. A rule that one plan alone needs is no rule of the genre."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plankg.graph.reading.files import SUFFIXES
from plankg.schema.errors import UsageError

if TYPE_CHECKING:
    from plankg.graph.extraction.draft.draft import Draft

PLANS = frozenset([*SUFFIXES, ".yaml"])
"""The files of a folder that are plans; of a handwritten reference (.yaml) its text is read."""


def plans_in(folder: Path) -> list[Path]:
    """The plans of a folder in order. Raises UsageError where it holds none."""
    paths = sorted(path for path in folder.glob("*") if path.suffix in PLANS)
    if not paths:
        raise UsageError("no_plans", path=folder)
    return paths


def spread(plans: Sequence[Path]) -> Counter[str]:
    """In how many of the plans each rule fires, by its place and name (`roles.does.together-with`, `starts.pivot`).

    A rule fires where its pattern finds something that the reading asks it for, a rule that names what it gives where it gives
    something. The plans are read by as many processes as the machine has cores.
    """
    count = max(1, min(os.cpu_count() or 1, len(plans)))
    command = [sys.executable, "-m", "plankg.graph.rules.spread"]
    running = [
        subprocess.Popen([*command, *map(str, plans[place::count])], stdout=subprocess.PIPE)  # noqa: S603 - our own module
        for place in range(count)
    ]
    rows: Iterable[bytes] = chain.from_iterable(process.communicate()[0].splitlines() for process in running)
    return Counter(name for row in rows for name in json.loads(row))


def _fired(paths: Iterable[Path]) -> Iterator[set[str]]:
    """The rules that fire in each plan; the patterns are watched, so this runs in a process of its own."""
    from plankg.graph.patterns import watch  # noqa: PLC0415 - before whatever compiles patterns

    hits = watch()
    from plankg.graph.extraction.pipeline import draft_of  # noqa: PLC0415 - see above
    from plankg.graph.reading import read  # noqa: PLC0415 - see above
    from plankg.graph.reading.text import document_from_text  # noqa: PLC0415 - see above
    from plankg.graph.training.handwritten import read_handwritten  # noqa: PLC0415 - see above

    for path in paths:
        hits.clear()
        handwritten = path.suffix == ".yaml"
        document = document_from_text(read_handwritten(path)[0], name=path.name) if handwritten else read(path)
        yield hits | set(_given(draft_of(document, plan_id="plan")))


def _given(draft: Draft) -> Iterator[str]:
    """The rules that a draft's statements and marks bear."""
    from plankg.graph.extraction.frames.assignments import CANDIDATES, rule_assignment  # noqa: PLC0415 - see above
    from plankg.graph.extraction.frames.parts import rule_parts  # noqa: PLC0415 - see above
    from plankg.graph.extraction.frames.works import rule_work  # noqa: PLC0415 - see above

    statements: tuple[Iterable[Any], ...] = (
        draft.headings,
        draft.tasks,
        draft.entities,
        draft.assignments,
        draft.targets,
        draft.citations,
        draft.relations,
    )
    yield from (statement.rule for statement in chain(*statements))
    yield from (name.rule for name in (*draft.marks, *draft.names))
    for clause in draft.contents:
        yield from (link.rule for link in rule_parts(draft.text, clause))
        for name in clause.names:
            role = rule_assignment(draft, clause, name) if name.type in CANDIDATES else None
            work = rule_work(draft.text, clause, name)
            yield from (marked for marked in (role and role.rule, work and work.name) if marked)


if __name__ == "__main__":
    for fired in _fired(map(Path, sys.argv[1:])):
        print(json.dumps(sorted(fired)))  # noqa: T201 - read by the process that asked
