"""The planners' page as a widget: what somebody chooses on it is an object in Python, and Python chooses what it shows.

https://anywidget.dev/en/afm/ says what the widget's script is given. The page is that of `plankg build`, made when the first
notebook asks for it, and works without a network.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import anywidget
import traitlets
from plankg.graph.things.subjects import subjects
from plankg.schema.errors import UsageError
from plankg.schema.evidence import Evidence
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Statement
from plankg.schema.view import SavedView
from plankg.schema.wording import Language, language, words
from plankg.viz.cards import card
from plankg.viz.page.file import NO_VIEWS, workbench_page
from plankg.viz.widget.addresses import CHOSEN, VIEWS, Addressed, read, written

VERSION = 1
"""Of the messages between the widget, its script and the page."""
HTML = "text/html"


class Workbench(anywidget.AnyWidget):
    """The page of one or several plans in a notebook.

    `selection` is the task, unit, target … that is chosen on it (words of the text as Evidence), or None; `view` the view that is
    open; `address` both and the filters, as links to the page have them behind the `#`. All three can be observed
    (`widget.observe(…, "selection")`); `view` and `address` can be set.
    """

    _esm = Path(__file__).with_name("workbench.js")
    address = traitlets.Unicode("#").tag(sync=True)
    height = traitlets.Int(640, min=200, max=4000).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    waiting = traitlets.Unicode().tag(sync=True)
    view = traitlets.Unicode(VIEWS[0])
    selection = traitlets.Any(None, read_only=True)

    def __init__(
        self,
        plans: Sequence[Loaded],
        *,
        view: str = VIEWS[0],
        select: str | int | Statement | Evidence | None = None,
        lang: Language | None = None,
        height: int = 640,
        sparql: bool = False,
        views: Mapping[str, Sequence[SavedView]] = NO_VIEWS,
    ) -> None:
        """Take the plans; the page is made only when a notebook shows it. With `sparql` it has the view of queries, too.

        Raises UsageError for a view that there is not, and for a name that the plan doesn't have, with the nearest.
        """
        self._plans = {loaded.plan.id: loaded for loaded in plans}
        self._addressed: dict[str, Addressed] = {}
        self._lang: Language = lang or language()
        self._sparql, self._views, self._secret, self._zipped = sparql, views, token_urlsafe(), b""
        says = {key: words(f"card.workbench_{key}", self._lang) for key in ("label", "waiting")}
        super().__init__(height=height, **says)
        self.on_msg(self._asked)
        self.view = view
        if select is not None:
            self.select(select)

    @property
    def plan(self) -> Loaded:
        """The plan that is shown."""
        return self._plans.get(read(self.address).get("plan", "")) or next(iter(self._plans.values()))

    def select(self, thing: str | int | Statement | Evidence | None, *, view: str | None = None) -> None:
        """Choose something: a unit by name, a task by id, a directive by number, or an object of the plan; None for nothing.

        Raises UsageError for what the plan that is shown doesn't have, with the nearest names.
        """
        chosen = subjects(self.plan.plan, thing)[0] if isinstance(thing, str | int) else thing
        said = {key: value for key, value in read(self.address).items() if key not in CHOSEN or key == "plan"}
        if view is not None:
            said["view"] = self._view_known(view)
        try:
            said |= self._of(self.plan).choosing(chosen) if chosen is not None else {}
        except KeyError:
            raise UsageError("not_of_this_plan", kind=type(chosen).__name__, plan=self.plan.plan.id) from None
        self.address = written(said)

    @traitlets.validate("view")
    def _view_of(self, proposal: traitlets.Bunch) -> str:
        return self._view_known(str(proposal["value"]))

    def _view_known(self, view: str) -> str:
        left_out = {"plans"} if len(self._plans) == 1 else set()
        known = [each for each in VIEWS if each not in left_out and (self._sparql or each != "sparql")]
        if view not in known:
            raise UsageError("page_view_unknown", view=view, known=", ".join(known))
        return view

    @traitlets.observe("view")
    def _view_set(self, change: traitlets.Bunch) -> None:
        said = read(self.address)
        if said.get("view", VIEWS[0]) != change["new"]:
            self.address = written({key: said.get(key, "") for key in CHOSEN} | {"view": change["new"]})

    @traitlets.observe("address")
    def _address_set(self, change: traitlets.Bunch) -> None:
        said = read(change["new"])
        self.view = said.get("view", VIEWS[0])
        ref = said.get("select", "")
        self.set_trait("selection", self._of(self.plan).at(ref) if ref else None)

    def _of(self, loaded: Loaded) -> Addressed:
        name = loaded.plan.id
        if name not in self._addressed:
            self._addressed[name] = Addressed(loaded)
        return self._addressed[name]

    def _asked(self, _: object, content: object, __: object) -> None:
        """Send the page to whoever shows the widget and asks for it."""
        if content == {"plankg": VERSION, "kind": "page"}:
            self.send({"plankg": VERSION, "kind": "page", "secret": self._secret}, buffers=[self._page()])

    def _page(self) -> bytes:
        """The page as gzip, made once."""
        if not self._zipped:
            page = workbench_page(
                tuple(self._plans.values()), lang=self._lang, sparql=self._sparql, views=self._views, host=self._secret
            )
            self._zipped = gzip.compress(page.encode(), compresslevel=6, mtime=0)
        return self._zipped

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The widget, and for whoever has no widgets (a mail, a page of the notebook) the card of what it shows."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if isinstance(bundle, tuple) and HTML not in bundle[0]:
            bundle[0][HTML] = str(card(self.plan, lang=self._lang))
        return bundle
