"""The command in English and in norwegian."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.project import AT, Project

BROKEN = "---\ntitel: Om oss\n---\n"


def _run(project: Project, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DRAMMENWORKS_LANG", "LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE")
    }
    return subprocess.run(
        [sys.executable, "-m", "drammenworks", *arguments],
        cwd=project.root,
        env=inherited | environment,
        capture_output=True,
        check=False,
    )


def test_findings_are_in_the_selected_language(project: Project) -> None:
    """Codes and exit codes are the same in both."""
    project.write("content/pages/om.md", BROKEN)
    english = _run(project, "--lang", "en", "build", "--at", AT)
    norwegian = _run(project, "--lang", "nb", "build", "--at", AT)
    assert (english.returncode, norwegian.returncode) == (1, 1)
    assert "error DW202\n  There is no field “titel” here" in english.stderr.decode()
    assert "feil DW202\n  Feltet «titel» finnes ikke her" in norwegian.stderr.decode()
    assert english.stdout.decode().startswith("Stopped: 1 error and 0 warnings in ")


def test_the_report_is_in_the_selected_language(project: Project) -> None:
    """What programs go by, the code and the severity, is not translated."""
    project.write("content/pages/om.md", BROKEN)
    outcome = _run(project, "build", "--at", AT, "--format", "json", DRAMMENWORKS_LANG="en")
    finding = json.loads(outcome.stdout)["findings"][0]
    assert (finding["code"], finding["severity"]) == ("DW202", "error")
    assert finding["message"] == "There is no field “titel” here, so its value would not be used."


def test_an_up_to_date_build_repeats_its_warnings_in_the_selected_language(project: Project) -> None:
    """The cache stores phrases, not text."""
    project.write("content/pages/om.md", "---\ntitle: Om\nsites: [a]\n---\n[Les mer](project:prosjekt)\n")
    assert "Lenketeksten" in _run(project, "build", "--at", AT).stderr.decode()
    assert "The link text “Les mer”" in _run(project, "--lang=en", "build", "--at", AT).stderr.decode()


@pytest.mark.parametrize("arguments", [["--lang", "en", "--help"], ["--lang", "en", "build", "--help"]])
def test_help_is_in_english(built: Project, arguments: list[str]) -> None:
    """click's words and ours."""
    said = _run(built, *arguments).stdout.decode()
    assert "Usage: " in said
    assert "Show this message and exit." in said
    assert not set("æøå«»") & set(said)


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["cache", "prune", "--help"]])
def test_help_is_in_norwegian(built: Project, arguments: list[str]) -> None:
    """click's words and ours."""
    said = _run(built, *arguments).stdout.decode()
    assert said.startswith("Bruk: ")
    assert "Vis denne hjelpen og avslutt." in said
    assert "Options" not in said


@pytest.mark.parametrize(
    ("arguments", "norwegian", "english"),
    [
        (["bygg"], "Kommandoen 'bygg' finnes ikke.", "No such command 'bygg'."),
        (["build", "--farge"], "Valget '--farge' finnes ikke.", "No such option '--farge'."),
        (["build", "--format", "xml"], "'xml' er ikke en av", "'xml' is not one of"),
        (["build", "--at", "i går"], "«i går» er ikke et tidspunkt", "“i går” is not a point in time"),
        (["build", "--site", "c"], "Nettstedet «c» finnes ikke.", "The site “c” does not exist."),
        (["check", "x.md"], "«x.md» finnes ikke.", "“x.md” does not exist."),
    ],
)
def test_wrong_usage_is_reported_in_both_languages(
    built: Project, arguments: list[str], norwegian: str, english: str
) -> None:
    """And exits with the same code."""
    for lang, words in (("nb", norwegian), ("en", english)):
        outcome = _run(built, "--lang", lang, *arguments)
        assert outcome.returncode == 2
        assert words in outcome.stderr.decode()


def test_an_unknown_language_is_wrong_usage(built: Project) -> None:
    """When it is selected by name."""
    outcome = _run(built, "--lang", "xx", "check")
    assert outcome.returncode == 2
    assert "'xx'" in outcome.stderr.decode()


@pytest.mark.parametrize(
    "environment",
    [
        {"DRAMMENWORKS_LANG": "xx"},
        {"LANG": "C"},
        {"LC_ALL": "tlh_QO.UTF-8"},
        {"NO_COLOR": "1"},
        {"PYTHONIOENCODING": "ascii", "LANG": "C"},
        {"PYTHONIOENCODING": "latin-1:strict", "PYTHONUTF8": "0"},
    ],
)
def test_no_environment_gives_a_traceback(project: Project, environment: dict[str, str]) -> None:
    """Findings are reported, with all their letters, wherever the command runs."""
    project.write("content/pages/om.md", BROKEN)
    outcome = _run(project, "check", "--at", AT, **environment)
    assert outcome.returncode == 1
    assert "feil DW202\n  Feltet «titel» finnes ikke her" in outcome.stderr.decode()


@pytest.mark.skipif(os.name == "nt", reason="names of files are Unicode there")
def test_a_path_of_other_bytes_gives_no_traceback(built: Project) -> None:
    """A name that is no UTF-8 is reported as well as can be."""
    outcome = subprocess.run(
        [sys.executable.encode(), b"-m", b"drammenworks", b"check", b"x\xff.md"],
        cwd=built.root,
        capture_output=True,
        check=False,
    )
    assert outcome.returncode == 2
    assert "«x\\udcff.md» finnes ikke." in outcome.stderr.decode()
