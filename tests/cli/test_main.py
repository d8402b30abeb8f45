"""The command's exit codes and messages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from drammenworks import __version__
from drammenworks.pipeline import build as build_module
from tests.project import AT, Project, run, times, tree

BROKEN = "---\ntitel: Om oss\n---\n"
VAGUE = "---\ntitle: Om oss\nsites: [a]\n---\n[Les mer](project:prosjekt)\n"


def test_a_build_without_findings_exits_with_0(project: Project) -> None:
    """And prints a summary on standard output."""
    outcome = project.run("build", "--at", AT)
    assert outcome.code == 0
    assert outcome.stdout.startswith("a: 25 sider, 35 filer (35 skrevet, 0 slettet)\nb: 11 sider, 16 filer")
    assert outcome.stdout.endswith("med 0 feil og 0 advarsler.\n")
    assert outcome.stderr == ""


def test_an_error_exits_with_1_and_publishes_nothing(project: Project) -> None:
    """The findings go to standard error."""
    project.write("content/pages/om.md", BROKEN)
    outcome = project.run("build", "--at", AT)
    assert outcome.code == 1
    assert "content/pages/om.md:2:1: feil DW202\n  Feltet «titel» finnes ikke her" in outcome.stderr
    assert "→ Rett navnet, eller ta bort linjen. Mente du «title»?" in outcome.stderr
    assert outcome.stdout.startswith("Stanset: 1 feil og 0 advarsler")
    assert project.published() == set()


@pytest.mark.parametrize(
    "name",
    [
        "Nettsted (kopi) [2]",
        "50 % av #1",
        "Kari's 'æøå'",
        'a"b',
        "a&b;c=d?e",
        "{path}",
        "-x",
        "#x~",
        "😀",
        "a\u030a",
    ],
)
def test_a_project_may_lie_in_a_folder_of_any_name(name: str, project: Project) -> None:
    """The names of folders above the project have no meaning to the program."""
    moved = Project(project.root.rename(project.root.parent / name))
    for arguments in (["build"], ["check", "content/news"], ["new", "nyhet", "Noe nytt"], ["schema"]):
        outcome = moved.run(*arguments)
        assert outcome.code == 0, outcome.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_project_in_a_folder_whose_name_is_no_text_is_refused(project: Project) -> None:
    """The message asks for a new name of the folder."""
    moved = Project(project.root.rename(project.root.parent / "pr\udce6ve"))
    outcome = moved.run("build")
    assert outcome.code == 2
    assert outcome.stderr.startswith("Navnet på mappen til prosjektet")


def test_a_warning_exits_with_0_unless_strict(project: Project) -> None:
    """With --strict it stops publishing, as an error does, and the same findings are reported."""
    project.write("content/pages/om.md", VAGUE)
    strict = project.run("build", "--at", AT, "--strict")
    assert strict.code == 1
    assert project.published() == set()
    outcome = project.run("build", "--at", AT)
    assert outcome.code == 0
    assert outcome.stderr == strict.stderr
    assert "advarsel DW435" in outcome.stderr
    assert "0 feil og 1 advarsel." in outcome.stdout
    assert (project.root / "output/a/om/index.html").is_file()


def test_strict_after_an_unstrict_build_still_fails(project: Project) -> None:
    """That nothing changed since is no excuse."""
    project.write("content/pages/om.md", VAGUE)
    assert project.run("build", "--at", AT).code == 0
    assert project.run("build", "--at", AT, "--strict").code == 1
    assert project.run("build", "--at", AT).code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bygg"], "bygg"),
        (["build", "--farge"], "--farge"),
        (["build", "--format", "xml"], "xml"),
        (["build", "--at", "i går"], "«i går» er ikke et tidspunkt"),
        (["build", "--at", "2026-13-40"], "«2026-13-40» er ikke et tidspunkt"),
        (["build", "--at", "2026-11-21T25:00"], "er ikke et tidspunkt"),
        (["build", "--site", "c"], "«c» finnes ikke. Velg blant: a, b."),
        (["build", "--base-url", "eksempel.no"], "er ikke en nettadresse"),
        (["build", "--base-url", "ftp://eksempel.no"], "er ikke en nettadresse"),
        (["build", "--base-url", "https://[eksempel.no"], "er ikke en nettadresse"),
        (["build", "--base-url", "https://eksempel.no:port/"], "er ikke en nettadresse"),
        (["build", "--base-url", "https://eksempel.no/?a=b"], "er ikke en nettadresse"),
        (["build", "--base-url", ""], "er ikke en nettadresse"),
        (["check", "finnes-ikke.md"], "«finnes-ikke.md» finnes ikke"),
        (["check", "/etc/passwd"], "utenfor prosjektet"),
    ],
)
def test_wrong_usage_exits_with_2(built: Project, arguments: list[str], words: str) -> None:
    """The message names the wrong word, and nothing is built."""
    before = times(built.root / "output/a")
    outcome = built.run(*arguments)
    assert outcome.code == 2
    assert words in outcome.stderr
    assert outcome.stdout == ""
    assert times(built.root / "output/a") == before


def test_outside_a_project_the_command_exits_with_2(tmp_path: Path) -> None:
    """The message names the missing folders."""
    outcome = run(tmp_path, "build")
    assert outcome.code == 2
    assert "content/ og themes/" in outcome.stderr


def test_the_command_works_from_any_folder_of_the_project(project: Project) -> None:
    """As git does, and it writes where it always does."""
    assert run(project.root / "content/pages", "build", "--at", AT).code == 0
    assert (project.root / "output/a/index.html").is_file()


def test_an_output_that_cannot_be_written_exits_with_1(project: Project) -> None:
    """Nothing was published, and the message names what is in the way."""
    project.write("opptatt", "x")
    outcome = project.run("build", "--at", AT, "--output", "opptatt/ut")
    assert outcome.code == 1
    assert "opptatt" in outcome.stderr


def test_a_report_that_cannot_be_written_exits_with_2(project: Project) -> None:
    """That is no fault of the generator's, either."""
    project.write("opptatt", "x")
    outcome = project.run("build", "--at", AT, "--report", "opptatt/rapport.json")
    assert outcome.code == 2
    assert "opptatt" in outcome.stderr


@pytest.mark.parametrize("path", ["content/pages/om.md", "output/a/index.html", ".cache/build/rapport.json"])
def test_a_report_takes_the_place_of_nothing(published: Project, path: str) -> None:
    """Neither the sources nor the output; nothing is built."""
    before = tree(published.root)
    outcome = published.run("build", "--at", AT, "--report", path)
    assert outcome.code == 2
    assert f"«{path}» ligger i " in outcome.stderr
    assert tree(published.root) == before


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_a_build_works_without_output_streams(project: Project, closed: str) -> None:
    """Python has no such stream when whoever started it has closed it."""
    code = f"import sys; sys.{closed} = None; from drammenworks.cli import main; main()"
    arguments = [sys.executable, "-c", code, "build", "--at", AT]
    done = subprocess.run(arguments, cwd=project.root, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (project.root / "output/a/index.html").is_file()


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_of_ours_exits_with_70(
    project: Project, monkeypatch: pytest.MonkeyPatch, debug: bool
) -> None:
    """With a traceback only with --debug, and never with the exit code of content errors."""

    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("oida")

    monkeypatch.setattr(build_module, "update_plan", fail)
    outcome = project.run(*(["--debug"] if debug else []), "build", "--at", AT)
    assert outcome.code == 70
    assert "ZeroDivisionError: oida" in outcome.stderr
    assert ("Traceback" in outcome.stderr) is debug
    assert ("Det er ikke din feil" in outcome.stderr) is not debug


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["-h"], ["build", "--help"], ["check", "-h"]]
)
def test_help_is_given_outside_a_project(tmp_path: Path, arguments: list[str]) -> None:
    """Somebody who asks for help may be anywhere."""
    outcome = run(tmp_path, *arguments)
    assert outcome.code == 0
    assert outcome.stdout
    if arguments == ["--version"]:
        assert __version__ in outcome.stdout


def test_the_process_exits_with_the_commands_code(project: Project) -> None:
    """And its output is UTF-8, whatever the locale."""
    project.write("content/pages/om.md", BROKEN)
    done = subprocess.run(
        [sys.executable, "-m", "drammenworks", "build", "--at", AT],
        cwd=project.root,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        check=False,
    )
    assert done.returncode == 1
    assert "«titel»" in done.stderr.decode("utf-8")


_ENDS = """
import atexit, os, sys
from drammenworks.cli import main
atexit.register(print, "freed")
main()
"""


def ended(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a separate process that reports if it frees its objects before it ends."""
    return subprocess.run(
        [sys.executable, "-c", _ENDS, *arguments],
        cwd=project.root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(("content", "code"), [(VAGUE, 0), (BROKEN, 1)])
def test_a_build_ends_without_freeing_its_objects(project: Project, content: str, code: int) -> None:
    """All output is printed by then, its report is complete, and output and cache are unlocked."""
    project.write("content/pages/om.md", content)
    done = ended(project, "build", "--at", AT, "--report", "rapport.json", "--format", "json")
    assert done.returncode == code
    assert json.loads(done.stdout) == json.loads((project.root / "rapport.json").read_text(encoding="utf-8"))
    assert not {"lock", "journal", "stage"} & {path.name for path in project.root.rglob("*")}
    assert done.stderr == ""


def test_other_commands_end_as_any_program_does(project: Project) -> None:
    """They make little, and a preview has more to let go of than memory."""
    assert ended(project, "check").stdout.endswith("freed\n")


def test_a_reader_that_goes_away_does_not_change_the_exit_code(published: Project) -> None:
    """``drammenworks build | head`` is a build that went well."""
    with subprocess.Popen(
        [sys.executable, "-m", "drammenworks", "build", "--at", AT, "--format", "json"],
        cwd=published.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(os.name == "nt", reason="pipes are other things there")
def test_a_reader_that_goes_away_is_no_fault_of_ours(published: Project) -> None:
    """``drammenworks urls | head`` ends as other programs do: without a word."""
    with subprocess.Popen(
        [sys.executable, "-m", "drammenworks", "urls", "--at", AT],
        cwd=published.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


def test_a_program_that_is_stopped_while_it_is_loaded_ends_without_a_word(project: Project) -> None:
    """As it does later: Ctrl-C is no fault."""
    (project.root / "click.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "drammenworks", "urls"], cwd=project.root, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, b"")
