"""Every command explains itself, and the group starts fast."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from fuhan.cli import fuhan


def _all(group, names=()):
    """(names, command) of every command below `group`, subcommands included."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _all(command, (*names, name))
        yield (*names, name), command


COMMANDS = dict(_all(fuhan))


def test_the_commands_of_the_chain_are_there():
    assert {("demo",), ("crawl",), ("ingest",), ("parse",), ("serve",), ("sites",)} <= COMMANDS.keys()


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_help_shows_an_example_that_names_the_command(names):
    done = CliRunner().invoke(fuhan, [*names, "--help"])
    assert done.exit_code == 0
    _, _, example = done.output.partition("Example:")
    assert f"fuhan {' '.join(names)}" in example


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_every_option_is_explained(names):
    command = COMMANDS[names]
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_the_command_is_in_the_list_with_a_sentence(names):
    summary = COMMANDS[names].get_short_help_str(limit=300)
    assert summary.endswith((".", "?"))


def test_an_unknown_command_is_told_with_status_2():
    done = CliRunner().invoke(fuhan, ["crwal"])
    assert done.exit_code == 2
    assert "No such command 'crwal'" in done.output


def test_the_version_is_printed():
    assert CliRunner().invoke(fuhan, ["--version"]).output.startswith("fuhan, version 0.")


@pytest.mark.parametrize("arguments", [["--version"], ["parse", "--help"]])
def test_no_framework_is_loaded_that_is_not_needed(arguments):
    program = (
        "import sys; from fuhan.cli import fuhan; fuhan(sys.argv[1:], standalone_mode=False);"
        "sys.exit(' '.join({'scrapy', 'datasette', 'twisted', 'pyarrow'} & sys.modules.keys()) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
