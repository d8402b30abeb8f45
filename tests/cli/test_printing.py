"""Findings for people, for programs, and for GitHub."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    """GitHub shows no more than ten of a level for a step; the worst come first."""
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


def test_the_job_summary_has_every_finding_in_a_table(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not fit in annotations can be read there; bars and line breaks do not break the table."""
    summary = tmp_path / "summary.md"
    summary.write_text("Fra før\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    _printed(capsys, "github", *(_at(ERROR, f"{number} | a\nb") for number in range(12)))
    lines = summary.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "Fra før"
    assert lines[1:3] == ["| Sted | Kode | Hva | Hva du gjør |", "| --- | --- | --- | --- |"]
    assert len(lines) == 15
    assert lines[3] == "| a.md:3:7 | feil DW001 | «0 \\| a b» er feil. | Skriv 0 \\| a b. |"


def test_without_findings_the_job_summary_is_left_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build without findings writes nothing there."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    _printed(capsys, "github")
    assert not (tmp_path / "summary.md").exists()
