"""The font of pictures, in processes of their own: matplotlib reads its list of fonts when it is first imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from plankg.schema.wording import words
from plankg.viz.fonts import FONTS, chinese_font, use_chinese_font

pytestmark = pytest.mark.slow

DRAWN = """
import warnings
warnings.simplefilter("error", append=True)
from io import BytesIO
from matplotlib import font_manager
{before}
from matplotlib.figure import Figure
from plankg.viz.fonts import use_chinese_font
font = use_chinese_font()
figure = Figure()
figure.add_subplot().set_title("指标与期限 −1")
figure.savefig(BytesIO())
print(font, font_manager.findfont(font, fallback_to_default=False) if font else "")
"""
NO_FONTS = "font_manager.X11FontDirectories[:] = []"
"""As on a machine without: matplotlib looks into these folders, and asks fontconfig, which an empty PATH does not have."""


@pytest.fixture
def kept_list(tmp_path: Path) -> Callable[[Callable[[dict[str, object]], dict[str, object] | None]], Path]:
    """A folder where matplotlib keeps a list of fonts made of this machine's, entry by entry."""

    def keep(change: Callable[[dict[str, object]], dict[str, object] | None]) -> Path:
        name = f"fontlist-v{font_manager.FontManager.__version__}.json"
        fresh = tmp_path / "fresh.json"
        font_manager.json_dump(font_manager.fontManager, fresh)
        kept = json.loads(fresh.read_text("utf-8"))
        kept["ttflist"] = [entry for entry in map(change, kept["ttflist"]) if entry]
        (tmp_path / name).write_text(json.dumps(kept), "utf-8")
        return tmp_path

    return keep


def draw(folder: Path, before: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """What a fresh process says that draws Chinese, with its list of fonts in that folder."""
    return subprocess.run(
        [sys.executable, "-c", DRAWN.format(before=before)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "MPLCONFIGDIR": str(folder), "PLANKG_LANG": "zh", **environment},
    )  # fmt: skip


FILES = {entry.fname for entry in font_manager.fontManager.ttflist if entry.name in FONTS}
"""A file holds several faces, of which only some have names of ours."""


def without_chinese(entry: dict[str, object]) -> dict[str, object] | None:
    return None if entry["fname"] in FILES else entry


def moved_away(entry: dict[str, object]) -> dict[str, object]:
    return {**entry, "fname": f"/nowhere{entry['fname']}"} if entry["fname"] in FILES else entry


@pytest.mark.parametrize("change", [without_chinese, moved_away])
def test_a_stale_list_of_fonts_is_mended_for_this_process_and_the_next(
    change: Callable[[dict[str, object]], dict[str, object] | None],
    kept_list: Callable[[Callable[[dict[str, object]], dict[str, object] | None]], Path],
) -> None:
    folder = kept_list(change)
    first = draw(folder)
    assert (first.returncode, first.stderr) == (0, "")
    font, file = first.stdout.rstrip().rsplit(" ", 1)
    assert font in FONTS
    assert Path(file).is_file()
    (kept,) = folder.glob("fontlist-*.json")
    assert file in {entry["fname"] for entry in json.loads(kept.read_text("utf-8"))["ttflist"]}


def test_without_a_chinese_font_one_line_says_what_to_install_and_no_character_is_warned_of(
    kept_list: Callable[[Callable[[dict[str, object]], dict[str, object] | None]], Path],
) -> None:
    folder = kept_list(without_chinese)
    allowed = f"{NO_FONTS}\nwarnings.filterwarnings('default', category=UserWarning, module='__main__')"
    drawn = draw(folder, allowed, PATH="")
    assert (drawn.returncode, drawn.stdout.strip()) == (0, "None")
    assert words("picture.no_chinese_font", "zh") in drawn.stderr
    assert "fonts-noto-cjk" in drawn.stderr
    assert "Glyph" not in drawn.stderr
    assert drawn.stderr.count("Warning") == 1


def test_the_font_is_the_first_of_the_list_that_is_installed() -> None:
    assert chinese_font({"DejaVu Sans", *FONTS[2:4]}) == FONTS[2]
    assert chinese_font({"DejaVu Sans"}) is None


def test_asking_twice_names_the_font_once() -> None:
    with mpl.rc_context():
        font = use_chinese_font()
        assert use_chinese_font() == font
        assert mpl.rcParams["font.sans-serif"].count(font) == 1
