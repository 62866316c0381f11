"""No document names a command, an option or a make target that does not exist."""

import re
import shlex

import click
import pytest

from crawler import registry
from fuhan.cli import fuhan
from tests import sources
from tests.fuhan.test_cli import COMMANDS

TARGETS = set(re.findall(r"^([a-z-]+):", (sources.ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
SITES = (
    {"example"}
    | {site.id for site in registry.load()}
    | {site.id for site in registry.load(sources.ROOT / "examples" / "sites")}
)
DOCUMENTS = {path: text for path, text in sources.texts() if path.endswith(".md") and not path.startswith("tests/")}
_FUHAN = re.compile(r"(?:^|`|&& |; |\|\| )(?:[A-Z_]+=\S+ )*(fuhan [a-z][^`\n]*)", re.MULTILINE)
_MAKE = re.compile(r"(?:^|`)make ([a-z-]+)", re.MULTILINE)


def fault(line):
    """What is wrong with a `fuhan …` line, or None."""
    words = shlex.split(line.split(" |")[0].split(" &")[0].split(" >")[0], comments=True)[1:]
    command, name = fuhan, "fuhan"
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words[0])
        if found is None:
            return f"{name} has no command {words[0]}"
        command, name = found, f"{name} {words.pop(0)}"
        while words and words[0] in _options(command) and isinstance(command, click.Group):
            words = words[2:]  # an option of the group and its value
    wrong = [word for word in words if word.startswith("--") and word.split("=")[0] not in _options(command)]
    if wrong:
        return f"{name} has no option {wrong[0]}"
    if (
        name in {"fuhan crawl", "fuhan sites show", "fuhan sites check"}
        and words
        and re.fullmatch(r"[a-z0-9-]+", words[0])
    ):
        return None if words[0].startswith("-") or words[0] in SITES else f"{words[0]} is no site"
    return None


def _options(command):
    return {"--help", "-h"} | {
        name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)
    }


@pytest.mark.parametrize("path", DOCUMENTS)
def test_commands_in_documents_exist(path):
    assert [told for line in _FUHAN.findall(DOCUMENTS[path]) if (told := fault(line))] == []


def test_documents_name_commands_at_all():
    assert sum(len(_FUHAN.findall(text)) for text in DOCUMENTS.values()) > 50


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_commands_in_help_texts_exist(names):
    lines = [line.strip() for line in (COMMANDS[names].help or "").splitlines() if line.strip().startswith("fuhan ")]
    assert lines
    assert [told for line in lines if (told := fault(line))] == []


@pytest.mark.parametrize("path", DOCUMENTS)
def test_make_targets_in_documents_exist(path):
    assert set(_MAKE.findall(DOCUMENTS[path])) - TARGETS == set()


def test_every_make_target_is_explained_by_make_help():
    makefile = (sources.ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE)) == TARGETS - {"venv", "venv-dev"}
