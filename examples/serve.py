"""The HTTP side: ASGI messages to requests and replies to messages, and a server in a thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from datetime import UTC
from email.utils import format_datetime
from typing import Any, Self
from urllib.parse import parse_qsl

import uvicorn

from examples.model import Reply, Request

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


async def read_request(scope: Scope, receive: Receive) -> tuple[str, Request]:
    """Host name without port, and the request with its whole body."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    host = headers.get("host", "").partition(":")[0]
    return host, Request(scope["method"], scope["path"], query, headers, body)


async def send_reply(send: Send, request: Request, reply: Reply) -> None:
    """Send a reply, or 304 where the client's validators still hold; HEAD gets no body."""
    headers = {"content-type": reply.content_type, **reply.headers}
    if reply.etag:
        headers["etag"] = reply.etag
    if reply.last_modified:
        headers["last-modified"] = format_datetime(reply.last_modified.astimezone(UTC), usegmt=True)
    status, body = (304, b"") if unchanged(request, headers) and reply.status == 200 else (reply.status, reply.body)
    headers["content-length"] = str(len(body))
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": b"" if request.method == "HEAD" else body})


def unchanged(request: Request, headers: Mapping[str, str]) -> bool:
    """True if If-None-Match, or without it If-Modified-Since, names what would be sent (RFC 9110, 13.2.2)."""
    if "if-none-match" in request.headers:
        return "etag" in headers and headers["etag"] in request.headers["if-none-match"]
    since = request.headers.get("if-modified-since")
    return since is not None and since == headers.get("last-modified")


def listen(port: int, host: str = "127.0.0.1") -> socket.socket:
    """A listening socket; OSError if the port is taken. Port 0 takes a free one."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen(512)
    except OSError:
        sock.close()
        raise
    return sock


class Server:
    """An ASGI application served from a thread: `with Server(app) as server: server.port`."""

    def __init__(self, app: Any, port: int = 0, log_level: str = "warning") -> None:
        self.app, self._port, self._log_level = app, port, log_level
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._server: uvicorn.Server | None = None

    @property
    def port(self) -> int:
        """Port in use; RuntimeError before start()."""
        if self._socket is None:
            raise RuntimeError("the server is not started; call start() first")
        return int(self._socket.getsockname()[1])

    def configure(self) -> tuple[uvicorn.Server, socket.socket]:
        """The uvicorn server and its bound socket, for a caller that runs it in the foreground."""
        self._socket = listen(self._port)
        config = uvicorn.Config(
            self.app, interface="asgi3", log_level=self._log_level, access_log=False, lifespan="off", server_header=False,
            proxy_headers=False, timeout_keep_alive=60, timeout_graceful_shutdown=1,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        return self._server, self._socket

    def start(self) -> Self:
        """Serve until stop(); OSError if the port is taken."""
        server, sock = self.configure()
        self._thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        self._thread.start()
        while not server.started and self._thread.is_alive():
            self._thread.join(0.01)
        return self

    def stop(self) -> None:
        """Stop serving and free the port."""
        if self._server and self._thread:
            self._server.should_exit = True
            self._thread.join(5)
        if self._socket:
            self._socket.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.stop()
