"""The Chinese font of pictures: one that is installed, or one line that says what to install."""

from __future__ import annotations

import warnings
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from plankg.schema.extras import need
from plankg.schema.wording import words

if TYPE_CHECKING:
    from matplotlib.font_manager import FontManager

FONTS = (
    "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans CJK JP",
    "Source Han Sans CN", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Heiti TC", "Arial Unicode MS",
)  # fmt: skip
"""Fonts with the characters of Chinese plans, the most readable first. matplotlib knows only the first face of a
collection, so that Noto's, which holds all of them, goes by its Japanese name there."""


def chinese_font(installed: Collection[str]) -> str | None:
    """The first of our fonts that is installed; None where there is none.

    >>> chinese_font({"DejaVu Sans", "SimHei"})
    'SimHei'
    """
    return next((name for name in FONTS if name in installed), None)


def use_chinese_font() -> str | None:
    """Have matplotlib write with a Chinese font and a minus sign that every font has; the name of the font.

    matplotlib keeps a list of fonts, which it makes once. Where that is older than the fonts (one was installed since, or is
    gone), the list is mended, and kept. Without a Chinese font there is one warning that says what to install, and None;
    characters are boxes then, of which matplotlib would warn one by one. Raises InstallationError without matplotlib.
    """
    need("notebooks")
    import matplotlib as mpl  # noqa: PLC0415 - only pictures need it
    from matplotlib import font_manager  # noqa: PLC0415 - see above

    known = font_manager.fontManager
    font = _installed(known) or _mended(known)
    mpl.rcParams["axes.unicode_minus"] = False
    if font is None:
        warnings.filterwarnings("ignore", message=r"Glyph \d+ .* missing from")
        warnings.warn(words("picture.no_chinese_font"), stacklevel=2)
        return None
    names = [name for name in mpl.rcParams["font.sans-serif"] if name != font]
    mpl.rcParams["font.sans-serif"] = [font, *names]
    mpl.rcParams["font.family"] = ["sans-serif"]
    return font


def _installed(known: FontManager) -> str | None:
    """The first of our fonts that the list has and whose file is there."""
    return chinese_font({entry.name for entry in known.ttflist if entry.name in FONTS and Path(entry.fname).exists()})


def _mended(known: FontManager) -> str | None:
    """The same after the list was made true: what is gone is left out, what is new is read; it is kept for later processes."""
    from matplotlib import font_manager, get_cachedir  # noqa: PLC0415 - only pictures need it

    known.ttflist = [entry for entry in known.ttflist if Path(entry.fname).exists()]
    listed = {entry.fname for entry in known.ttflist}
    for path in sorted({*font_manager.findSystemFonts()} - listed):
        with suppress(OSError, RuntimeError):  # of files that are no fonts, or of a kind that matplotlib does not read
            known.addfont(path)
    font = _installed(known)
    if font:
        with suppress(OSError):  # where nothing can be kept, the next process mends its list again
            font_manager.json_dump(known, Path(get_cachedir()) / f"fontlist-v{known.__version__}.json")
    return font
