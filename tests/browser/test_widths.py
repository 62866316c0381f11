"""Nothing sticks out at any width people have, and nothing that is no table has to be pushed sideways."""

import io

import pytest
from PIL import Image

from tests.browser.test_reading import PATHS

WIDTHS = (360, 390, 768, 1280, 1920)
ALSO = {
    "everything": "/search", "passed": "/commitments?when=passed", "by-year": "/commitments?due=2026&when=all", "found-places": "/places?q=江津",
    "office": "/agencies/500116-069084", "changes-of-a-month": "/changes?month=2026-11", "letter": "seed", "edited": "edited", "version": "version", "hostile": "hostile",
    "captured": "capture", "deputy": "/deputies/500116/%E8%83%A1%E4%BB%98%E5%BF%A0",
}  # fmt: skip

# What reaches beyond the window, unless it stands in something made to be pushed sideways; and what is cut off.
OUTSIDE = """() => {
  const wide = document.documentElement.clientWidth;
  const pushed = e => e.closest('.table-wrap, pre, .citation, .file-text, .visually-hidden, .skip, svg, iframe, datalist');
  const name = e => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40);
  const out = [...document.body.querySelectorAll('*')].filter(e => !pushed(e) && e.getBoundingClientRect().right > wide + 1).map(name);
  const cut = [...document.querySelectorAll('.tabs, .site-nav ul, .pager, .result-bar, .figures')]
    .filter(e => e.scrollWidth > e.clientWidth + 1).map(name);
  return [...out, ...cut, ...(document.documentElement.scrollWidth > wide ? ['the page itself'] : [])];
}"""


@pytest.mark.parametrize("name", [*PATHS, *ALSO])
def test_a_page_fits_every_width(page, letters, name):
    path = PATHS.get(name) or ALSO[name]
    short = {key: address.replace("/archive", "") for key, address in letters.items()}
    path = {**letters, "version": f"{short['edited']}/versions/2", "capture": f"{short['seed']}/capture"}.get(
        path, path
    )
    page.goto(path)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate(OUTSIDE)
    assert found == {width: [] for width in WIDTHS}


@pytest.mark.parametrize("width", [390, 1280])
def test_bars_that_are_compared_begin_below_each_other_and_are_equally_wide(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    boxes = page.evaluate(
        "[...document.querySelectorAll('.coverage-list .share')].map(e => [e.parentElement.getBoundingClientRect().left, e.getBoundingClientRect()])"
    )
    assert len(boxes) > 3
    assert len({(round(box["left"] - left), round(box["width"])) for left, box in boxes}) == 1


def test_a_table_that_goes_on_beyond_the_screen_shows_a_shade_at_that_side_until_it_is_pushed_there(page):
    def edge():
        """How dark the right edge of the table is, of 255."""
        picture = Image.open(io.BytesIO(page.locator(".table-wrap").first.screenshot())).convert("L")
        return picture.getpixel((picture.width - 1, 4))

    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/health")
    shaded = edge()
    page.locator(".table-wrap").first.evaluate("e => e.scrollLeft = e.scrollWidth")
    assert edge() - shaded > 20


def test_versions_are_numbered_once(page, letters):
    page.goto(letters["edited"])
    assert page.locator(".versions").evaluate("e => getComputedStyle(e).listStyleType") == "none"
    assert page.locator(".versions > li > a").count() == 2
