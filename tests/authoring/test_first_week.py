"""An editor's first week: every kind is created, filled in, misspelt, mended, renamed, translated and deleted.

It ends with ``check --strict`` without a finding, whatever day it begins on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import pytest

from tests.project import Outcome, Project, as_lines

_OSLO = ZoneInfo("Europe/Oslo")
_ORDINARY_MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=_OSLO)
_BEGINNINGS = [
    _ORDINARY_MONDAY,
    *(
        pytest.param(day, marks=pytest.mark.slow)
        for day in (
            *(_ORDINARY_MONDAY + timedelta(days=number) for number in range(1, 7)),
            # The clocks go forward on 28 March and back on 31 October: before, during and after.
            *(datetime(2027, 3, day, 9, 30, tzinfo=_OSLO) for day in (25, 27, 28, 29)),
            *(datetime(2027, 10, day, 9, 30, tzinfo=_OSLO) for day in (28, 30, 31)),
            datetime(2027, 11, 1, 9, 30, tzinfo=_OSLO),
        )
    ),
]

_CHOSEN: Mapping[str, Mapping[str, str]] = {
    "content/places/kaffebaren.md": {"category": "eatery"},
    "content/reports/arsrapport/index.md": {"year": "2026"},
    "content/videos/opptaket/index.md": {"provider": "youtube", "id": "abc123DEF45", "date": "2026-11-12"},
}
"""What the author chooses in place of each placeholder that is no text."""

_CREATED = {
    "content/projects/gronne-tak.md": ["prosjekt", "Grønne tak"],
    "content/reports/arsrapport/index.md": ["årsrapport", "Årsrapport"],
    "content/videos/opptaket/index.md": ["video", "Opptaket"],
    "content/events/frokostmote.md": ["arrangement", "Frokostmøte", "--date", "neste torsdag 08.00"],
    "content/news/frokost-om-rekruttering.md": ["nyhet", "Frokost om rekruttering"],
    "content/people/nora-nilsen.yaml": ["person", "Nora Nilsen"],
    "content/organisations/bedriften.yaml": ["organisasjon", "Bedriften"],
    "content/places/kaffebaren.md": ["sted", "Kaffebaren"],
    "content/pages/presse.md": ["side", "Presse", "--site", "a"],
}
"""Each new document, and what creates it."""

_MISTAKES = [
    ("content/news/frokost-om-rekruttering.md", "title: Frokost", "titel: Frokost", "titel", "title"),
    ("content/events/frokostmote.md", "summary: ", "status: avlyst\nsummary: ", "avlyst", "cancelled"),
    ("content/projects/gronne-tak.md", "summary: ", "status: avslutta\nsummary: ", "avslutta", "completed"),
    ("content/places/kaffebaren.md", "category: eatery", "category: spisested", "spisested", "eatery"),
    ("content/pages/presse.md", "summary: ", "example: nei\nsummary: ", "example: nei", "example: false"),
    ("content/people/nora-nilsen.yaml", "summary: ", "organisation: bedrifta\nsummary: ", "bedrifta", "bedriften"),
    ("content/organisations/bedriften.yaml", "summary: ", "kind: medlem\nsummary: ", "kind: medlem", "kind: member"),
]  # fmt: skip
"""A file, a right text in it, what the editor writes, the word that is wrong, and the one that is suggested."""


class Week:
    """A project and the day on which somebody works on it."""

    def __init__(self, project: Project, begins: datetime) -> None:
        self.project = project
        self.now = begins

    def sleep(self) -> None:
        """Go on the next day, at the same time of day."""
        self.now += timedelta(days=1)

    def run(self, *arguments: str) -> Outcome:
        """Run a command that must succeed."""
        with mock.patch("drammenworks.cli.new.now", return_value=self.now):
            outcome = self.project.run(*arguments)
        assert outcome.code == 0, outcome.stderr
        return outcome

    def findings(self, command: str = "build") -> list[dict[str, Any]]:
        """Return the findings of a command today."""
        found: list[dict[str, Any]] = self.project.report(command=command, at=self.now.isoformat())[
            "findings"
        ]
        return found

    def is_clean(self, command: str = "build") -> bool:
        """Tell whether a command has no finding today; it must have none."""
        report = self.project.report("--strict", command=command, at=self.now.isoformat())
        assert as_lines(report) == []
        return True

    def has(self, *pages: str) -> bool:
        """Tell whether site a has all of these pages."""
        return {f"{page}index.html" for page in pages} <= self.project.published("a")


@pytest.mark.parametrize("begins", _BEGINNINGS, ids=lambda begins: f"{begins:%a %d %b %Y}")
def test_the_first_week_of_an_editor(begins: datetime, project: Project) -> None:
    """Each day ends with sites that are published, and the last with a check without findings."""
    week = Week(project, begins)
    assert week.is_clean()
    _create(week)
    _publish_unfinished(week)
    _fill_in(week)
    week.sleep()
    _misspell_and_mend(week)
    week.sleep()
    _rename(week)
    week.sleep()
    _translate(week)
    week.sleep()
    _publish_at_a_time(week)
    week.sleep()
    _delete(week)
    assert week.is_clean()
    assert week.is_clean("check")


def _create(week: Week) -> None:
    """As drafts, which nobody sees and which have no finding."""
    for path, arguments in _CREATED.items():
        assert f"Laget {path}." in " ".join(week.run("new", *arguments).stdout.split())
    assert week.is_clean("check")
    assert week.is_clean()
    assert not week.has("prosjekter/gronne-tak/")


def _publish_unfinished(week: Week) -> None:
    """Nothing of a document is published while something in it is a placeholder; each one is named."""
    before = week.project.published()
    for path in _CREATED:
        week.project.change(path, "draft: true\n", "")
    found = week.findings()
    assert {finding["path"] for finding in found} >= set(_CREATED)
    assert {finding["code"] for finding in found} == {"DW237", "DW241"}
    unchosen = {finding["message"].split("»")[0] for finding in found if finding["code"] == "DW241"}
    assert unchosen == {f"Feltet «{field}" for field in ("category", "year", "provider", "date")}
    assert week.project.published() == before


def _fill_in(week: Week) -> None:
    for path in _CREATED:
        text = week.project.read(path)
        for field, value in _CHOSEN.get(path, {}).items():
            text = re.sub(rf"^{field}: FYLL.INN$", f"{field}: {value}", text, flags=re.MULTILINE)
        text = re.sub("^summary: .*FYLL INN.*$", "summary: Kort om saken.", text, flags=re.MULTILINE)
        week.project.write(path, text.replace("FYLL INN: skriv teksten her.", "Her er alt du må vite."))
    captions = "WEBVTT\n\n00:00.000 --> 00:02.000\nVelkommen til Drammen.\n"
    week.project.write("content/videos/opptaket/tekster.vtt", captions)
    # A page is in no list: somebody has to lead to it.
    week.project.change("content/sites/a.yaml", "    - page: om\n", "    - page: om\n    - page: presse\n")
    assert week.is_clean()
    assert week.has(
        "prosjekter/gronne-tak/", "aktuelt/frokost-om-rekruttering/", "videoer/opptaket/", "presse/"
    )


def _misspell_and_mend(week: Week) -> None:
    """What a finding suggests is right as it stands."""
    for path, right, wrong, word, suggested in _MISTAKES:
        week.project.change(path, right, wrong)
        (finding,) = week.findings()
        assert finding["path"] == path
        assert f"Mente du «{suggested.rpartition(' ')[2]}»?" in finding["hint"]
        week.project.change(path, word, suggested)
        assert week.is_clean()
    week.project.change("content/events/frokostmote.md", "status: cancelled\n", "")


def _rename(week: Week) -> None:
    """A file gets a new name; what refers to the old one is named, and the old address leads to the new one."""
    page, old, new = "content/pages/presse.md", "gronne-tak", "tak-som-gror"
    week.project.change(page, "Her er alt", f"Se [taket](project:{old}). Her er alt")
    assert week.is_clean()
    text = week.project.read(f"content/projects/{old}.md")
    week.project.remove(f"content/projects/{old}.md")
    week.project.write(
        f"content/projects/{new}.md", text.replace("summary:", f"aliases: [/prosjekter/{old}/]\nsummary:", 1)
    )
    (finding,) = week.findings()
    assert (finding["path"], finding["code"]) == (page, "DW301")
    week.project.change(page, f"project:{old}", f"project:{new}")
    assert week.is_clean()
    assert week.has(f"prosjekter/{old}/", f"prosjekter/{new}/")


def _translate(week: Week) -> None:
    """Unfinished, it is not published; finished, it is beside its original."""
    week.run("new", "nyhet", "Frokost om rekruttering", "--lang", "en")
    path = "content/news/frokost-om-rekruttering.en.md"
    week.project.change(path, "draft: true\n", "")
    assert {finding["code"] for finding in week.findings()} == {"DW237"}
    text = re.sub("FYLL INN: .* [(]på engelsk[)]", "Breakfast and recruitment", week.project.read(path))
    text = re.sub("FYLL INN: .*", "Three companies tell their story.", text)
    week.project.write(path, text.replace("'", ""))
    assert week.is_clean()
    assert week.has("en/news/frokost-om-rekruttering/")


def _publish_at_a_time(week: Week) -> None:
    """Not before, and from then on; the report says when to publish next."""
    path, page = "content/news/frokost-om-rekruttering.md", "aktuelt/frokost-om-rekruttering/"
    moment = (week.now + timedelta(days=1)).replace(hour=8, minute=0)
    week.project.change(path, "summary:", f"publish_at: {moment:%Y-%m-%d %H:%M}\nsummary:")
    report = week.project.report(at=week.now.isoformat())
    assert as_lines(report) == []
    assert datetime.fromisoformat(report["next_change"]) <= moment
    assert not week.has(page)
    for seconds, is_public in ((-1, False), (0, True)):
        week.project.report(at=(moment + timedelta(seconds=seconds)).isoformat())
        assert week.has(page) == is_public


def _delete(week: Week) -> None:
    """What still refers to it is named; without that, it is gone."""
    week.project.remove("content/projects/tak-som-gror.md")
    (finding,) = week.findings()
    assert (finding["path"], finding["code"]) == ("content/pages/presse.md", "DW301")
    week.project.change("content/pages/presse.md", "Se [taket](project:tak-som-gror). ", "")
    assert week.is_clean()
    assert not week.has("prosjekter/tak-som-gror/")
    assert not week.has("prosjekter/gronne-tak/")
