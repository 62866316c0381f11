"""`fuhan demo`: serve the example site on loopback."""

from __future__ import annotations

import errno
from contextlib import suppress

import click

from examples.content import ContentError
from examples.demo import LATEST, Demo
from examples.hosts import DEFAULT_PORT, PORT_VARIABLE


@click.command()
@click.option(
    "--port", default=DEFAULT_PORT, show_default=True, envvar=PORT_VARIABLE, type=click.IntRange(0, 65535),
    help=f"0 takes a free one; {PORT_VARIABLE} tells `fuhan crawl --demo` as well.",
)  # fmt: skip
@click.option(
    "--edition", default=1, show_default=True, type=click.IntRange(1, LATEST),
    help="1: as first published; 2: later, with letters changed, re-published and gone.",
)  # fmt: skip
def command(port: int, edition: int) -> None:
    """Serve the example site: several invented publishers under real host names, on 127.0.0.1 only.

    \b
    Example:
      fuhan demo                          # leave it running
      fuhan crawl --demo                  # in another terminal
      fuhan demo --edition 2              # later: stop the first, crawl again, see what changed
    """
    try:
        demo = Demo(port, edition)
        server, sock = demo.configure()
    except ContentError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            hint = f"port {port} is in use; stop what holds it (another `fuhan demo`?) or give another one with --port."
            raise click.ClickException(hint) from error
        raise click.ClickException(
            f"cannot listen on port {port}: {error.strerror}; give another one with --port."
        ) from error
    click.echo(f"Example site, edition {edition}, on 127.0.0.1:{demo.port}")
    for host, platform in demo.publishers.items():
        letters = sum(item.letter for column in platform.site.leaves() for item in column.items)
        click.echo(f"  {host:<26} {platform.site.platform:<10} {letters:>3} letters  {platform.site.name}")
    click.echo(
        f"Open http://127.0.0.1:{demo.port}/ or, in another terminal: fuhan crawl --demo   (Ctrl-C stops the site)"
    )
    with suppress(KeyboardInterrupt):
        server.run(sockets=[sock])
