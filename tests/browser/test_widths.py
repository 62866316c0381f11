"""Nothing sticks out at any width people have, and nothing that is no table has to be pushed sideways."""

import pytest

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
