"""The site's own style sheets, scripts and images, each under an address that changes with its content."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from datasette.utils.asgi import NotFound, Request, Response

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
ROUTE = r"^/-/assets/(?P<name>[a-z0-9-]+\.[a-z]+)$"


@cache
def _load(name: str) -> tuple[bytes, str]:
    body = (STATIC / name).read_bytes()
    return body, hashlib.sha256(body).hexdigest()[:10]


def address(name: str) -> str:
    """The path of static file `name` with a digest of its content, so that browsers may keep it for ever."""
    return f"/-/assets/{name}?v={_load(name)[1]}"


async def serve(request: Request) -> Response:
    """Answer one static file; NotFound for a name that is not in web/static."""
    name = request.url_vars["name"]
    kind = TYPES.get(Path(name).suffix)
    if kind is None or not (STATIC / name).is_file():
        raise NotFound("No such file")
    body, digest = _load(name)
    headers: dict[str, Any] = {"etag": f'"{digest}"'}
    headers["cache-control"] = "public, max-age=31536000, immutable" if request.args.get("v") == digest else "no-cache"
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response("", status=304, headers=headers, content_type=kind)
    return Response(body, headers=headers, content_type=kind)
