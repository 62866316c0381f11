"""Rendering: what is ready before the first reader comes."""

from web.page import TEMPLATES


async def test_templates_are_loaded_when_the_site_starts(site):
    await site.invoke_startup()
    loaded = {name for _, name in site.jinja_env.cache}
    own = {template.name for template in TEMPLATES.glob("*.html")}
    assert own <= loaded
    assert "letter.html" in own
