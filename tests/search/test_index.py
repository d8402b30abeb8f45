"""The search index of a project: which pages are in it, and what an edit changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.project import Project, tree
from tests.trees import assert_same

SITE = "content/sites/a.yaml"
NEWS = "content/news/havna.md"
FOLDER = "assets/search/nb"
_EVIL = '"><img src=x onerror=alert(1)> </script> ]]> {{ 1 }}'


@pytest.fixture
def project(project: Project) -> Project:
    project.write(SITE, project.read(SITE) + "\nsearch: true\n")
    project.write("themes/base/templates/search.html", '{% extends "layout.html" %}')
    for lang, title in (("nb", "Søk"), ("en", "Search")):
        words = f"themes/base/strings/{lang}.yaml"
        project.write(words, project.read(words) + f"\nsearch: {{title: {title}, client: {{more: Flere}}}}\n")
    return project


def _write(project: Project, *fields: str, body: str = "Ord.", path: str = NEWS) -> None:
    project.write(path, "\n".join(["---", *fields, "---", body, ""]))


def _news(project: Project, *fields: str, body: str = "Ord.") -> None:
    _write(project, "title: Havna", "date: 2026-03-28", *fields, body=body)


def _manifest(project: Project, lang: str = "nb") -> Any:
    return json.loads(project.output(f"a/search.{lang}.json"))


def _pages(project: Project, lang: str = "nb") -> dict[str, list[Any]]:
    """Return what is shown of each page in the index, by its path."""
    files = (project.root / "output" / "a" / "assets" / "search" / lang).glob("*.json")
    return {page[1]: page[2:] for file in files for page in json.loads(file.read_text(encoding="utf-8"))}


def _terms(project: Project, lang: str = "nb") -> dict[str, list[str]]:
    """Return the pages of each term, and of compounds that end with it."""
    files = (project.root / "output" / "a" / "assets" / "search" / lang).glob("*.txt")
    lines = (line.split(" ") for file in files for line in file.read_text(encoding="utf-8").split("\n"))
    return {line[0]: line[1:] for line in lines}


def _index(project: Project) -> dict[str, bytes]:
    return tree(project.root / "output" / "a" / "assets" / "search")


def test_documents_lists_and_terms_are_in_the_index(project: Project) -> None:
    """In each language by itself; the page of searches and that for lost visitors are not."""
    _news(project, "summary: Om båter.", "tags: [Sjø]", body="## Brygga\n\nEn **ny** kai.")
    project.build()
    pages = _pages(project)
    assert pages["/aktuelt/havna/"] == ["Havna", "article", 2026, 0, "Om båter.", "Brygga · En ny kai."]
    assert pages["/aktuelt/"][:3] == ["Aktuelt", "section", 0]
    assert pages["/emner/sjo/"][:3] == ["Sjø", "term", 0]
    assert not any("sok" in path or "404" in path for path in pages)
    assert "/en/" in _pages(project, "en")
    assert _manifest(project)["pages"] == len(pages)


def test_a_site_has_a_search_only_when_it_says_so(project: Project) -> None:
    """Neither an index nor a page otherwise; and both go when it is turned off."""
    project.build()
    assert {"sok/index.html", "en/search/index.html", "search.nb.json"} <= project.published("a")
    assert not any("search" in path or "sok" in path for path in project.published("b"))
    project.change(SITE, "search: true", "search: false")
    project.build()
    assert not any("search" in path or "sok" in path for path in project.published("a"))


@pytest.mark.parametrize(
    ("field", "at"),
    [
        ("draft: true", "2026-11-21"),
        ("publish_at: 2026-12-24 08:00", "2026-11-21"),
        ("expire_at: 2026-05-01 08:00", "2026-11-21"),
    ],
)
@pytest.mark.parametrize("arguments", [(), ("--drafts",)])
def test_what_the_public_may_not_see_is_not_in_the_index(
    project: Project, field: str, at: str, arguments: tuple[str, ...]
) -> None:
    """Not even in a build that shows drafts: their words are in no file of the index."""
    _news(project, field, body="Hemmeligheten.")
    project.build(*arguments, at=at)
    assert "/aktuelt/havna/" not in _pages(project)
    assert not any(b"hemmelig" in content.lower() for content in _index(project).values())
    assert "hemmelig" not in _terms(project)


def test_time_alone_brings_a_page_into_the_index_and_out_of_it(project: Project) -> None:
    """At the instants at which it comes and goes."""
    _news(project, "publish_at: 2026-11-22 08:00", "expire_at: 2026-11-24 08:00")
    for at, is_there in (("2026-11-21", False), ("2026-11-23", True), ("2026-11-25", False)):
        project.build(at=at)
        assert ("/aktuelt/havna/" in _pages(project)) is is_there


def test_examples_are_in_the_index_and_labelled(project: Project) -> None:
    """Though search engines are kept away from them."""
    _news(project, "example: true")
    project.build()
    assert _pages(project)["/aktuelt/havna/"][3] == 1


def test_another_site_s_pages_are_not_in_the_index(project: Project) -> None:
    """Each site has its own."""
    _news(project, "sites: [b]")
    project.build()
    assert "/aktuelt/havna/" not in _pages(project)


@pytest.mark.parametrize(
    ("kind", "fields", "terms"),
    [
        ("events/stevne", "title: Stevne\nstart: 2026-12-01 18:00\nvenue: {name: Storsalen}", ["storsal"]),
        (
            "projects/broa",
            "title: Broa\ngoals: [Flere hjulbåter]\nkey_figures: [{id: a, label: Turister, value: 7, unit: stk}]",
            ["hjulbat", "turist"],
        ),
        (
            "news/bilde",
            "title: Bilde\ndate: 2026-01-01\nimage: {src: /media/bilde.png, alt: Et skip, caption: Skuta}",
            ["skut"],
        ),
    ],
)
def test_fields_that_readers_see_are_found(
    project: Project, kind: str, fields: str, terms: list[str]
) -> None:
    """Captions as well, but neither alternative texts nor settings."""
    project.write(f"content/{kind}.md", f"---\n{fields}\n---\n")
    project.build()
    assert set(terms) <= _terms(project).keys()
    assert _terms(project).keys().isdisjoint({"skip", "bilde.png", "scheduled", "schedul"})


@pytest.mark.parametrize(
    ("body", "terms"),
    [
        ("::: facts Kort fortalt\nGrunnmuren.\n:::", ["fortalt", "grunnmur"]),
        ("::: details Åpne meg\nInnmaten.\n:::", ["apn", "innmat"]),
        ('::: quote {by="Sjefen sjøl" role="Kaptein"}\nSlik var det.\n:::', ["sjol", "kaptein"]),
        ('![Et skip](/media/bilde.png "Galeasen")', ["galeas"]),
        ("| Brygge | Dybde |\n| --- | --- |\n| Nordre | 7 |", ["brygg", "nordr", "7"]),
        ("[Innseilingen](https://annet.example/) er *smal*.", ["innseiling", "smal"]),
    ],
)
def test_all_of_a_text_is_found(project: Project, body: str, terms: list[str]) -> None:
    """Boxes, captions, tables and links, as a reader sees them."""
    _news(project, body=body)
    project.report()
    assert set(terms) <= _terms(project).keys()


def test_whatever_is_written_is_text_in_the_index(project: Project) -> None:
    """Markup, braces, emoji, text from the right, and words without end."""
    evil = f"title: '{_EVIL} 🎉 שלום {'langt' * 60}'"
    _write(project, evil, "date: 2026-03-28", "summary: '🎉'", body="")
    project.report()
    [page] = [page for page in _pages(project).values() if "onerror" in page[0]]
    assert {"שלום", "onerror", "script"} <= _terms(project).keys()
    assert page[4] == "🎉"


def test_a_page_of_which_nothing_can_be_found_is_no_trouble(project: Project) -> None:
    """A title without a single word."""
    _write(project, "title: '!!'", "slug: tegn", "date: 2026-03-28", body="")
    project.build()
    assert _pages(project)["/aktuelt/tegn/"][0] == "!!"


def test_an_edited_word_changes_the_files_of_two_terms_and_one_of_pages(project: Project) -> None:
    """And the manifest; the other files keep their names and bytes."""
    _news(project, body="Kaia, lang og mild, og lensa.")
    project.build()
    before = _index(project)
    _news(project, body="Kaia, lang og mild, og moloen.")
    project.build()
    after = _index(project)
    gone = sorted(Path(path).suffix for path in before.keys() - after.keys())
    come = sorted(Path(path).suffix for path in after.keys() - before.keys())
    assert (gone, come) == ([".json", ".txt", ".txt"], [".json", ".txt", ".txt"])


@pytest.mark.parametrize("body", ["Kaia.", "Kaiplass og plass.", "Noe har skjedd.", ""])
def test_an_index_after_edits_is_the_one_of_a_clean_build(project: Project, body: str) -> None:
    """Also when a word of an edit takes compounds elsewhere apart."""
    _news(project, body="Båtplass.")
    project.build()
    _news(project, body=body)
    _write(project, "title: Båt", "date: 2026-01-01", path="content/news/bat.md")
    project.build()
    project.remove("content/news/bat.md")
    project.build()
    edited = tree(project.root / "output" / "a")
    shutil.rmtree(project.root / "output")
    shutil.rmtree(project.root / ".cache")
    project.build()
    assert_same(edited, tree(project.root / "output" / "a"))


def test_compounds_are_taken_apart_by_words_of_other_pages(project: Project) -> None:
    """«Plass» finds «båtplass» once another page has «plass»."""
    _news(project, body="Båtplassen er ledig.")
    project.build()
    assert "plass" not in _terms(project)
    _write(project, "title: Plass", "date: 2026-01-01", path="content/news/plass.md")
    project.build()
    own, parts = _terms(project)["plass"]
    assert own
    assert parts == _terms(project)["batplass"][0]


def test_files_that_the_cache_lost_are_made_again(project: Project) -> None:
    """A build from a cache without them is the same."""
    project.build()
    before = tree(project.root / "output" / "a")
    shutil.rmtree(project.root / "output")
    for file in (project.root / ".cache" / "search").iterdir():
        file.unlink()
    project.build()
    assert_same(tree(project.root / "output" / "a"), before)


def test_pruning_leaves_the_files_of_the_index(project: Project) -> None:
    """And removes those of former ones."""
    _news(project, body="Kaia.")
    project.build()
    _news(project, body="Moloen.")
    project.build()
    assert project.run("cache", "prune").code == 0
    kept = {file.read_bytes() for file in (project.root / ".cache" / "search").iterdir()}
    assert kept == {*_index(project).values(), *(_bytes(project, lang) for lang in ("nb", "en"))}


def _bytes(project: Project, lang: str) -> bytes:
    return (project.root / "output" / "a" / f"search.{lang}.json").read_bytes()
