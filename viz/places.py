"""Where the nodes of the network stand: a block a directive, so that no label lies on another and nothing has to move.

A layout by forces puts the names of some hundred nodes on top of each other. Here a directive is a block, its tasks
stand below its title in the order of the text, and what is tied to this directive alone stands beside its task. What
several directives share stands on a strip in the middle, where its lines run together. Blocks fill columns in order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TASK_WIDTH, ENTITY_WIDTH, LINK_WIDTH = 250, 220, 70
COLUMN_WIDTH = TASK_WIDTH + LINK_WIDTH + ENTITY_WIDTH
TITLE, CHAPTER, ROW, BLOCK_GAP, COLUMN_GAP = 40, 58, 26, 34, 90
STRIP_WIDTH, STRIP_ROW, STRIP_HEIGHT = 230, 64, 34
#: So many tasks stand below each other before a new block begins.
LONGEST = 30
#: Width to height of the part of a screen that a drawing gets.
SCREEN = 1.4


@dataclass(frozen=True)
class Place:
    """A node's box: its middle and its size, in the drawing's own units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Block:
    """A directive's tasks, the entities tied to it alone with the row each wants, and the chapter that it begins.

    A directive too long for the eye is several blocks, of which only the first has its title.
    """

    directive: str | None
    tasks: tuple[str, ...]
    entities: tuple[tuple[str, int], ...]
    chapter: str | None

    @property
    def rows(self) -> tuple[int, ...]:
        """The row of each entity: the one it wants, or the next that is free."""
        rows: list[int] = []
        for _, wanted in self.entities:
            rows.append(max(wanted, rows[-1] + 1 if rows else 0))
        return tuple(rows)

    @property
    def height(self) -> float:
        """The height of the block with the title of the chapter that begins with it."""
        rows = max(len(self.tasks), 1 + max(self.rows, default=-1))
        return (CHAPTER if self.chapter else 0) + (TITLE if self.directive else 0) + rows * ROW


def places(blocks: Sequence[Block], shared: Mapping[str, Sequence[str]]) -> dict[str, Place]:
    """Give the place of each directive, task, chapter and entity; `shared` are entities with the tasks they have."""
    columns = in_columns(blocks)
    left = (len(columns) + 1) // 2
    found: dict[str, Place] = {}
    for number, column in enumerate(columns):
        x = number * (COLUMN_WIDTH + COLUMN_GAP) + (STRIP_WIDTH + COLUMN_GAP if number >= left else 0)
        y = 0.0
        for block in column:
            found.update(place_block(block, x, y))
            y += block.height + BLOCK_GAP
    height = max((place.y + place.height / 2 for place in found.values()), default=0)
    strip = left * (COLUMN_WIDTH + COLUMN_GAP) + STRIP_WIDTH / 2
    return {**found, **place_shared(shared, found, strip, height)}


def in_columns(blocks: Sequence[Block]) -> list[list[Block]]:
    """Give the blocks in as many columns as make the drawing look like a screen, in order, of about the same height."""
    total = sum(block.height + BLOCK_GAP for block in blocks)

    def shape(count: int) -> float:
        return (count * (COLUMN_WIDTH + COLUMN_GAP) + STRIP_WIDTH) / (total / count or 1)

    count = min(range(1, len(blocks) + 1), key=lambda count: abs(shape(count) - SCREEN), default=1)
    columns: list[list[Block]] = [[]]
    filled = 0.0
    for block in blocks:
        middle = filled + block.height / 2
        if columns[-1] and middle > total * len(columns) / count:
            columns.append([])
        columns[-1].append(block)
        filled += block.height + BLOCK_GAP
    return columns


def place_block(block: Block, left: float, top: float) -> dict[str, Place]:
    """Give the places of a block's nodes; its upper left corner stands at `left`, `top`."""
    found = {}
    middle = left + COLUMN_WIDTH / 2
    if block.chapter:
        found[block.chapter] = Place(middle, top + CHAPTER / 2 - 6, COLUMN_WIDTH, CHAPTER - 16)
        top += CHAPTER
    if block.directive:
        found[block.directive] = Place(middle, top + TITLE / 2 - 2, COLUMN_WIDTH, TITLE - 6)
        top += TITLE
    for row, task in enumerate(block.tasks):
        found[task] = Place(left + TASK_WIDTH / 2, top + (row + 0.5) * ROW, TASK_WIDTH, ROW - 6)
    for (entity, _), row in zip(block.entities, block.rows, strict=True):
        found[entity] = Place(left + COLUMN_WIDTH - ENTITY_WIDTH / 2, top + (row + 0.5) * ROW, ENTITY_WIDTH, ROW - 4)
    return found


def place_shared(
    shared: Mapping[str, Sequence[str]], found: Mapping[str, Place], x: float, height: float
) -> dict[str, Place]:
    """Give the places on the strip: each near the height of its tasks, spread evenly."""

    def mean(entity: str) -> float:
        heights = [found[task].y for task in shared[entity]]
        return sum(heights) / len(heights)

    order = sorted(shared, key=lambda entity: (mean(entity), entity))
    step = max(ROW, min(STRIP_ROW, height / max(1, len(order))))
    top = max(0.0, (height - step * len(order)) / 2)
    return {
        entity: Place(x, top + (row + 0.5) * step, STRIP_WIDTH, min(STRIP_HEIGHT, step - 4))
        for row, entity in enumerate(order)
    }
