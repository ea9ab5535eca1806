"""A public body's work plan as a knowledge graph that points at its own sentences.

    load(where)         a plan by its id, folder or file: a WorkPlan
    WorkPlan            what one can do with it:
      .tasks .units .assignments .targets .relations .entities .documents
                        its statements; `.table()` gives a table for pandas, polars, DuckDB
      .ask(question)    an answer to a question in people's own words, as a table
      .select(sparql)   an answer to a query; also .boolean, .construct, .query
      .graph()          the plan as a NetworkX graph; `.graph("units")` who works with whom
      .explain(words)   how a sentence was read
      .show(name)       what the plan says of a unit, a task, a directive
      .verify() .lint() .doubts() .counts()
      .export(format) .table(path) .build(folder) .network_page()
    explain(sentence)   how any sentence is read
    Table               rows with fixed columns: .records(), .to_pandas(), .to_polars(), .frame()
    PlankgError         what all errors are: one line that says what to do

`help(plankg.WorkPlan)` says more of each; docs/guide/python.md goes through them.

>>> import plankg
>>> work = plankg.load("baoshan-2023h2")
>>> work
WorkPlan('baoshan-2023h2', 195 tasks)
>>> work.tasks[0].text
'全面深入学习贯彻习近平新时代中国特色社会主义思想'
>>> work.ask("谁承担的任务最多")["unit"][0]
'学校'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from plankg import version

if TYPE_CHECKING:
    from plankg.graph.explaining import explain
    from plankg.schema.errors import PlankgError
    from plankg.schema.table import Table

    from plankg.workplan import WorkPlan, load

__version__ = version.VERSION

__all__ = ["PlankgError", "Table", "WorkPlan", "__version__", "explain", "load"]

HOMES = {
    "PlankgError": "schema.errors",
    "Table": "schema.table",
    "WorkPlan": "workplan",
    "explain": "graph.explaining",
    "load": "workplan",
}


def __getattr__(name: str) -> object:
    """A name from its module when it is first wanted: `import plankg` alone costs nothing."""
    if name in HOMES:
        return getattr(import_module(f"plankg.{HOMES[name]}"), name)
    raise AttributeError(name)


def __dir__() -> list[str]:
    """The public names, as completion offers them."""
    return sorted(__all__)
