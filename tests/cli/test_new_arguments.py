"""What is typed after ``new``, and what a message tells the reader to type instead."""

from __future__ import annotations

import shlex

import pytest

from drammenworks.base.prog_name import VARIABLE, program_call
from drammenworks.cli.new import quoted_arguments
from tests.project import Project


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("nyhet Frokost om rekruttering", 'nyhet "Frokost om rekruttering"'),
        ("nyhet Frokost om rekruttering --site a", 'nyhet "Frokost om rekruttering" --site a'),
        ("--site a nyhet Frokost om rekruttering", '--site a nyhet "Frokost om rekruttering"'),
        ("nyhet --site a Frokost om rekruttering", 'nyhet --site a "Frokost om rekruttering"'),
        ("nyhet --site=a Frokost om", 'nyhet --site a "Frokost om"'),
        ("arrangement Møte --date neste torsdag 08.00", 'arrangement Møte --date "neste torsdag 08.00"'),
        ("arrangement Et møte --date 1. mai 2027 08.00", 'arrangement "Et møte" --date "1. mai 2027 08.00"'),
        ("nyhet “Frokost om rekruttering”", 'nyhet "Frokost om rekruttering"'),
        ("nyhet «Frokost om»", 'nyhet "Frokost om"'),
        ("nyhet „Frokost om”", 'nyhet "Frokost om"'),
        ("person Kari Nordmann", 'person "Kari Nordmann"'),
        ("sted Kafé i gata - den nye", 'sted "Kafé i gata - den nye"'),
    ],
)
def test_words_that_belong_together_are_quoted(typed: str, right: str) -> None:
    """Whatever the order of options and title."""
    assert quoted_arguments(typed.split()) == right


@pytest.mark.parametrize(
    "typed",
    [
        "nyhet Frokost om rekruttering",
        "person Ola Hansen",
        "arrangement Et møte --date 1. mai 2027 kl. 08.00",
    ],
)
def test_the_advice_for_an_unquoted_title_works_as_it_stands(project: Project, typed: str) -> None:
    """What the message says to type creates the document."""
    outcome = project.run("new", *typed.split())
    assert outcome.code == 2
    advice = outcome.stderr.strip().splitlines()[-1]
    assert shlex.split(advice)[0] == "drammenworks"
    assert project.run(*shlex.split(advice)[1:]).code == 0


@pytest.mark.parametrize(
    ("environment", "argv0", "call"),
    [
        ({VARIABLE: "py build.py"}, "x/__main__.py", "py build.py"),
        ({VARIABLE: "python3 ../build.py"}, "x", "python3 ../build.py"),
        ({}, "/usr/bin/drammenworks", "drammenworks"),
        ({}, "Scripts/drammenworks.exe", "drammenworks"),
        ({}, "x/__main__.py", "python -m drammenworks"),
    ],
)
def test_the_program_is_called_as_it_was(environment: dict[str, str], argv0: str, call: str) -> None:
    """By build.py, on Windows too, or as the installed command."""
    assert program_call(environment, argv0) == call


def test_errors_of_usage_show_the_call(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the module that build.py starts."""
    monkeypatch.setenv(VARIABLE, "py build.py")
    said = project.run("new", "nyhet").stderr
    assert "Bruk: py build.py new [VALG] TYPE TITTEL" in said
    assert "«py build.py new --help»" in said
    assert "py build.py new -- nyhet" in project.run("new", "nyhet", "-5 grader").stderr
