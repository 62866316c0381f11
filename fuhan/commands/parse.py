"""`fuhan parse PAGE`: print the record of a page."""

from __future__ import annotations

import json
from pathlib import Path

import click

from parsers import parse
from parsers.record import json_schema


@click.command(name="parse")
@click.argument("pages", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--url", default="", help="The page's address; makes links absolute. Of several pages, the address they share."
)
@click.option("--content-type", help='The HTTP header value, e.g. "text/html; charset=gb2312".')
@click.option("--pretty", is_flag=True, help="Indent the JSON.")
@click.option("--jsonl", is_flag=True, help="One line a page (what several pages give anyway).")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a record and exit.")
def command(
    pages: tuple[Path, ...], url: str, content_type: str | None, pretty: bool, jsonl: bool, schema: bool
) -> None:
    """Print the record of each saved page as JSON: the letter taken apart, with the evidence for every value.

    \b
    Example:
      fuhan parse page.html --url http://www.jiangjin.gov.cn/t20230427_11910011.html --pretty
      fuhan parse saved/*.html --jsonl > records.jsonl
    """
    if schema:
        click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
        return
    if not pages:
        raise click.UsageError("Which page? Name at least one saved page, for example: fuhan parse page.html")
    if pretty and (jsonl or len(pages) > 1):
        raise click.UsageError("--pretty prints one page; leave it out for --jsonl and for several pages.")
    for page in pages:
        try:
            body = page.read_bytes()
        except OSError as problem:
            raise click.ClickException(f"Cannot read {page}: {problem.strerror}.") from problem
        record = parse(body, url or page.name, content_type)
        click.echo(json.dumps(record.to_dict(), ensure_ascii=False, indent=2 if pretty else None))
