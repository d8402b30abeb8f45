"""The options of ``python -m benchmarks run``, which say what a session measures."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner

from benchmarks import cli
from benchmarks.cases import Case
from benchmarks.machine import Machine
from benchmarks.results import Results
from benchmarks.session import SessionOptions


def options_of(folder: Path, *arguments: str) -> SessionOptions:
    """Return what ``run`` with these arguments asks for, without measuring anything."""
    machine = Machine("Processor", 2, 2**30, "Linux", "3.11.7", "20.0.0")
    results = Results("", "2026-11-21", machine, (), 1)
    with mock.patch.object(cli, "run_session", return_value=results) as run_session:
        page = folder / "page.md"
        done = CliRunner().invoke(cli.cli, ["run", "--write", str(page), *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    options = run_session.call_args.args[0]
    assert isinstance(options, SessionOptions)
    return options


def test_a_run_can_be_of_some_cases_peers_and_sizes(tmp_path: Path) -> None:
    """Each is a list with commas between; a repetition goes through cases in their own order."""
    options = options_of(tmp_path, "--cases", "title,cold", "--peers", "zorto,hugo", "--documents", "500,100")
    assert options.cases == (Case.COLD, Case.TITLE)
    assert options.sizes == (100, 500)
    assert dict(options.peers) == {100: ("hugo", "zorto"), 500: ("hugo", "zorto")}


def test_large_sites_are_built_by_the_fastest_peers(tmp_path: Path) -> None:
    """Unless peers are asked for."""
    options = options_of(tmp_path, "--documents", "10000,50000")
    assert dict(options.peers) == {10_000: ("hugo", "zorto-unpaged"), 50_000: ()}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--cases", "cold,lukewarm"], "lukewarm"),
        (["--documents", "1000,49"], "49"),
        (["--peers", "jekyll"], "jekyll"),
    ],
)
def test_what_does_not_exist_is_refused(arguments: list[str], message: str) -> None:
    """The message has the word that is wrong."""
    done = CliRunner().invoke(cli.cli, ["run", *arguments])
    assert done.exit_code == 2
    assert message in done.output
