"""Rendering: the Jinja environment of the site, what every template may use, and a page as a response."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.utils import path_with_replaced_args
from datasette.utils.asgi import Request, Response
from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from web import assets, formats, i18n, labels
from web.field_names import field_name
from web.queries.asking import Asking
from web.tongues import is_chinese, tongues

TEMPLATES = Path(__file__).parent / "templates"

# Marks, embeddings, overrides and isolates of the bidirectional algorithm: a hostile title can hide what follows it.
_DIRECTION = dict.fromkeys(
    [0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\N{REPLACEMENT CHARACTER}"
)
_DIRECTION_KEYS = frozenset(map(chr, _DIRECTION))

# Path and message of each entry of the navigation, in order.
NAVIGATION = (
    ("/search", labels.N_("Search")),
    ("/commitments", labels.N_("Commitments")),
    ("/agencies", labels.N_("Offices")),
    ("/places", labels.N_("Places")),
    ("/deputies", labels.N_("Deputies")),
    ("/changes", labels.N_("Changes")),
    ("/health", labels.N_("Health")),
    ("/data", labels.N_("Data")),
    ("/about", labels.N_("About")),
)


def prepare(env: Environment, datasette: Datasette) -> None:
    """Teach Datasette's Jinja environment our templates, languages and filters; --template-dir keeps the last word."""
    own = [FileSystemLoader(path) for path in (datasette.template_dir, TEMPLATES) if path]
    env.loader = ChoiceLoader([*own, *([env.loader] if env.loader else [])])
    env.trim_blocks = env.lstrip_blocks = True
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(i18n.gettext, i18n.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.finalize = _visible
    env.globals.update(
        asset=lambda name: datasette.urls.path(assets.address(name)), label=labels.label, field_name=field_name
    )
    env.filters.update(
        day=formats.day,
        month=formats.month,
        moment=formats.moment,
        number=formats.number,
        spoken=formats.spoken,
        tongues=tongues,
    )
    env.tests["chinese"] = is_chinese


def warm(datasette: Datasette) -> None:
    """Load what the first readers would otherwise wait a quarter of a second for: the site's templates and messages."""
    for lang in i18n.LOCALES:
        i18n.catalogue(lang)
    for template in TEMPLATES.glob("*.html"):
        datasette.jinja_env.get_template(template.name)


def _visible(value: Any) -> Any:
    """What a template puts out, with the characters that turn the direction of text around made visible."""
    return value.translate(_DIRECTION) if isinstance(value, str) and not _DIRECTION_KEYS.isdisjoint(value) else value


def shared(datasette: Datasette, request: Request | None) -> dict[str, Any]:
    """The variables every template gets: language, navigation and the address of this page in the other language."""
    path = request.scope.get("route_path", request.scope["path"]) if request else "/"
    lang = i18n.current()
    other = "en" if lang == "zh-CN" else "zh-CN"
    return {
        "lang": lang,
        "other_lang": other,
        "other_lang_url": path_with_replaced_args(request, {"lang": other}) if request else f"?lang={other}",
        "navigation": [
            {
                "path": datasette.urls.path(where),
                "label": i18n.gettext(message),
                "here": path == where or path.startswith(where + "/"),
            }
            for where, message in NAVIGATION
        ],
    }


def past_the_end(ask: Asking, pages: int) -> Response | None:
    """A redirect to the last of the `pages` of a result (the first, where there is none) for a page number beyond it, else None."""
    last = max(pages, 1)
    return Response.redirect(f"?{ask.query_string(page=last)}") if ask.page > last else None


async def page(
    datasette: Datasette,
    request: Request,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    """Render one of the site's templates as an HTML response, kept by caches as long as the server's settings say."""
    body = await datasette.render_template(template, context, request=request, view_name="fuhan")
    ttl = datasette.setting("default_cache_ttl")
    caching = {"cache-control": f"max-age={ttl}" if ttl and status == 200 else "no-cache"}
    return Response.html(body, status=status, headers={**caching, **(headers or {})})
