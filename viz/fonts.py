"""The Chinese font of pictures in notebooks: one that is installed, or a plain word that there is none."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from plankg.schema.extras import need

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
    """Have matplotlib write with a Chinese font and a minus sign that every font has; give the font's name.

    Without one, pictures show boxes for Chinese characters: install a font of the list (on Debian: fonts-noto-cjk). One that
    was installed after matplotlib made its list of fonts, which it keeps, is found too. Raises InstallationError
    without matplotlib.
    """
    need("notebooks")
    import matplotlib as mpl  # noqa: PLC0415 - only notebooks have it
    from matplotlib import font_manager  # noqa: PLC0415 - see above

    known = font_manager.fontManager
    font = chinese_font({entry.name for entry in known.ttflist})
    if font is None:
        listed = {entry.fname for entry in known.ttflist}
        for path in sorted({*font_manager.findSystemFonts()} - listed):
            with suppress(
                OSError, RuntimeError
            ):  # of files that are no fonts, or of a kind that matplotlib does not read
                known.addfont(path)
        font = chinese_font({entry.name for entry in known.ttflist})
    if font:
        mpl.rcParams["font.sans-serif"] = [font, *mpl.rcParams["font.sans-serif"]]
    mpl.rcParams["axes.unicode_minus"] = False
    return font
