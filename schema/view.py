"""A view of the planners' page that somebody gave a name."""

from __future__ import annotations

from plankg.schema.model import Model, labelled

SHOWN = r"[^\p{Cc}\x{202a}-\x{202e}\x{2066}-\x{2069}]"
"""A character of a name: none that ends a line, rings a bell or turns the direction of what follows."""
NAME = rf"^{SHOWN}{{1,60}}$"
ADDRESS = "^[!-~]{0,2000}$"


class SavedView(Model):
    """What the page showed, by a name.

    >>> SavedView(name="无人牵头", address="view=units&unit=unnamed").name
    '无人牵头'
    """

    name: str = labelled("名称", "name", pattern=NAME)
    address: str = labelled("地址", "address", pattern=ADDRESS)
    """What follows the # in the page's own address, without its plan and language."""


class ViewChange(Model):
    """What somebody wants changed: a view saved at its address, renamed from what it `was`, or with neither deleted."""

    name: str = labelled("名称", "name", pattern=NAME)
    address: str | None = labelled("地址", "address", pattern=ADDRESS, default=None)
    was: str | None = labelled("原名", "earlier name", default=None)
