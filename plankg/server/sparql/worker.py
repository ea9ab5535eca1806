"""An engine's process: it answers one message after the other until the server closes its end."""

from __future__ import annotations

import os
import select
import signal
import sys
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import RdfFormat

from plankg.server.sparql import frames
from plankg.server.sparql.confinement import end_after, end_with_parent, hold_memory, nothing_opened, opened_again
from plankg.server.sparql.evaluation import Engine, Reply
from plankg.server.sparql.refusals import Refusal
from plankg.server.sparql.settings import Settings
from plankg.server.sparql.spool import Spool

BEYOND_SECONDS = 2
"""The server ends an engine in time; this much later the engine would end itself."""
STOPPING_SECONDS = 5
"""So long at most a server that stops is there after it has taken its folders away."""


def work(incoming: int, outgoing: int, engine: Engine, *, on_disk: bool = False) -> None:
    """Answer messages until there are no more, from one file to another, by their numbers.

    No other file and no connection is opened meanwhile, unless the graph lies on disk or other servers may be called.
    """
    frames.send(outgoing, frames.pack({"pid": os.getpid()}))
    hold_memory(engine.settings.memory_bytes)
    with nothing_opened(but=on_disk or bool(engine.settings.services)):
        for head, body in frames.read(incoming):
            end_after(head["seconds"] + BEYOND_SECONDS)
            reply = reply_of(engine, head, body)
            end_after(0)
            frames.send(outgoing, frames.pack(reply.head, reply.body))
            if engine.spool and engine.spool.in_file:
                with opened_again():
                    engine.spool.replace_file()


def reply_of(engine: Engine, head: frames.Head, body: bytes) -> Reply:
    """An engine's reply, whatever happens: a fault of the program is told as such, and the next request gets its answer."""
    try:
        return engine.reply(head, body)
    except MemoryError:
        return Reply({"status": 500}, Refusal(500, "query_memory").body)
    except Exception as error:  # noqa: BLE001 - see above
        return Reply({"status": 500}, Refusal(500, "engine_failed", problem=repr(error)).body)


def main() -> None:
    """Be an engine over a graph on disk that speaks through its standard input and output.

    The arguments are the settings, the folder for large results and, for the engine that writes, the folder of the store.
    Where the server goes meanwhile, and with it what it had laid ready, that is its end and no fault.
    """
    try:
        _work_for_the_server()
    except (OSError, RuntimeError):
        if not _server_is_gone():
            raise


def _work_for_the_server() -> None:
    settings = Settings.model_validate_json(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    spool = Spool(Path(sys.argv[2]), limit=settings.result_bytes)
    written = Path(sys.argv[3]) if len(sys.argv) > 3 else None  # noqa: PLR2004 - a program's own arguments
    graph = ox.Store(str(written)) if written else ox.Store()
    engine = Writer(graph, settings, spool) if written else Reader(graph, settings, spool)
    work(sys.stdin.fileno(), sys.stdout.fileno(), engine, on_disk=True)


def _server_is_gone() -> bool:
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(sys.stdin.fileno(), 0)
    return any(event & select.POLLHUP for _, event in poll.poll(1000 * STOPPING_SECONDS))


class Reader(Engine):
    """Answers from the picture of the graph that a message names; opens it where it is another than before."""

    opened = ""

    def reply(self, head: frames.Head, body: bytes = b"") -> Reply:
        """Open what is to be read, then do what the message asks for."""
        source = head["source"]
        if source != self.opened:
            self.graph, self.asking = _picture(Path(source)), {}
            self.opened = source
        return super().reply(head, body)


class Writer(Engine):
    """Carries out updates, and lays beside each the picture of the graph that it leaves."""

    def reply(self, head: frames.Head, body: bytes = b"") -> Reply:
        """Do what the message asks for, then write the picture."""
        reply = Reply({"status": 204}) if head["does"] == "picture" else super().reply(head, body)
        if frames.done(reply.head):
            self.graph.flush()
            self.graph.backup(head["picture"])
        return reply


def _picture(source: Path) -> ox.Store:
    if source.is_dir():
        return ox.Store.read_only(str(source))
    graph = ox.Store()
    graph.bulk_load(path=source, format=RdfFormat.N_QUADS, lenient=True)
    return graph
