"""Measuring the brands' own themes: the project that is built, and the section of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benchmarks.brands import session
from benchmarks.brands.report import brands_section
from benchmarks.brands.session import BrandFigures, Taken
from benchmarks.brands.site import BrandSite
from benchmarks.generators.base import write
from benchmarks.machine import Machine
from benchmarks.measuring import Measurement

MACHINE = Machine("Processor", 2, 2**30, "Linux", "3.11.7", "20.0.0")


def _taken(wall: float, pages: int = 0) -> Taken:
    return Taken(Measurement(wall, 2 * wall, 2**20, 1, 0.25), pages)


def _figures(cold: float) -> BrandFigures:
    figures = BrandFigures(1_000, 2)
    figures.runs = {
        session.FIRST: [_taken(20), _taken(30)],
        session.COLD: [_taken(cold, 1_300)],
        session.ADDED: [_taken(0.5, 12)],
        session.HUGO: [_taken(1)],
    }
    figures.stages = [(("leser", 1.0), ("lager bilder", 20.0)), (("leser", 2.0), ("lager bilder", 30.0))]
    figures.published = ((".jpg", 2, 3_000_000), (".html", 10, 1_000_000))
    return figures


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A project with a picture of each brand and one template."""
    for brand in ("drammen-works", "opplev-hokksund"):
        write(tmp_path / "source" / "content" / "media" / brand / "elva.jpg", "")
    write(tmp_path / "source" / "content" / "news" / "egen.md", "---\ntitle: Egen\n---\n")
    write(tmp_path / "source" / "themes/base/templates/project.html", "{% block a %}{% endblock %}\n")
    return tmp_path / "source"


def test_half_of_the_articles_are_of_each_brand(tmp_path: Path, source: Path) -> None:
    """They link to each other, and show pictures that the repository has."""
    site = BrandSite(tmp_path / "site", 60, source)
    site.write()
    news = {
        file.stem: file.read_text(encoding="utf-8") for file in (site.folder / "content" / "news").iterdir()
    }
    added = {name: text for name, text in news.items() if "brukt i målinger" in text}
    assert len(added) == 60
    heads = {name: yaml.safe_load(text.split("---\n")[1]) for name, text in added.items()}
    assert sum(head["sites"] == ["drammen-works"] for head in heads.values()) == 30
    for name, head in heads.items():
        assert (site.folder / "content" / head["image"]["src"].lstrip("/")).is_file()
        for other, text in added.items():
            if f"(article:{name})" in text:
                assert heads[other]["sites"] == head["sites"]


def test_each_edit_changes_one_file(tmp_path: Path, source: Path) -> None:
    """Of the content or of the themes, by a word that is new each time."""
    site = BrandSite(tmp_path / "site", 60, source)
    site.write()

    def files() -> dict[Path, bytes]:
        return {file: file.read_bytes() for file in site.folder.rglob("*") if file.is_file()}

    for edit in (
        site.add_article,
        lambda: site.edit_title("en"),
        lambda: site.edit_title("to"),
        lambda: site.edit_template("en"),
    ):
        before = files()
        edit()
        after = files()
        assert sum(before.get(file) != data for file, data in after.items()) == 1
        assert before.keys() <= after.keys()


def test_what_is_kept_can_be_forgotten_but_pictures(tmp_path: Path, source: Path) -> None:
    """The first build begins with nothing; a cold one has what was encoded before."""
    site = BrandSite(tmp_path / "site", 0, source)
    site.write()
    for file in (".cache/images/a.avif", ".cache/build/graph.sqlite", "output/a/index.html"):
        (site.folder / file).parent.mkdir(parents=True)
        (site.folder / file).write_bytes(b"")
    site.forget(but_pictures=True)
    assert [file.name for file in (site.folder / ".cache").rglob("*.*")] == ["a.avif"]
    assert not (site.folder / "output").exists()
    site.forget(but_pictures=False)
    assert not list((site.folder / ".cache").iterdir())


def test_the_section_says_what_is_met() -> None:
    """Medians, beside what they should be and beside Hugo."""
    section = brands_section(_figures(7.5), MACHINE, "python -m benchmarks brands")
    assert "| 25.00 | 50.00 | 1 |  | ≤ 22 s, ≤ 45 s of CPU | **missed** |" in section
    assert "| 0.50 | 1.00 | 1 | 12 | ≤ 0.6 s | met |" in section
    assert "7.5 × | | | | ≤ 8 × | met |" in section
    assert "9.0 × | | | | ≤ 8 × | **missed** |" in brands_section(_figures(9), MACHINE, "x")
    assert "| lager bilder | 25.00 |" in section
    assert "weigh 4.0 MB" in section
    assert "25% of the machine" in section
