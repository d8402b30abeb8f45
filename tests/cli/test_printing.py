"""Findings for people, for programs, and for GitHub."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from drammenworks.cli.print_report import print_report
from drammenworks.errors import Finding, Location, Rule, Severity
from drammenworks.pipeline.report import Report, SiteReport

ERROR = Rule("DW001", Severity.ERROR, "«{value}» er feil.", "Skriv {value}.")
WARNING = Rule("DW002", Severity.WARNING, "«{value}» er rart.", "Skriv {value}.")
INFO = Rule("DW003", Severity.INFO, "«{value}» er greit.", "Skriv {value}.")


def _at(rule: Rule, value: str, path: str = "a.md", line: int | None = 3, column: int | None = 7) -> Finding:
    return rule.at(Location(path, line, column), value=value)


def _printed(
    capsys: pytest.CaptureFixture[str], output_format: str, *findings: Finding
) -> tuple[list[str], str]:
    print_report(Report(findings=findings, seconds=1.234), output_format)
    out, err = capsys.readouterr()
    return out.splitlines(), err


def test_people_read_findings_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Place and kind first, then what is wrong, then what to do."""
    out, err = _printed(capsys, "text", _at(ERROR, "x"), _at(WARNING, "y", line=None, column=None))
    assert err == (
        "a.md:3:7: feil DW001\n  «x» er feil.\n  → Skriv x.\n\n"
        "a.md: advarsel DW002\n  «y» er rart.\n  → Skriv y.\n\n"
    )
    assert out == ["Stanset: 1 feil og 1 advarsel på 1,23 s."]


def test_the_summary_counts_what_was_done(capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each site, and one for the whole."""
    print_report(Report(sites={"a": SiteReport(3, 9, 2, 1)}, seconds=61.5), "text")
    assert capsys.readouterr().out == (
        "a: 3 sider, 9 filer (2 skrevet, 1 slettet)\nFerdig på 61,50 s med 0 feil og 0 advarsler.\n"
    )


def test_github_annotates_the_place(capsys: pytest.CaptureFixture[str]) -> None:
    """By its own commands: error, warning and notice."""
    out, err = _printed(capsys, "github", _at(ERROR, "x"), _at(WARNING, "y"), _at(INFO, "z"))
    assert err == ""
    assert out[:3] == [
        "::error file=a.md,line=3,col=7,title=DW001::«x» er feil.%0ASkriv x.",
        "::warning file=a.md,line=3,col=7,title=DW002::«y» er rart.%0ASkriv y.",
        "::notice file=a.md,line=3,col=7,title=DW003::«z» er greit.%0ASkriv z.",
    ]


def test_github_annotations_have_only_the_known_parts_of_a_location(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A finding may have no line."""
    out, _ = _printed(capsys, "github", _at(ERROR, "x", line=None, column=None))
    assert out[0].startswith("::error file=a.md,title=DW001::")


def test_what_github_would_take_for_its_own_is_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    """Percent signs, and in properties colons and commas; a line break only parts message and hint."""
    out, _ = _printed(capsys, "github", _at(ERROR, "100 %\r\n::warning::%0A", path="a,b:c%.md"))
    assert out[0] == (
        "::error file=a%2Cb%3Ac%25.md,line=3,col=7,title=DW001::"
        "«100 %25 ::warning::%250A» er feil.%0ASkriv 100 %25 ::warning::%250A."
    )


@pytest.mark.parametrize("output_format", ["text", "github"])
@pytest.mark.parametrize(
    "nasty",
    [
        "a\n::stop-commands::x",
        "a\r::add-mask::x",
        "a\u2028::error::x",
        "a\x85::error::x",
        "\x1b]0;x\x07\x1b[2J",
    ],
)
def test_content_cannot_begin_a_line_or_steer_a_terminal(
    capsys: pytest.CaptureFixture[str], output_format: str, nasty: str
) -> None:
    """Neither in annotations, nor in those beyond the tenth, nor as text; in paths no more than in values."""
    findings = [_at(ERROR, f"{number}{nasty}", path=f"{nasty}.md") for number in range(12)]
    print_report(Report(findings=tuple(findings)), output_format)
    out, err = capsys.readouterr()
    lines = [line.strip() for line in (out + err).replace("\r", "\n").splitlines()]
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == (10 if output_format == "github" else 0)
    assert all(line.startswith("::error file=") for line in commands)
    if output_format == "text":
        assert "\x1b" not in out + err


def test_ten_of_each_level_are_annotated_and_the_rest_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    """GitHub shows no more than ten of a level for a step; the worst come first. Without a summary all are read."""
    findings = [_at(WARNING, f"w{number}") for number in range(12)] + [
        _at(ERROR, f"e{number}") for number in range(11)
    ]
    out, _ = _printed(capsys, "github", *findings)
    commands = [line.split(" ", 1)[0] for line in out if line.startswith("::")]
    assert commands == ["::error"] * 10 + ["::warning"] * 10
    text = "\n".join(out)
    assert "«e10» er feil" in text
    assert "«w10» er rart" in text
    assert "«w11» er rart" in text


def test_the_ten_are_of_many_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    """A hundred errors of one rule do not hide those of another."""
    rare = Rule("DW009", Severity.ERROR, "«{value}» er sjelden.", "Skriv {value}.")
    findings = [_at(ERROR, f"{number}", path=f"a{number:03}.md") for number in range(100)]
    out, _ = _printed(capsys, "github", *findings, _at(rare, "x", path="å.md"))
    shown = [line for line in out if line.startswith("::error")]
    assert len(shown) == 10
    assert "title=DW009" in shown[-1]


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The summary of the job, in which an earlier step wrote a line."""
    file = tmp_path / "summary.md"
    file.write_text("Fra før\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    return file


def test_the_job_summary_has_every_finding_in_a_table(
    capsys: pytest.CaptureFixture[str], summary: Path
) -> None:
    """The worst first; the log says that the rest is there. Bars and line breaks do not break the table."""
    findings = [_at(WARNING, "w", path="0.md"), *(_at(ERROR, f"{number} | a\nb") for number in range(12))]
    out, _ = _printed(capsys, "github", *findings)
    lines = summary.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "Fra før"
    assert lines[1:3] == ["| Sted | Kode | Hva | Hva du gjør |", "| --- | --- | --- | --- |"]
    assert len(lines) == 16
    assert lines[3] == "| a.md:3:7 | feil DW001 | «0 \\| a b» er feil. | Skriv 0 \\| a b. |"
    assert lines[-1].startswith("| 0.md:3:7 | advarsel DW002 |")
    assert "2 funn til står i sammendraget av kjøringen." in out


@pytest.mark.parametrize(
    "text",
    [
        "@kari og @org/alle",
        "[trykk](https://ond.example)",
        "<script>alert(1)</script>",
        "![x](https://ond.example/x.png)",
        "#123 | **fet** `kode` ~~borte~~ $x$",
    ],
)
def test_no_text_formats_or_mentions_in_the_summary(
    capsys: pytest.CaptureFixture[str], summary: Path, text: str
) -> None:
    """Neither in a path nor in a value."""
    _printed(capsys, "github", _at(ERROR, text, path=text))
    table = summary.read_text(encoding="utf-8").removeprefix("Fra før\n")
    tree = LexborHTMLParser(MarkdownIt("gfm-like", {"linkify": False}).render(table))
    assert not tree.css("a, img, script, strong, em, code, s")
    assert len(tree.css("td")) == 4
    assert tree.css("td")[0].text().replace("\u200b", "").startswith(text)
    assert not re.search(r"@\w|#\d", table)


def test_the_job_summary_has_a_limit(capsys: pytest.CaptureFixture[str], summary: Path) -> None:
    """GitHub refuses one of more than 1 MiB as a whole; what has no room is counted."""
    findings = [_at(ERROR, "ø" * 350, path=f"{number}.md") for number in range(3_000)]
    _printed(capsys, "github", *findings)
    assert 500_000 < summary.stat().st_size < 1 << 20
    assert re.search(r"^\d+ funn fikk ikke plass\.$", summary.read_text(encoding="utf-8"), re.MULTILINE)


def test_gitlab_reads_a_report_of_code_quality(capsys: pytest.CaptureFixture[str]) -> None:
    """The fields that GitLab asks for, and nothing else on standard output."""
    findings = [_at(ERROR, "x"), _at(WARNING, "y", line=None, column=None), _at(INFO, "z")]
    print_report(Report(findings=tuple(findings)), "gitlab")
    out, err = capsys.readouterr()
    assert err == ""
    entries = json.loads(out)
    assert [entry["severity"] for entry in entries] == ["blocker", "major", "info"]
    fingerprints = {entry.pop("fingerprint") for entry in entries}
    assert len(fingerprints) == 3
    assert entries[0] == {
        "description": "«x» er feil. Skriv x.",
        "check_name": "DW001",
        "severity": "blocker",
        "location": {"path": "a.md", "lines": {"begin": 3}},
    }
    assert entries[1]["location"] == {"path": "a.md", "lines": {"begin": 1}}


def test_a_finding_keeps_its_fingerprint_when_its_line_moves(capsys: pytest.CaptureFixture[str]) -> None:
    """GitLab shows those as new whose fingerprint is new; two alike in a file are two."""

    def fingerprints(*lines: int) -> list[str]:
        findings = tuple(_at(ERROR, "x", line=line) for line in lines)
        print_report(Report(findings=findings), "gitlab")
        return [entry["fingerprint"] for entry in json.loads(capsys.readouterr().out)]

    assert fingerprints(3, 9) == fingerprints(5, 12)
    assert len(set(fingerprints(3, 9))) == 2


def test_without_findings_the_job_summary_is_left_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build without findings writes nothing there."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    _printed(capsys, "github")
    assert not (tmp_path / "summary.md").exists()
