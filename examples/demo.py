"""The example site as a server: `with Demo() as demo:` in a thread, or run in the foreground by `fuhan demo`."""

from __future__ import annotations

from examples import render
from examples.content import load
from examples.hosts import DEFAULT_PORT
from examples.model import Reply, Request
from examples.platforms import play
from examples.platforms.base import HTML, Platform
from examples.serve import Receive, Scope, Send, Server, read_request, send_reply

LATEST = 2
OWN_NAMES = {"127.0.0.1", "localhost"}


class Demo(Server):
    """All publishers of examples/content behind one port. Setting `edition` changes what they show, while it runs.

    A browser reaches a publisher without any setting as `http://<host>.localhost:<port>/`.
    """

    def __init__(self, port: int = DEFAULT_PORT, edition: int = 1) -> None:
        super().__init__(self._application, port)
        self.edition = edition

    @property
    def edition(self) -> int:
        """The edition on show: 1 is the state at first, 2 what has become of it later."""
        return self._edition

    @edition.setter
    def edition(self, number: int) -> None:
        self.publishers: dict[str, Platform] = {site.host: play(site) for site in load(number)}
        self._edition = number

    @property
    def resolve_map(self) -> dict[str, str]:
        """Host name -> "127.0.0.1:port", the form of the crawler's resolver setting."""
        return dict.fromkeys(self.publishers, f"127.0.0.1:{self.port}")

    async def _application(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        host, request = await read_request(scope, receive)
        await send_reply(send, request, self.answer(host.removesuffix(".localhost"), request))

    def answer(self, host: str, request: Request) -> Reply:
        """The publisher's answer; under its own name the server shows the list of publishers, `POST /edition/2` turns the page."""
        if host in self.publishers:
            return self.publishers[host].answer(request)
        if host not in OWN_NAMES:
            text = f"No publisher is called {host!r} here; http://127.0.0.1:{self.port}/ lists them.\n"
            return Reply(text.encode(), "text/plain; charset=utf-8", 421)
        asked = request.path.removeprefix("/edition/")
        if request.method == "POST" and asked.isdigit() and 1 <= int(asked) <= LATEST:
            self.edition = int(asked)
        sites = [publisher.site for publisher in self.publishers.values()]
        return Reply(render.page("publishers.html", sites=sites, port=self.port, edition=self.edition), HTML)
