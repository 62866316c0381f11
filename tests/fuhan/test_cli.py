"""Every command explains itself, and the group starts fast."""

import os
import signal
import subprocess
import sys
import time
from urllib.request import urlopen

import click
import pytest
from click.testing import CliRunner

from fuhan.cli import fuhan
from tests.conftest import places
from tests.fuhan.running import answers, free_port


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


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_ctrl_c_ends_a_server_in_peace(command, example_folder):
    port = free_port()
    started = [sys.executable, "-m", "fuhan.cli", command, "--port", str(port)]
    process = subprocess.Popen(
        started, cwd=example_folder, env={**os.environ, **places(example_folder)}, stderr=subprocess.PIPE
    )
    while not answers(port):
        assert process.poll() is None
        time.sleep(0.05)
    urlopen(f"http://127.0.0.1:{port}/", timeout=60).close()
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 0
