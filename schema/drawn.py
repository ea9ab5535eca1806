"""What a notebook shows of a value: drawn by a layer above, which says so when it is loaded, as models know nothing of HTML."""

from __future__ import annotations

from collections.abc import Callable

Drawing = Callable[[object], str | None]
_drawings: list[Drawing] = []


class Drawn:
    """A value that a notebook shows as HTML, where something that draws it is loaded."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        """HTML, or None, upon which a notebook takes the text; asked by Jupyter, VS Code and marimo."""
        return _drawings[-1](self) if _drawings else None


def draw_with(drawing: Drawing) -> None:
    """Take what draws values from now on."""
    _drawings.append(drawing)
