"""The wire between a widget and a notebook: Python's end is a comm, as kernels have it; the other is a page in Chromium."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from comm.base_comm import BaseComm
from plankg.viz.widget.workbench import Workbench
from playwright.sync_api import Frame, Page

HOST = Path(__file__).with_name("host.html")
PATIENCE = 60


class Wire(BaseComm):
    """Keeps what Python says until the notebook fetches it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._said: list[tuple[Any, list[bytes]]] = []
        super().__init__(*args, **kwargs)

    def publish_msg(self, *_: Any, data: Any = None, buffers: Any = None, **__: Any) -> None:
        self._said.append((data, buffers or []))

    def taken(self) -> list[tuple[Any, list[bytes]]]:
        said, self._said = self._said, []
        return said


class Notebook:
    """A page that shows a widget, and carries what both say until something holds."""

    def __init__(self, page: Page, widget: Workbench) -> None:
        self.page, self.widget = page, widget
        assert isinstance(widget.comm, Wire)
        self._wire = widget.comm
        page.goto(HOST.as_uri())
        self.begin()

    def begin(self) -> None:
        """Show the widget, as a cell that is run does."""
        self._wire.taken()
        state = {key: value for key, value in self.widget.get_state().items() if isinstance(value, str | int)}
        self.page.evaluate("([script, values]) => begin(script, values)", [self.widget._esm, state])

    @property
    def frame(self) -> Frame:
        return self.page.frames[-1]

    def shows(self, what: str) -> bool:
        return len(self.page.frames) > 1 and self.frame.locator(what).count() > 0

    def until(self, holds: Callable[[], bool]) -> None:
        end = monotonic() + PATIENCE
        while not holds():
            assert monotonic() < end, "it did not come about"
            self.carry()
            self.page.wait_for_timeout(20)

    def carry(self) -> None:
        for message in self.page.evaluate("taken()"):
            self._wire.handle_msg({"content": {"data": {"buffer_paths": [], **message}}, "buffers": []})
        for data, buffers in self._wire.taken():
            if data["method"] == "update":
                self.page.evaluate("update", data["state"])
            elif data["method"] == "custom":
                packed = [b64encode(buffer).decode() for buffer in buffers]
                self.page.evaluate("([content, buffers]) => custom(content, buffers)", [data["content"], packed])
