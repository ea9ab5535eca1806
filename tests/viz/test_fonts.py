from __future__ import annotations

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from plankg.viz.fonts import FONTS, use_chinese_font


@pytest.fixture
def list_without_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of fonts as matplotlib keeps it where it made it before the Chinese fonts were installed."""
    chinese = {entry.fname for entry in font_manager.fontManager.ttflist if entry.name in FONTS}
    made_before = [entry for entry in font_manager.fontManager.ttflist if entry.fname not in chinese]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", made_before)


@pytest.mark.usefixtures("list_without_chinese")
def test_a_font_installed_after_matplotlib_made_its_list_is_found() -> None:
    with mpl.rc_context():
        font = use_chinese_font()
        assert font in FONTS
        assert mpl.rcParams["font.sans-serif"][0] == font
        assert font_manager.findfont(font, fallback_to_default=False)
