"""The sentences that say something, with the words that say its parts marked: what a reader checks it against.

They are those of the page's `quotes.ts`: of a task its words, units, role words, figures and time; of a note of
responsibility, which stands elsewhere, its own sentence, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from plankg.schema.evidence import Evidence
from plankg.schema.loaded import Loaded
from plankg.schema.places import Places
from plankg.schema.plan import Assignment, Plan, Target, Task
from plankg.schema.terms import EntityType
from plankg.schema.wording import Language
from plankg.viz.cards.spans import Mark, marks_of, nested
from plankg.viz.figures import figure


def quotes(
    loaded: Loaded, anchors: Iterable[Evidence], marks: Sequence[Mark], places: Places | None = None
) -> list[str]:
    """The sentences that hold the anchors, in the order of the text, each once and with the marks that fall into it."""
    places = places or Places(loaded.plan)
    sentences = {each.start: each for each in (places.sentence_words(anchor) for anchor in anchors)}
    return [quoted(loaded.document.text, sentences[start], marks) for start in sorted(sentences)]


def quoted(text: str, sentence: Evidence, marks: Sequence[Mark]) -> str:
    """One sentence with its marks; the break of a page or a line inside it is left out."""
    return "".join(nested(text, piece.start, piece.end, marks) for piece in sentence.pieces)


def quote_block(lines: Iterable[str]) -> str:
    """Sentences of the plan, a paragraph each; they are Chinese in whatever language the card is."""
    return "".join(f'<div class="quote" lang="zh-CN">{line}</div>' for line in lines)


def task_marks(plan: Plan, task: Task, lang: Language) -> list[Mark]:
    """What of the text says a task: its words, who has which part, by which words, figures and time."""
    types = {entity.id: entity.type for entity in plan.entities}
    parts = (part_marks(row, types, lang) for row in plan.assignments if row.task == task.id)
    aims = (target_marks(row, lang) for row in plan.targets if row.task == task.id)
    return [
        *chain.from_iterable(marks_of(evidence, "task", title=task.id) for evidence in (task.evidence, *task.restated)),
        *chain.from_iterable(parts),
        *chain.from_iterable(aims),
        *(marks_of(task.time_evidence, "time", after=str(task.due or "")) if task.time_evidence else ()),
    ]


def part_marks(row: Assignment, types: dict[str, EntityType], lang: Language) -> list[Mark]:
    """The unit's words with its role, and the words that say the role."""
    kind = types[row.unit].said(lang) if row.unit in types else ""
    unit = marks_of(row.unit_evidence, "unit", after=row.role.said(lang), title=kind)
    return [*unit, *(marks_of(row.cue, "cue") if row.cue else ())]


def target_marks(row: Target, lang: Language) -> list[Mark]:
    """The words of a figure; pointed at, they tell how it was read."""
    return list(marks_of(row.evidence, "target", title=f"{row.indicator}: {figure(row, lang)}"))
