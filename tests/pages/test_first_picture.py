"""What is seen first of the network, before WebGL has begun: the same picture, at the same place."""

from __future__ import annotations

from io import BytesIO

import pytest
from page_checks import Opener
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LAYERS = ".stage canvas"
MOST = 32
"""How much lighter or darker, of 255, a place may become."""

#: Keeps the page waiting with all that it does after its first picture, until it is let go.
WAITING = """
  const own = window.setTimeout;
  const kept = [];
  window.setTimeout = (what, after, ...more) => (after ? own(what, after, ...more) : kept.push(what));
  window.letGo = () => { window.setTimeout = own; for (const what of kept) what(); };
"""


def seen(page: Page) -> Image.Image:
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


@pytest.mark.parametrize("size", ["laptop", "phone"])
@pytest.mark.parametrize("state", [{}, {"layout": "bipartite"}, {"focus": "School/白鹭小学", "steps": "2"}])
def test_the_first_picture_is_the_one_that_stays(
    workbench: str, open_page: Opener, state: dict[str, str], size: str
) -> None:
    page = open_page(workbench, size=size)
    page.add_init_script(WAITING)
    page.evaluate(
        "query => { location.hash = query; }", "&".join(f"{k}={v}" for k, v in {"view": "network", **state}.items())
    )
    page.reload()
    expect(page.locator(LAYERS)).to_have_count(1)
    page.wait_for_timeout(300)
    first = seen(page)
    page.evaluate("letGo()")
    expect(page.locator(LAYERS)).to_have_count(3)
    page.wait_for_timeout(300)
    # lines are smooth on the one and have steps on the other, which nobody sees from afar
    afar = [each.filter(ImageFilter.GaussianBlur(3)) for each in (first, seen(page))]
    assert max(high for _, high in ImageChops.difference(*afar).getextrema()) < MOST
    colourful = sum(
        count
        for count, (r, g, b) in first.getcolors(first.width * first.height) or ()
        if max(r, g, b) - min(r, g, b) > 100
    )
    assert colourful > 300
