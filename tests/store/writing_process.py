"""A process that changes a store without end, to be killed in the middle: `writing_process.py FOLDER`."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from plankg.graph.plans import load_plan
from plankg.graph.store import Store

PLAN_ID = "baoshan-2023h2"
SHORT = 10


def write(folder: Path) -> None:
    """Put a short plan and the whole one in turn, and a new plan each round, which the next one takes out."""
    loaded = load_plan(PLAN_ID)
    store = Store(folder)
    short = loaded.plan.model_copy(update={"tasks": loaded.plan.tasks[:SHORT]})
    few = loaded.review.model_copy(update={"decisions": loaded.review.decisions[:SHORT]})
    sys.stdout.write("writing\n")
    sys.stdout.flush()
    for number in itertools.count():
        store.load(short, loaded.document, review=few)
        store.load(loaded.plan, loaded.document, review=loaded.review)
        new = loaded.plan.model_copy(update={"id": f"new-{number}"})
        for old in store.plans():
            if old.startswith("new"):
                store.remove(old)
        store.load(new, loaded.document, review=loaded.review)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
