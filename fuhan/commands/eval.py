"""`fuhan eval DIR`: compare the parser's records with expected ones."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from parsers import parse
from parsers.evaluation import Score, compare, overall


@click.command(name="eval")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--show", "shown", multiple=True, metavar="FIELD", help="Print the mismatches of this field (or `all`).")
@click.option("--case", "only", help="Only cases whose name contains this.")
@click.option("--fail-under", type=float, default=0.0, help="Exit with status 1 when the overall F1 is below this.")
def command(folder: Path, shown: tuple[str, ...], only: str | None, fail_under: float) -> None:
    """Compare records with DIR/<case>/expected.json and print support, precision, recall and F1 per field.

    \b
    Example:
      fuhan eval tests/cases
      fuhan eval tests/cases --show commitments.due_end --case 24
    """
    cases = sorted(path.parent for path in folder.glob("*/expected.json") if not only or only in path.parent.name)
    if not cases:
        raise click.ClickException(
            f"No case in {folder}: it needs folders with page.html, meta.json and expected.json."
        )
    scores: dict[str, Score] = {}
    exact = 0
    for case in cases:
        before = sum(len(s.mismatches) for s in scores.values())
        compare(case.name, json.loads((case / "expected.json").read_text("utf-8")), _record(case), scores)
        exact += sum(len(s.mismatches) for s in scores.values()) == before
    _print(scores, shown)
    whole = overall(scores)
    click.echo(
        f"{len(cases)} cases, {exact} exact; overall P {whole.precision:.4f}  R {whole.recall:.4f}  F1 {whole.f1:.4f}"
    )
    if whole.f1 < fail_under:
        sys.exit(1)


def _record(case: Path) -> dict[str, object] | None:
    meta = json.loads((case / "meta.json").read_text("utf-8"))
    page = case / "page.html"
    if not page.exists():
        return None
    return parse(page.read_bytes(), meta["url"], meta.get("content_type")).to_dict()


def _print(scores: dict[str, Score], shown: tuple[str, ...]) -> None:
    click.echo(f"{'field':32} {'support':>7} {'P':>7} {'R':>7} {'F1':>7}")
    for name, score in sorted(scores.items()):
        click.echo(f"{name:32} {score.expected:7d} {score.precision:7.4f} {score.recall:7.4f} {score.f1:7.4f}")
        if name in shown or "all" in shown:
            for case, what, value in score.mismatches:
                click.echo(f"    {case}: {what} {value[:300]}")
