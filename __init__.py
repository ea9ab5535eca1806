"""Beside a clone that bears the package's name, `import plankg` finds this folder: here it becomes the package."""

import json
import sys
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

HOME = Path(__file__).resolve().parent

if find_spec("pydantic") is None:
    books = (json.loads((HOME / "schema" / "words" / f"{lang}.json").read_text("utf-8")) for lang in ("zh", "en"))
    raise ImportError(" / ".join(book["error.not_set_up"].format(folder=HOME) for book in books))

# The folders of the package lie beside its first one, not in it (docs/decisions/0001-one-import-name.md).
spec = spec_from_file_location(
    "plankg", HOME / "plankg" / "__init__.py", submodule_search_locations=[str(HOME / "plankg"), str(HOME)]
)
if spec is not None and spec.loader is not None and __name__ == "plankg":
    sys.modules["plankg"] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules["plankg"])
