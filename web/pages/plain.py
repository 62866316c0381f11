"""Pages that are words only: /about, /feeds; and /data, which leads to the tables."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response

from web import site
from web.page import page

ROBOTS = """User-agent: *
Disallow: /*?
Disallow: /*.csv
Disallow: /*.json
Disallow: /deputies
Allow: /
"""


async def about(datasette: Datasette, request: Request) -> Response:
    """Method, trust per field, licence, privacy and removal, citing, contributing."""
    return await page(datasette, request, "about.html", {"metadata": datasette.metadata() or {}})


async def feeds(datasette: Datasette, request: Request) -> Response:
    """Every way to take data away."""
    archive = await site.archive(datasette)
    return await page(datasette, request, "feeds.html", {"database": archive.name, "size": archive.size})


async def data(datasette: Datasette, request: Request) -> Response:
    """/data: Datasette's page of the archive, whatever the file is called."""
    archive = await site.archive(datasette)
    return Response.redirect(datasette.urls.database(archive.name))


async def robots(datasette: Datasette) -> Response:
    """/robots.txt: letters and lists may be indexed; queries, files and names of persons may not."""
    return Response.text(ROBOTS)


async def hidden() -> None:
    """Datasette's own pages for developers: in English only, and one of them names the server's files."""
    raise NotFound("Record not found")


async def databases(datasette: Datasette) -> Response:
    """/-/databases.json as Datasette has it, without the paths of the files on the server."""
    listed: list[dict[str, Any]] = [
        {"name": name, "size": db.size, "is_mutable": db.is_mutable, "hash": db.hash}
        for name, db in datasette.databases.items()
        if name != "_internal"
    ]
    return Response.json(listed)
