"""Pictures for reports, drawn by matplotlib: bars of a table, and who works together; as PNG, SVG or PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from plankg.graph.measures import Measure
from plankg.graph.measures.numbers import SHARES
from plankg.graph.writing import write_whole
from plankg.schema.errors import UsageError
from plankg.schema.plan import Plan
from plankg.schema.wording import Language, words
from plankg.viz.fonts import use_chinese_font

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.ticker import Locator

FORMATS = ("png", "svg", "pdf")
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
"""Told apart by who does not see all colours: M. Okabe, K. Ito, Color Universal Design (2008)."""
INK, QUIET = "#333333", "#c9ced4"
TOP = 12
LONGEST = 22
"""Of longer names the beginning is written."""
WIDTH, ROW, ROOM = 9.0, 0.36, 1.3
"""Inches: the picture's width, the height of a bar, and of all else."""
DPI = 100
PERCENT = 100


class Picture:
    """A picture that a notebook shows by itself and that goes into a report as a file."""

    def __init__(self, figure: Figure) -> None:
        """Take a matplotlib figure."""
        self.figure = figure

    def save(self, path: str | Path) -> Path:
        """Write it as the ending of the path says, .png, .svg or .pdf, whole or not at all; the path.

        Raises UsageError for another ending, GraphError where the folder cannot be written to.
        """
        path = Path(path)
        syntax = path.suffix.removeprefix(".").lower()
        if syntax not in FORMATS:
            raise UsageError(
                "picture_format_unknown", format=path.suffix, known=" ".join(f".{each}" for each in FORMATS)
            )
        write_whole(path, self._bytes(syntax, dpi=2 * DPI))
        return path

    def _bytes(self, syntax: str, dpi: int) -> bytes:
        """The picture in one of the formats; the same picture gives the same bytes, on any day."""
        import matplotlib as mpl  # noqa: PLC0415 - only pictures need it

        buffer = BytesIO()
        dates = {"png": {}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}
        with mpl.rc_context({"svg.hashsalt": "plankg"}):
            self.figure.savefig(buffer, format=syntax, dpi=dpi, metadata=dates[syntax], bbox_inches="tight")
        return buffer.getvalue()

    def __repr__(self) -> str:
        """What it is, without an address that changes from run to run."""
        return "Picture"

    def _repr_png_(self) -> bytes:
        return self._bytes("png", DPI)


def measure_bars(measure: Measure, *columns: str, top: int = TOP, lang: Language | None = None) -> Picture:
    """The first rows of a measure's table as bars, those of several columns one behind the other.

    Of a measure that has nothing to count the picture says that.
    """
    headings = dict(zip(measure.columns, measure.headings(lang), strict=True))
    places = [measure.columns.index(column) for column in columns]
    rows = measure.rows(lang)[:top]
    factors = [PERCENT if column in SHARES else 1 for column in columns]
    series = {
        headings[column]: [float(row[place] or 0) * factor for row in rows]
        for column, place, factor in zip(columns, places, factors, strict=True)
    }
    label = next((place for place, column in enumerate(measure.columns) if column != "group"), 0)
    unit = "%" if set(columns) <= SHARES else ""
    return bars(
        [str(row[label]) for row in rows], series, title=measure.title(lang), unit=unit, nothing=measure.sentence(lang)
    )


def bars(
    labels: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    title: str,
    unit: str = "",
    marks: Sequence[str] | None = None,
    nothing: str | None = None,
) -> Picture:
    """Horizontal bars, the first on top, those of several series one behind the other, with numbers or `marks` at their ends.

    Without labels the picture says in words that there is nothing to draw: `nothing`, or that.
    """
    if not labels:
        return _said(nothing or words("picture.nothing"), title)

    def draw(axes: Axes) -> None:
        left = [0.0] * len(labels)
        for (name, numbers), colour in zip(series.items(), COLOURS, strict=False):
            axes.barh(range(len(labels)), numbers, left=left, color=colour, label=name, height=0.7)
            left = [start + number for start, number in zip(left, numbers, strict=True)]
        for place, end in enumerate(left):
            axes.annotate(
                marks[place] if marks else f"{end:g}{unit}" if end == int(end) else f"{end:.3g}{unit}",
                (end, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9, color=INK,
            )  # fmt: skip
        axes.set_yticks(range(len(labels)), [_short(label) for label in labels], fontsize=10)
        axes.invert_yaxis()
        axes.margins(x=0.12, y=0.5 / max(len(labels), 1) / 4)
        axes.xaxis.set_major_locator(_whole_numbers())
        axes.set_xlabel(unit)
        if len(series) > 1:
            axes.legend(loc="lower right", frameon=False, fontsize=9)
        else:
            axes.set_xlabel(next(iter(series)) + (f"（{unit}）" if unit else ""))

    return _drawn(draw, title, ROW * len(labels) + ROOM)


def cooperation_picture(plan: Plan, *, lang: Language | None = None) -> Picture:
    """Who carries tasks together: a line between two who share tasks, the wider the more, in the colours of their groups."""
    from plankg.graph.measures.carrying import carryings  # noqa: PLC0415 - only this picture needs it
    from plankg.graph.measures.cooperation import joined, together  # noqa: PLC0415 - see above
    from plankg.graph.measures.groups import communities  # noqa: PLC0415 - see above
    from plankg.graph.network import layout  # noqa: PLC0415 - see above

    graph = joined(together(carryings(plan)))
    title = words("measure.coordination", lang)
    if not graph:
        return _said(words("measure.groups.nothing", lang), title)
    places = layout(graph)
    names = {row.id: row.name for row in plan.entities}
    colours = {
        unit: COLOURS[number % len(COLOURS)] for number, group in enumerate(communities(graph)) for unit in group
    }

    def draw(axes: Axes) -> None:
        for first, second in graph.edges:
            (x, y), (u, v) = places[first], places[second]
            axes.plot([x, u], [y, v], color=QUIET, linewidth=0.8 + 0.7 * graph.edges[first, second]["weight"], zorder=1)
        for unit, (x, y) in places.items():
            axes.scatter([x], [y], s=36 + 10 * graph.degree(unit), color=colours[unit], zorder=2)
            axes.annotate(
                _short(names[unit]), (x, y), xytext=(0, 7), textcoords="offset points", ha="center", fontsize=8,
                bbox={"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none", "alpha": 0.7},
            )  # fmt: skip
        axes.set_axis_off()
        axes.margins(0.12)

    return _drawn(draw, title, 6.5)


def _drawn(draw: Callable[[Axes], None], title: str, height: float) -> Picture:
    """A figure with one drawing, in a Chinese font where there is one."""
    use_chinese_font()
    from matplotlib.figure import Figure  # noqa: PLC0415 - only pictures need it

    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    draw(axes)
    axes.set_title(title, loc="left", fontsize=12)
    return Picture(figure)


def _said(sentence: str, title: str) -> Picture:
    def draw(axes: Axes) -> None:
        axes.text(0, 0.5, sentence, fontsize=11, va="center", transform=axes.transAxes)
        axes.set_axis_off()

    return _drawn(draw, title, 1.0)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[:LONGEST]}…"


def _whole_numbers() -> Locator:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - only pictures need it

    return MaxNLocator(nbins=8, integer=True, steps=[1, 2, 5, 10])
