"""A site behind an access challenge: every page but robots.txt is a script that wants a browser.

Options: `status` (412 as 瑞数 answers, 521 as 加速乐), `cookie` (name of the cookie it sets).
"""

from __future__ import annotations

from examples import render
from examples.model import Column, Item, Reply, Request
from examples.platforms.base import HTML, Platform


class Challenge(Platform):
    """Lists and letters exist, but nobody without a browser sees them."""

    letter_template = "challenge/challenge.html"

    def item_path(self, column: Column, item: Item) -> str:
        """As TRS would write it."""
        return f"{column.path}{item.published:%Y%m}/t{item.published:%Y%m%d}_{item.serial}.html"

    def answer(self, request: Request) -> Reply:
        """The challenge, whatever is asked for."""
        if request.path == "/robots.txt":
            return self.robots()
        body = render.page("challenge/challenge.html", site=self.site)
        cookie = f"{self.site.options.get('cookie', 'NfBCSins2Oyw')}S=example; Path=/; HttpOnly"
        return Reply(
            body, HTML, self.site.options.get("status", 412), {"set-cookie": cookie, "cache-control": "no-store"}
        )

    def listing(self, request: Request) -> Reply | None:
        """Never reached: `answer` challenges first."""
        return None
