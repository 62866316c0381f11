"""docs/add-a-site.md does what it says: its rehearsal runs, its commands exist, its examples load, no key is left out."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from crawler import paging, registry
from crawler.outcomes import Outcome
from crawler.site import Column, Politeness, Schedule, Site
from examples.demo import Demo
from fuhan.cli import fuhan

GUIDE = (Path(__file__).parents[2] / "docs" / "add-a-site.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", GUIDE, re.M | re.S)


def commands() -> list[list[str]]:
    lines = [line for block in blocks("sh(?: rehearsal)?") for line in block.splitlines()]
    return [shlex.split(line.partition(">")[0]) for line in lines if line.startswith("fuhan")]


def test_rehearsal_runs_from_an_empty_folder_to_letters(tmp_path):
    (rehearsal,) = blocks("sh rehearsal")
    with Demo(0) as demo:
        (tmp_path / "map.yml").write_text(yaml.safe_dump(demo.resolve_map), encoding="utf-8")
        done = None
        for line in rehearsal.splitlines():
            words = shlex.split(line.replace("--demo", "--resolve-map map.yml --delay 0"))
            if words[0] == "fuhan":
                words[0:1] = [sys.executable, "-m", "fuhan.cli"]
            done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=180)
            assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    (site,) = json.loads(done.stdout)["sites"]
    assert site["status"] == "ok"
    assert site["letters_new"] == len(demo.publishers["www.jiangjin.gov.cn"].site.columns[0].items)
    assert list((tmp_path / "my-fixtures").rglob("expected.json"))


def test_the_guide_shows_commands():
    assert len(commands()) >= 8


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_and_option_exists(words):
    command, arguments = fuhan, words[1:]
    while isinstance(command, click.Group):
        context = command.make_context(words[0], list(arguments), resilient_parsing=False)
        rest = [*context._protected_args, *context.args]
        if not rest:
            return
        _, command, arguments = command.resolve_command(context, rest)
    command.make_context(words[0], list(arguments))


def test_example_file_loads(tmp_path):
    (example,) = blocks("yaml site")
    path = tmp_path / "sthjj-shiyan.yml"
    path.write_text(example, encoding="utf-8")
    assert registry.load_file(path).expect == [40, 400]


def test_every_strategy_has_an_example_that_loads():
    (examples,) = blocks("yaml paging")
    entries = [yaml.safe_load(line)["paging"] for line in examples.splitlines()]
    columns = [Column(id="x", url="http://a.gov.cn/", kind="mixed", paging=entry) for entry in entries]
    shown = {column.paging.strategy for column in columns}
    assert shown == {
        model.model_fields["strategy"].annotation.__args__[0] for model in paging.Paging.__origin__.__args__
    }


@pytest.mark.parametrize("model", [Site, Column, Politeness, Schedule], ids=lambda model: model.__name__)
def test_every_key_is_explained(model):
    for key in set(model.model_fields) - ({"id"} if model is Site else set()):
        assert re.search(rf"`{key}\b", GUIDE), f"docs/add-a-site.md does not explain {key}"


def test_outcomes_named_in_the_guide_exist():
    named = set(re.findall(r"`([a-z_0-9]+)`", GUIDE.partition("## When it does not work")[2]))
    told = {"challenge", "robots_denied", "robots_unreachable", "gone", "soft_404", "empty_shell", "off_host_redirect"}
    assert told <= named
    assert told <= {outcome.value for outcome in Outcome}
