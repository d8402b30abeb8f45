"""Every command that the documents and the help print does what they say, on every day of the week."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from unittest import mock
from zoneinfo import ZoneInfo

import click
import pytest

from drammenworks.cli.main import cli
from tests.project import Project, run

_ROOT = Path(__file__).parents[1]
_OSLO = ZoneInfo("Europe/Oslo")
_FILES = sorted([*(_ROOT / "docs").glob("*.md"), _ROOT / "README.md"])
_CODE = re.compile(r"`([^`\n]+)`|^ {4}(\S.*)$|^(python3 .*|py .*|drammenworks .*)$", re.MULTILINE)
_PROGRAM = re.compile(r"(?:python3 build\.py|py build\.py|build\.py|(?:\.venv/bin/)?drammenworks)(?=\s|$)")
_COMMENT = re.compile(r"\s{2,}#.*$")
_DAYS = [
    datetime(year, month, day, 12, tzinfo=_OSLO) + timedelta(days=number)
    # An ordinary week, and the weeks in which the clocks change.
    for year, month, day in ((2026, 11, 16), (2027, 3, 25), (2026, 10, 22))
    for number in range(7)
]


class Documented(NamedTuple):
    """A command in a document."""

    file: str
    arguments: tuple[str, ...]


def _commands(text: str, file: str) -> Iterator[Documented]:
    names = set(cli.commands) | {"test"}
    for found in _CODE.finditer(text):
        code = _COMMENT.sub("", next(filter(None, found.groups()))).strip()
        program = _PROGRAM.match(code)
        rest = code[program.end() :] if program is not None else code
        if program is None and rest.partition(" ")[0] != "new":
            continue
        if not any(sign in rest for sign in "…<|["):
            arguments = tuple(shlex.split(rest))
            if program is not None or arguments[0] in names:
                yield Documented(file, arguments)


def _documented() -> list[Documented]:
    found = [one for file in _FILES for one in _commands(file.read_text(encoding="utf-8"), file.name)]
    return list(dict.fromkeys(found))


COMMANDS = _documented()
NEW = [one for one in COMMANDS if "new" in one.arguments and len(one.arguments) > 2]


def _help_texts() -> Iterator[str]:
    for command in cli.commands.values():
        yield command.help or ""
        yield from (getattr(parameter, "help", None) or "" for parameter in command.params)


def test_the_documents_have_commands() -> None:
    """Without any, the tests below would prove nothing."""
    assert {one.file for one in NEW} >= {"README.md", "innhold.md", "redaktorhandbok.md"}
    assert {one.arguments[0] for one in COMMANDS if one.arguments} >= {"serve", "check", "schema", "new"}


@pytest.mark.parametrize("documented", COMMANDS, ids=lambda one: f"{one.file}: {' '.join(one.arguments)}")
def test_a_documented_command_can_be_parsed(documented: Documented) -> None:
    """Its name, its options and the number of its arguments are right."""
    arguments = list(documented.arguments) or ["build"]
    if arguments[0] == "test":
        return  # What follows goes to pytest.
    context = click.Context(cli, info_name="drammenworks", **cli.context_settings)
    name, command, rest = cli.resolve_command(context, cli.make_parser(context).parse_args(arguments)[1])
    assert command is not None
    # A name alone stands for the command with any arguments.
    command.make_context(name, list(rest), parent=context, resilient_parsing=not rest)


@pytest.mark.parametrize("now", _DAYS, ids=lambda now: f"{now:%a %d %b}")
@pytest.mark.parametrize("file", sorted({one.file for one in NEW}))
def test_documented_new_documents_are_created_on_every_day(
    file: str, now: datetime, project: Project
) -> None:
    """The commands of a document, one after the other."""
    with mock.patch("drammenworks.cli.new.now", return_value=now):
        for one in NEW:
            if one.file == file:
                outcome = run(project.root, *one.arguments)
                assert outcome.code == 0, f"{one.arguments}: {outcome.stderr}"


@pytest.mark.parametrize("now", _DAYS, ids=lambda now: f"{now:%a %d %b}")
def test_examples_of_dates_in_help_and_messages_are_accepted_on_every_day(
    now: datetime, project: Project
) -> None:
    """The help of ``--date``, and what an unclear date is answered with."""
    with mock.patch("drammenworks.cli.new.now", return_value=now):
        refused = run(project.root, "new", "arrangement", "Uklart", "--date", "x").stderr
        examples = [
            example
            for text in (*_help_texts(), refused.partition("Skriv for eksempel")[2])
            for example in re.findall("«([^»]*)»", " ".join(text.split()))
            if re.search(r"\d", example)
        ]
        assert len(examples) > 3
        for number, example in enumerate(examples):
            outcome = run(project.root, "new", "arrangement", f"Nummer {number}", "--date", example)
            assert outcome.code == 0, f"{example}: {outcome.stderr}"
