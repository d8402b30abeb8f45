"""Findings: their wording, their order, and their way between processes."""

from __future__ import annotations

import pickle

import pytest

from drammenworks.errors import ContentError, Finding, Location, Rule, Severity

RULE = Rule("DW000", Severity.WARNING, "«{name}» er feil.", "Skriv {better}.")


def test_a_rule_makes_findings_with_its_parameters_in_the_wording() -> None:
    """The message and the hint of a finding hold the parameters."""
    finding = RULE.at(Location("a.md", 3, 7), name="x", better=12)
    assert finding.message == "«x» er feil."
    assert finding.hint == "Skriv 12."
    assert str(finding) == "a.md:3:7: DW000 «x» er feil. Skriv 12."


def test_a_missing_parameter_is_an_error_when_the_finding_is_created() -> None:
    """A finding without a parameter that its messages need cannot be created."""
    with pytest.raises(KeyError, match="better"):
        RULE.at(Location("a.md"), name="x")


def test_braces_and_percent_signs_in_parameters_are_only_text() -> None:
    """Braces in content are not placeholders."""
    nasty = "{name} {0} {better.__class__} %s %(name)s {{}}"
    assert RULE.at(Location("a.md"), name=nasty, better="{").message == f"«{nasty}» er feil."


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        (Location("a.md"), "a.md"),
        (Location("a.md", 3), "a.md:3"),
        (Location("a.md", 3, 7), "a.md:3:7"),
        (Location("a.md", None, 7), "a.md:7"),
    ],
)
def test_a_location_shows_what_it_knows(location: Location, shown: str) -> None:
    """A location leaves out what it does not know."""
    assert str(location) == shown


def test_findings_sort_as_a_reader_meets_them() -> None:
    """By file, then line, then column; and in one place, by how much they matter."""
    worse = Rule("DW999", Severity.ERROR, "", "")
    milder = Rule("DW001", Severity.INFO, "", "")
    ordered = [
        worse.at(Location("a.md")),
        worse.at(Location("a.md", 2, 10)),
        milder.at(Location("a.md", 2, 10)),
        milder.at(Location("a.md", 10, 1)),
        worse.at(Location("b.md", 1, 1)),
    ]
    assert sorted(ordered, key=lambda finding: finding.sort_key) == ordered


def test_equal_findings_are_one() -> None:
    """The order of the parameters does not make two findings of one."""
    one = RULE.at(Location("a.md"), name="x", better="y")
    two = RULE.at(Location("a.md"), better="y", name="x")
    assert len({one, two}) == 1


def test_content_errors_survive_pickling() -> None:
    """An error retains its findings when it comes from a worker."""
    error = ContentError([RULE.at(Location("a.md", 3), name="{x}", better="y")])
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is ContentError
    assert copy.findings == error.findings
    assert str(copy) == str(error)


def test_severities_rank_from_the_worst() -> None:
    """An error is worse than a warning, which is worse than a remark."""
    assert sorted(Severity, key=lambda severity: severity.rank) == list(Severity)
    assert Finding(RULE, Location("a.md")).severity is Severity.WARNING
