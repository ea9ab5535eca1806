"""A process that reads plans: takes a job from its standard input, gives the outcome on its standard output, until that ends.

`python -m plankg.reader`. What is exchanged are Python's own pickles, between a process and the one that started it.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys

from plankg.graph.stopping import hold_back


def main() -> None:
    """Read plans until no more come. Stops are for the process that started this one, which ends it."""
    hold_back()
    gc.set_threshold(100_000, 50, 50)
    from plankg.precompiled import kept, recall  # noqa: PLC0415 - not before stops wait

    recall(kept())
    from plankg.corpus.reading import outcome  # noqa: PLC0415 - see above

    jobs = sys.stdin.buffer
    # whatever a library prints must not come between two outcomes
    with os.fdopen(os.dup(1), "wb") as outcomes:
        os.dup2(2, 1)
        while True:
            try:
                job = pickle.load(jobs)  # noqa: S301 - from the process that started this one
            except EOFError:
                return
            pickle.dump(outcome(job), outcomes, pickle.HIGHEST_PROTOCOL)
            outcomes.flush()


if __name__ == "__main__":
    main()
