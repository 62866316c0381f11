"""The `fuhan` command: a click group that loads one module of fuhan.commands per command."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

import click

from fuhan import commands, log


class Commands(click.Group):
    """Loads `fuhan.commands.<name>` only when <name> is called, so `fuhan --help` and `fuhan parse` start fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, sorted; a trailing underscore keeps Python keywords (`import_`) out of the name."""
        return sorted(m.name.rstrip("_").replace("_", "-") for m in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The click command named `command` in fuhan/commands/<cmd_name>.py, or None."""
        for name in (cmd_name.replace("-", "_"), cmd_name.replace("-", "_") + "_"):
            if name in {m.name for m in pkgutil.iter_modules(commands.__path__)}:
                command: click.Command = importlib.import_module(f"fuhan.commands.{name}").command
                return command
        return None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="fuhan")
def fuhan() -> None:
    """Fuhan (复函): archive the published replies to deputies' suggestions and CPPCC proposals.

    \b
    Example:
      fuhan demo &            # the recorded example site on 127.0.0.1
      fuhan crawl --demo      # visit it
      fuhan ingest            # build archive.db
      fuhan serve             # read it on http://127.0.0.1:8001

    Logs go to stderr as key=value lines; FUHAN_LOG=warning (or debug, info, error) sets how many.
    """
    log.setup()


def main() -> None:
    """Entry point: one sentence and an exit status for what the user can mend, a traceback only for our own faults.

    What the system refuses (a full disk, a folder without rights) is one sentence too; FUHAN_LOG=debug shows where.
    """
    try:
        fuhan(prog_name="fuhan")
        sys.stdout.flush()
    except BrokenPipeError:
        # Or the interpreter complains once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        if os.environ.get(log.VARIABLE) == "debug":
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        where = error.filename or "output"
        click.echo(f"Error: {where}: {error.strerror or error}; mend that and run the command again.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
