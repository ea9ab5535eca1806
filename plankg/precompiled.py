"""Rules compiled beforehand, as Python keeps its modules: to compile them at each start takes longer than to read a plan.

`python -m plankg.precompiled FOLDERS`, a step of `make setup`, compiles the modules of the folders that are named, then
reads the plans that come with the program and keeps, beside this
module's bytecode, each regular expression compiled on the way, in the form that Python's engine runs, and the lexicon as
parsed. `recall` puts the patterns where `re.compile` looks first, and the lexicon where its reader does. What is not kept,
or was changed since, is compiled as ever, and what another Python kept is passed over: the file changes nothing but the time.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from compileall import compile_dir
from importlib import import_module
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, Final

from plankg.graph.stopping import hold_back, let_through, stop_in_order

ENGINE: Any = import_module("_sre")
"""The part of Python that runs patterns: its `compile` takes one that `re` has translated."""
KNOWN: dict[tuple[type, object, int], re.Pattern[Any]] = re._cache  # type: ignore[attr-defined] # noqa: SLF001 - no public way in
"""Where `re.compile` looks first: compiled patterns by the type of their text, the text, and the flags."""
CODE: Final = "I"
"""How the words of a translated pattern are kept, as `array` calls it: read back in a quarter of the time of a list."""
MADE_BY = [sys.version, ENGINE.MAGIC, CODE]
ROOM = 4096
"""So many patterns `re` is to keep. By itself it keeps 512 and drops the oldest: of a few more, kept in the order in which
they are asked for, each would be dropped right before its turn, and all would be compiled anew."""


def kept() -> Path:
    """The file of the kept rules, which need not exist: where this Python keeps compiled modules."""
    return Path(cache_from_source(__file__)).with_suffix(".rules")


def recall(path: Path) -> int:
    """Take up the patterns and the lexicon of the file; tell how many patterns: 0 without a file, or with another Python's."""
    try:
        made_by, rows, books = marshal.loads(path.read_bytes())  # noqa: S302 - trusted like the bytecode beside it
    except (OSError, ValueError, EOFError, TypeError):
        return 0
    if made_by != MADE_BY:
        return 0
    re._MAXCACHE = ROOM  # type: ignore[attr-defined] # noqa: SLF001 - no public way in
    for flags, (pattern, own_flags, code, *rest) in rows:
        words = memoryview(code).cast(CODE).tolist()
        KNOWN[type(pattern), pattern, flags] = ENGINE.compile(pattern, own_flags, words, *rest)
    from plankg.graph.extraction.words import lexicon  # noqa: PLC0415 - it compiles patterns as it loads

    lexicon.PARSED.update(books)
    return len(rows)


def keep(path: Path) -> int:
    """Read the bundled plans, write the patterns compiled meanwhile and the lexicon into the file; tell how many patterns."""
    recipes: dict[int, tuple[Any, ...]] = {}
    translate = ENGINE.compile

    def overheard(pattern: object, flags: int, code: list[int], *rest: Any) -> Any:
        regex = translate(pattern, flags, code, *rest)
        recipes[id(regex)] = (pattern, int(flags), array(CODE, map(int, code)).tobytes(), *rest)
        return regex

    re.purge()
    re._MAXCACHE = ROOM  # type: ignore[attr-defined] # noqa: SLF001 - no public way in
    ENGINE.compile = overheard
    try:
        books = _read_plans()
    finally:
        ENGINE.compile = translate
    rows = [(flags, recipes[id(regex)]) for (_, _, flags), regex in KNOWN.items() if id(regex) in recipes]
    from plankg.graph.writing import write_whole  # noqa: PLC0415 - whoever only looks patterns up needs none of it

    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, marshal.dumps((MADE_BY, rows, books)))
    return len(rows)


def _read_plans() -> dict[str, Any]:
    """Do what `plankg export` does, for each plan there is; give the lexicon's files as parsed, by their text."""
    from plankg.graph.extraction import extract  # noqa: PLC0415 - see above
    from plankg.graph.extraction.words.lexicon import lexicon  # noqa: PLC0415 - see above
    from plankg.graph.plans import plan_ids  # noqa: PLC0415 - see above

    import plankg.cli.application  # noqa: F401, PLC0415 - only here: the modules compile patterns as they load
    from plankg.workplan import load  # noqa: PLC0415 - see above

    for plan in plan_ids():
        work = load(plan)
        work.export("json")
        extract(work.document, plan_id=plan)  # without the plan's own words, as other plans are read
    folder = files("plankg.data") / "lexicon"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return {(folder / name).read_text("utf-8"): lexicon(name.removesuffix(".yaml")) for name in names}


if __name__ == "__main__":
    hold_back()
    stop_in_order()
    let_through()
    for folder in sys.argv[1:]:
        compile_dir(folder, quiet=1)
    keep(kept())
