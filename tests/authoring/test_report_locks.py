"""Reports that are locked: what may change in them, and how they are locked again."""

from __future__ import annotations

import pytest

from tests.project import Project

REPORT = "content/reports/rapport/index.md"
ERRATUM = 'errata:\n  - {date: 2026-05-01, text: "Tallet for 2024 var galt."}\n'


@pytest.fixture
def locked(project: Project) -> Project:
    """Return a project whose report is locked."""
    outcome = project.run("lock", "content/reports/rapport")
    assert outcome.code == 0, outcome.stderr
    assert outcome.stdout == f"{REPORT}: låst\n"
    return project


def test_a_locked_report_builds_as_before(locked: Project) -> None:
    """The lock is a line of its front matter, and shown nowhere."""
    line = next(line for line in locked.read(REPORT).splitlines() if line.startswith("locked:"))
    lock = line.removeprefix('locked: "').removesuffix('"')
    assert [len(part) for part in lock.split("-")] == [8, 8, 8, 1]
    locked.build()
    assert lock not in locked.output("a/rapporter/rapport/index.html")


@pytest.mark.parametrize(
    ("path", "old", "new", "part"),
    [
        (REPORT, "title: Rapporten", "title: En rapport", "feltene øverst"),
        (REPORT, "message: Stadig flere", "message: Stadig færre", "feltene øverst"),
        (REPORT, "::: chart vekst", "Et avsnitt til.\n\n::: chart vekst", "teksten"),
        ("content/reports/rapport/medlemmer.csv", "10", "11", "filene med tall"),
    ],
)
def test_a_change_without_an_erratum_is_an_error(
    locked: Project, path: str, old: str, new: str, part: str
) -> None:
    """In a field, in the text or in its data, which is said; the command refuses to lock it."""
    locked.change(path, old, new)
    [finding] = locked.findings()
    assert f"DW281 Årsrapporten er låst, men siden da er dette endret: {part}. " in finding
    outcome = locked.run("lock")
    assert outcome.code == 1
    assert "uten en ny rettelse under «errata»" in outcome.stdout
    locked.change(path, new, old)
    locked.build()


def test_a_change_with_an_erratum_is_locked_again(locked: Project) -> None:
    """Until then it is a warning; afterwards the next change is an error."""
    locked.change(REPORT, "title: Rapporten", f"title: Rapporten igjen\n{ERRATUM.rstrip()}")
    assert locked.codes() == ["DW282"]
    assert locked.run("lock").stdout == f"{REPORT}: låst\n"
    locked.build()
    locked.change(REPORT, "Rapporten igjen", "Rapporten atter")
    assert locked.codes() == ["DW281"]


def test_an_erratum_cannot_be_taken_back(locked: Project) -> None:
    """What was told of stays told of."""
    locked.change(REPORT, "year:", f"{ERRATUM}year:")
    locked.build()
    locked.run("lock")
    locked.change(REPORT, ERRATUM, "")
    assert locked.codes() == ["DW283"]
    assert locked.run("lock").code == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Rapporten", "aliases: [/gammel/]\ntitle: Rapporten"),
        ("title: Rapporten", "tags: [Vekst]\ntitle: Rapporten"),
        ("title: Rapporten", "title:   Rapporten  # tittelen"),
        ("title: Rapporten\nyear: 2025", "year: 2025\ntitle: Rapporten"),
    ],
)
def test_what_says_nothing_of_the_year_may_change(locked: Project, old: str, new: str) -> None:
    """Addresses, terms, comments and the order of fields."""
    locked.change(REPORT, old, new)
    locked.build()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (REPORT, "Et langt avsnitt over\nto  linjer."),
        (REPORT, "Et langt avsnitt\nover to\nlinjer.\n\n"),
        (REPORT, "Et langt   avsnitt over to linjer.   "),
        ("content/reports/rapport/medlemmer.csv", "År,Medlemmer\n\n2024,10\n2025,12"),
        (
            "content/reports/rapport/medlemmer.csv",
            'sep=;\nÅr; "Medlemmer"\n2024;10;\n2025;12\n\n'.replace(' "M', '"M'),
        ),
    ],
)
def test_what_no_reader_sees_may_change(project: Project, path: str, text: str) -> None:
    """Where lines break in a paragraph, how many spaces there are, and how a table is written."""
    project.change(REPORT, "::: figures", "Et langt avsnitt over to linjer.\n\n::: figures")
    project.run("lock", REPORT)
    if path == REPORT:
        project.change(REPORT, "Et langt avsnitt over to linjer.", text)
    else:
        project.write(path, text)
    assert "DW281" not in project.codes()


def test_the_letter_may_be_folded_anew(project: Project) -> None:
    """Its paragraphs are what they were; an empty line makes two of one."""
    project.change(REPORT, "year: 2025", "letter:\n  text: |\n    Vi er\n    flere.\n\n    Takk.\nyear: 2025")
    project.run("lock", REPORT)
    project.change(REPORT, "    Vi er\n    flere.", "    Vi er flere.")
    project.build()
    project.change(REPORT, "    Vi er flere.", "    Vi er\n\n    flere.")
    assert project.codes() == ["DW281"]


def test_line_ends_do_not_count(locked: Project) -> None:
    """Version control changes them from one system to another."""
    for path in (REPORT, "content/reports/rapport/medlemmer.csv"):
        locked.write(path, locked.read(path).replace("\n", "\r\n"))
    locked.build()
    assert locked.run("lock").stdout == f"{REPORT}: uendret siden den ble låst\n"


def test_a_file_with_other_line_ends_keeps_them(project: Project) -> None:
    """The lock is one more line, and nothing else differs."""
    before = project.read(REPORT).replace("\n", "\r\n")
    project.write(REPORT, before)
    project.run("lock", REPORT)
    after = (project.root / REPORT).read_bytes().decode()
    added = [line for line in after.split("\r\n") if line.startswith("locked:")]
    assert after.replace(f"{added[0]}\r\n", "") == before


def test_only_reports_that_are_named_or_locked_are_locked(project: Project) -> None:
    """Without a path nothing is locked that was not locked before."""
    outcome = project.run("lock")
    assert (outcome.code, outcome.stdout) == (0, "")
    assert "ingen årsrapporter" in outcome.stderr
    assert "locked" not in project.read(REPORT)


def test_a_translation_has_a_lock_of_its_own(locked: Project) -> None:
    """It does not take over that of its original."""
    locked.write("content/reports/rapport/index.en.md", "---\ntitle: The report\n---\nText.\n")
    locked.build()
    assert locked.run("lock", "content/reports/rapport").stdout.splitlines() == [
        "content/reports/rapport/index.en.md: låst",
        f"{REPORT}: uendret siden den ble låst",
    ]
    locked.change("content/reports/rapport/index.en.md", "Text.", "Other text.")
    assert locked.codes() == ["DW281"]


def test_a_broken_report_is_not_locked(project: Project) -> None:
    """Nobody knows what it says."""
    project.change(REPORT, "year: 2025", "year: i fjor")
    outcome = project.run("lock", REPORT)
    assert outcome.code == 1
    assert "kan ikke låses før feilene i den er rettet" in outcome.stdout
    assert "locked" not in project.read(REPORT)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (REPORT, "::: chart vekst", "[figure:ukjent]\n\n::: chart vekst"),
        (REPORT, "::: chart vekst", "[en side](page:finnes-ikke)\n\n::: chart vekst"),
        (REPORT, "figures: [medlemmer]", "figures: [ukjent]"),
        (REPORT, "medlemmer.csv", "borte.csv"),
        ("content/reports/rapport/medlemmer.csv", "2024;10", "2024;10;11"),
    ],
)
def test_a_report_with_errors_is_not_locked(project: Project, path: str, old: str, new: str) -> None:
    """In its fields, its text or its data, also where only the other documents show it."""
    project.change(path, old, new)
    outcome = project.run("lock", REPORT)
    assert outcome.code == 1
    assert "kan ikke låses før feilene i den er rettet" in outcome.stdout
    assert "locked" not in project.read(REPORT)


def test_an_error_elsewhere_keeps_no_report_from_being_locked(project: Project) -> None:
    """Only what the report says counts."""
    project.change("content/pages/om.md", "title:", "titel:")
    assert project.run("lock", REPORT).stdout == f"{REPORT}: låst\n"


def test_a_lock_that_is_none_is_an_error(project: Project) -> None:
    """Somebody wrote it by hand."""
    project.change(REPORT, "year: 2025", "year: 2025\nlocked: ja")
    assert project.codes() == ["DW284"]
