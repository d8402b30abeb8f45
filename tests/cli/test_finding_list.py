"""What is printed of many findings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.cli.print_report import print_report
from drammenworks.cli.shorten_findings import by_severity, shorten
from drammenworks.errors import Finding, Location, Rule, Severity
from drammenworks.pipeline.report import Report, in_order

ERROR = Rule("DW001", Severity.ERROR, "«{value}» er feil.", "Rett.")
OTHER_ERROR = Rule("DW004", Severity.ERROR, "«{value}» er galt.", "Rett.")
WARNING = Rule("DW002", Severity.WARNING, "«{value}» er rart.", "Rett.")
INFO = Rule("DW003", Severity.INFO, "«{value}» er greit.", "Rett.")
RULES = (ERROR, OTHER_ERROR, WARNING, INFO)


def _at(rule: Rule, path: str = "a.md", line: int | None = 3) -> Finding:
    return rule.at(Location(path, line), value="x")


def _printed(capsys: pytest.CaptureFixture[str], *findings: Finding, show_all: bool = False) -> str:
    print_report(Report(findings=in_order(findings)), "text", show_all=show_all)
    return capsys.readouterr().err


def test_errors_come_first(capsys: pytest.CaptureFixture[str]) -> None:
    """Then warnings, then remarks; in each group by place."""
    printed = _printed(
        capsys, _at(INFO, "a.md"), _at(ERROR, "c.md"), _at(WARNING, "b.md"), _at(ERROR, "b.md")
    )
    firsts = [block.splitlines()[0] for block in printed.strip().split("\n\n")]
    assert firsts == [
        "b.md:3: feil DW001",
        "c.md:3: feil DW001",
        "b.md:3: advarsel DW002",
        "a.md:3: merknad DW003",
    ]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_few_of_a_rule_in_a_file_are_shown_one_by_one(
    capsys: pytest.CaptureFixture[str], count: int
) -> None:
    """Each has a message of its own."""
    printed = _printed(capsys, *(_at(WARNING, line=line) for line in range(1, count + 1)))
    assert printed.count("DW002") == count
    assert "steder" not in printed


def test_more_than_a_few_of_a_rule_in_a_file_are_one_entry_with_the_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The first one stands for all."""
    printed = _printed(capsys, *(_at(WARNING, line=line) for line in (3, 5, 8, 13)), _at(ERROR, line=4))
    assert printed == (
        "a.md:4: feil DW001\n  «x» er feil.\n  → Rett.\n\n"
        "a.md:3: advarsel DW002\n  «x» er rart.\n  → Rett.\n  4 steder i filen: linje 3, 5, 8, 13\n\n"
    )


def test_the_lines_of_an_entry_are_limited(capsys: pytest.CaptureFixture[str]) -> None:
    """A file with ten thousand does not fill the screen."""
    printed = _printed(capsys, *(_at(WARNING, line=line) for line in range(1, 10_001)))
    assert "10000 steder i filen: linje 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 og 9990 til" in printed
    assert printed.count("\n") == 5


def test_findings_without_a_line_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """Such as those of a picture, with different values."""
    findings = [WARNING.at(Location("a.md"), value=str(number)) for number in range(5)]
    assert "  5 steder i filen\n  «0», «1», «2», «3», «4»\n" in _printed(capsys, *findings)


def test_an_entry_says_which_values_it_has(capsys: pytest.CaptureFixture[str]) -> None:
    """The first tells of one of them only; a dozen are enough."""
    tags = [WARNING.at(Location("a.md", 3), value=f"emne{number:02}") for number in range(14)]
    printed = _printed(capsys, *tags)
    assert "14 steder i filen: linje 3\n  «emne00», «emne01»," in printed
    assert "«emne11» og 2 til\n" in printed
    assert "emne12" not in printed


def test_a_long_value_is_named_by_its_beginning(capsys: pytest.CaptureFixture[str]) -> None:
    """A screen has room for all of them."""
    long = [WARNING.at(Location("a.md", 3), value=f"{number}{'x' * 300}") for number in range(4)]
    [line] = [
        line for line in _printed(capsys, *long).splitlines() if line.startswith("  «0x") and "3x" in line
    ]
    assert len(line) < 200


def test_many_findings_end_in_a_screen_or_two(capsys: pytest.CaptureFixture[str]) -> None:
    """As of a whole blog: the worst of each kind are shown, and the rest is counted by rule."""
    findings = [_at(INFO, f"post-{post:03}.md", line) for post in range(750) for line in range(1, 20)] + [
        _at(WARNING, f"post-{post:03}.md", 30) for post in range(0, 750, 3)
    ]
    findings += [_at(ERROR, f"post-{post:03}.md", 40) for post in range(0, 750, 200)]
    printed = _printed(capsys, *findings)
    assert printed.count("\n") < 80
    for post in range(0, 750, 200):
        assert f"post-{post:03}.md:40: feil DW001" in printed
    assert f"Ikke vist over: {len(findings) - 15} funn. Legg til --all for å se alle." in printed
    assert "  advarsel DW002: 239 i 239 filer, først i post-033.md\n" in printed
    assert "  merknad DW003: 14250 i 750 filer, først i post-000.md\n" in printed


def test_all_are_shown_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """One by one, the errors first."""
    findings = [_at(rule, f"{n:03}.md", line) for n in range(50) for line in (1, 2, 3, 4) for rule in RULES]
    printed = _printed(capsys, *findings, show_all=True)
    assert printed.count("→") == len(findings)
    assert printed.index("049.md:4: feil") < printed.index("advarsel")
    assert "Ikke vist" not in printed


@given(
    st.lists(
        st.builds(
            _at,
            st.sampled_from(RULES),
            st.sampled_from(["a", "b", "c", *map(str, range(40))]),
            st.integers(1, 9),
        ),
        max_size=200,
    )
)
def test_nothing_is_lost_or_told_twice(found: list[Finding]) -> None:
    """What is shown and what is counted are together all there is, and no shown entry is less severe than
    a hidden error.
    """
    findings = in_order(found)
    shortened = shorten(findings)
    shown = [finding for entry in shortened.entries for finding in entry.findings]
    assert len(shown) + sum(of_rule.findings for of_rule in shortened.left_out) == len(findings)
    assert len(shortened.entries) <= 20
    ranks = [entry.first.severity.rank for entry in shortened.entries]
    assert ranks == sorted(ranks)
    for of_rule in shortened.left_out:
        assert of_rule.rule.severity.rank >= max(ranks)
    assert by_severity(findings)[:1] == shown[:1]
