"""The command `plankg`: what it takes to start quickly, then the command line."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

from plankg.graph.stopping import hold_back, let_through, stop_in_order

from plankg.version import VERSION


def main() -> None:
    """Run the command line with the program's arguments and leave with its exit status."""
    hold_back()
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        print(VERSION)  # noqa: T201 - the one thing said without loading what commands need
        return
    # pydantic would look through everything installed for plug-ins; collecting garbage while modules load finds none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(100_000, 50, 50)
    stop_in_order()
    let_through()
    from plankg.precompiled import kept, recall  # noqa: PLC0415 - see above

    recall(kept())
    from plankg.cli.application import run  # noqa: PLC0415 - see above

    status = run(arguments)
    with suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.stderr.flush()
    # Python would take apart every value that was made, one by one: a tenth of the time of a short command.
    os._exit(status)


if __name__ == "__main__":
    main()
