from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from plankg.schema.wording import Language, catalogue, languages
from running import Runner

from plankg.cli.application import COMMANDS

ROOT = Path(__file__).parents[2]
SOURCES = [
    ROOT / "__init__.py",
    *(path for folder in ("schema", "graph", "viz", "plankg") for path in sorted((ROOT / folder).rglob("*.py"))),
]
ERRORS = {"PlankgError", "ReadingError", "ExtractionError", "ReviewError", "GraphError", "UsageError"}
NAMES = [command.__name__ for command in COMMANDS]


def raised_keys() -> set[str]:
    """Give the keys of all errors that the code makes: words in the first argument of an error's class."""
    keys = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS and node.args:
                texts = (part for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant))
                keys |= {part.value for part in texts if isinstance(part.value, str)}
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                # its first argument is the status
                keys |= {
                    part.value
                    for part in node.args[1:2]
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return keys


def literals() -> set[str]:
    return {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def begun() -> tuple[str, ...]:
    """Give the beginnings of keys that the code completes by a name it has at hand, such as `cli.new_`."""
    return tuple(
        str(node.values[0].value)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and "_" in str(node.values[0].value)
    )


def fields(text: str) -> set[str]:
    """Give the names of the values that fill a sentence; a term's label goes by the language's own name, or ends in it."""
    names = {name for _, name, _, _ in Formatter().parse(text) if name} - set(languages())
    return {re.sub(f"_(?:{'|'.join(languages())})$", "", name) for name in names}


def test_both_languages_have_the_same_keys_filled_with_the_same_values() -> None:
    zh, en = (catalogue(lang) for lang in languages())
    assert sorted(zh) == sorted(en)
    assert [key for key in zh if fields(zh[key]) != fields(en[key])] == []


def test_every_error_raised_has_its_sentence() -> None:
    known = {key.removeprefix("error.") for key in catalogue("zh") if key.startswith("error.")}
    assert sorted(raised_keys() - known) == []


def test_every_sentence_of_an_error_is_used() -> None:
    known = {key.removeprefix("error.") for key in catalogue("zh") if key.startswith("error.")}
    assert sorted(known - {text.removeprefix("error.") for text in literals()}) == []


def test_every_error_is_one_line() -> None:
    texts = [text for lang in languages() for key, text in catalogue(lang).items() if key.startswith("error.")]
    assert [text for text in texts if "\n" in text or not re.search(r"[。.]$|^\{said\}$", text)] == []


def test_every_word_of_the_command_line_is_used() -> None:
    known = {key for key in catalogue("zh") if key.startswith("cli.")}
    used = {f"cli.{text.removeprefix('cli.')}" for text in literals()}
    used |= {f"cli.{name}{suffix}" for name in NAMES for suffix in ("", "_example")}
    completed = begun()
    assert [key for key in sorted(known - used) if not key.startswith(completed)] == []


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(name: str, lang: Language, plankg: Runner) -> None:
    run = plankg(name, "--help", PLANKG_LANG=lang)
    explained, _, example = run.out.decode().partition(catalogue(lang)["cli.example"])
    assert run.status == 0
    assert catalogue(lang)[f"cli.{name}"] in explained
    assert f"plankg {name}" in example
    names = r"上海大学|unit=\S+"
    assert bool(re.search(r"[一-鿿]", re.sub(names, "", explained))) == (lang == "zh")


@pytest.mark.parametrize("seed", ["0", "2"])
def test_the_help_names_itself_the_same_way_however_python_hashes(plankg: Runner, seed: str) -> None:
    assert "  -h, --help " in plankg("lint", "--help", PYTHONHASHSEED=seed).out.decode()


def test_the_help_lists_every_command(plankg: Runner) -> None:
    for arguments in ((), ("--help",), ("-h",)):
        text = plankg(*arguments).out.decode()
        assert [name for name in NAMES if not re.search(rf"^  {name} ", text, re.MULTILINE)] == []
