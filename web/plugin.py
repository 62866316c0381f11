"""The Datasette plugin: hooks only, each handing over to the module that does the work.

Datasette loads this file while its own modules are half imported, so whatever needs Datasette is imported inside the hook.
"""

# mypy: disable-error-code="untyped-decorator"
from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from datasette import hookimpl

from archive import search
from web.sqlguard import guard

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request
    from jinja2 import Environment


@hookimpl
def startup(datasette: Datasette) -> None:
    """Take Datasette's own exception handler out of service, for `handle_exception` below does its work; load the templates.

    With rich installed it prints every 404 with all local variables, which is slow and fills the log with letters.
    """
    from datasette.plugins import pm

    from web import page

    if pm.get_plugin("datasette.handle_exception"):
        pm.unregister(name="datasette.handle_exception")
    page.warm(datasette)


# trylast: pluggy calls it after Datasette's own sql_functions, so that this escape_fts is the one that stays.
@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Chinese search functions for every database; limits for all that readers' SQL can reach."""
    search.register(conn)
    conn.create_function("escape_fts", 1, search.zh_query, deterministic=True)
    if database != "_internal":
        guard(conn)


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Our templates, filters and languages."""
    from web import page

    page.prepare(env, datasette)


@hookimpl
def extra_template_vars(datasette: Datasette, request: Request | None) -> dict[str, Any]:
    """Language and navigation for all pages, Datasette's own included."""
    from web import page

    return page.shared(datasette, request)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """The pages of the site; they come before Datasette's own routes."""
    from web import routes

    return routes.ROUTES


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Any:
    """One plain page for whatever went wrong."""
    from web import errors

    return errors.respond(datasette, request, exception)


@hookimpl
def forbidden(datasette: Datasette, request: Request, message: str) -> Any:
    """The same page for what readers may not see."""
    from datasette.utils.asgi import Forbidden

    from web import errors

    return errors.respond(datasette, request, Forbidden(message))


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    """Language first, then headers and limits around everything."""
    from web.localise import localise
    from web.security import harden

    return lambda app: harden(localise(app))
