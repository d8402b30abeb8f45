"""What a page reads: after an edit the pages that show something of it are out of date, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from drammenworks.engine.queries import Key
from drammenworks.pipeline.build import render_all
from drammenworks.pipeline.findings import findings_of_pages, findings_of_plan
from drammenworks.pipeline.input_scan import INPUT_FOLDERS, InputChanges
from drammenworks.pipeline.options import Options, silent
from drammenworks.pipeline.pages import page_store, rendered
from drammenworks.pipeline.plan import update_plan
from drammenworks.pipeline.resources import load_graph, make_resources
from tests.project import Project

AT = datetime.fromisoformat("2026-11-21T12:00:00+01:00")


class Rendering:
    """The pages of a project, rendered again after each edit and never published."""

    def __init__(self, project: Project, cache: Path) -> None:
        self.project = project
        self._options = Options(root=project.root, output=cache / "output", cache=cache, at=AT, jobs=1)
        self._resources = make_resources(self._options)
        self.graph = load_graph(self._options, self._resources).graph
        self.outdated: dict[str, Key | None] = {}
        """The pages that were rendered last, each with the reason."""
        self.update()

    def close(self) -> None:
        self._resources.cache.close()

    def update(self, *modified: str) -> set[str]:
        """Render what is out of date now that some files differ, and return which pages that is."""
        folders = {path.partition("/")[0] for path in modified} & {*INPUT_FOLDERS}
        update_plan(self.graph, InputChanges(frozenset(modified), frozenset(folders)), self._options, silent)
        assert findings_of_plan(self.graph) == []
        self.outdated = {
            f"{key[1]}/{key[2]}": reason for key, reason in self.graph.suspects(rendered.name).items()
        }
        assert render_all(self.graph, self._options, silent) == len(self.outdated)
        assert findings_of_pages(self.graph) == []
        return set(self.outdated)

    def change(self, path: str, old: str, new: str) -> set[str]:
        """Replace some words of a file, and return which pages are out of date."""
        self.project.change(path, old, new)
        return self.update(path)

    def write(self, path: str, text: str) -> set[str]:
        """Write a file, and return which pages are out of date."""
        self.project.write(path, text)
        return self.update(path)

    def wait(self, until: datetime) -> set[str]:
        """Let time pass, and return which pages are out of date."""
        self._options = replace(self._options, at=until)
        self.graph.environment.at = until
        return self.update()

    def pages(self) -> dict[str, str]:
        """Return the text of every page."""
        store = page_store(self.graph.environment)
        found = {}
        for key in self.graph.keys(rendered.name):
            result = self.graph.ask(key)
            found[f"{key[1]}/{key[2]}"] = store.file(result.digest).read_text(encoding="utf-8")
        return found

    def redirects(self) -> set[str]:
        """Return the pages at former addresses."""
        keys = self.graph.keys(rendered.name)
        return {f"{key[1]}/{key[2]}" for key in keys if not self.graph.ask(key).is_page}

    def reads(self, page: str) -> set[Key]:
        """Return what a page read when it was rendered."""
        site_id, _, path = page.partition("/")
        record = self.graph.find(rendered.key(site_id, path))
        assert record is not None
        return set(record.reads)


@pytest.fixture
def rendering(project: Project, tmp_path: Path) -> Iterator[Rendering]:
    """The valid project, all of whose pages are rendered."""
    rendering = Rendering(project, tmp_path / "cache")
    yield rendering
    rendering.close()


OM, PROJECT, ARTICLE = "content/pages/om.md", "content/projects/prosjekt.md", "content/news/nyhet.md"
SHOWING_THE_PROJECT = {
    "a/emner/vekst/index.html",
    "a/prosjekter/index.html",
    "a/prosjekter/prosjekt/index.html",
    "a/satsinger/naering/index.html",
}
LINKING_TO_THE_PROJECT = {"a/index.html", "a/en/index.html"}
"""Their texts link to it, in words of their own."""


def test_without_a_change_no_page_is_out_of_date(rendering: Rendering) -> None:
    """Nor when a file was only written again."""
    assert rendering.update() == set()
    assert rendering.update(OM, PROJECT, "themes/base/templates/page.html") == set()


def test_a_changed_text_is_that_of_its_own_page(rendering: Rendering) -> None:
    """Others show a title or a summary of the document, and read none of its text."""
    assert rendering.change(OM, "Vi er noen.", "Vi er flere.") == {"a/om/index.html"}
    assert rendering.outdated["a/om/index.html"] == ("entry.body", "page/om", "nb")


def test_a_title_reaches_the_pages_that_show_it_and_no_others(rendering: Rendering) -> None:
    """What was rendered is exactly what came out different."""
    before = rendering.pages()
    assert {page for page, text in before.items() if "Prosjektet" in text} == SHOWING_THE_PROJECT
    assert rendering.change(PROJECT, "title: Prosjektet", "title: Broa") == SHOWING_THE_PROJECT
    after = rendering.pages()
    assert {page for page in after if before[page] != after[page]} == SHOWING_THE_PROJECT


def test_a_title_in_a_menu_reaches_every_page_that_has_the_menu(rendering: Rendering) -> None:
    """Those of its site in its language."""
    pages = {page for page in rendering.pages() if page.startswith("a/") and not page.startswith("a/en/")}
    assert rendering.change(OM, "title: Om oss", "title: Om dem") == pages


def test_a_menu_that_names_a_page_otherwise_does_not_read_its_title(rendering: Rendering) -> None:
    """A short name for menus keeps them as they are."""
    rendering.change(OM, "title: Om oss", "title: Om oss\nmenu: Om")
    assert rendering.change(OM, "title: Om oss", "title: Om oss alle") == {"a/om/index.html"}


def test_a_new_address_reaches_the_links_to_it(rendering: Rendering) -> None:
    """And whatever shows the document with its URL; the old page is gone."""
    outdated = rendering.change(PROJECT, "title: Prosjektet", "title: Prosjektet\nslug: broa")
    moved = SHOWING_THE_PROJECT - {"a/prosjekter/prosjekt/index.html"} | {"a/prosjekter/broa/index.html"}
    assert outdated == moved | LINKING_TO_THE_PROJECT
    assert "a/prosjekter/prosjekt/index.html" not in rendering.pages()
    assert '<a href="/prosjekter/broa/">' in rendering.pages()["a/index.html"]


def test_a_translation_reaches_its_original_and_links_in_its_language(rendering: Rendering) -> None:
    """The original names it; the English front page leads to it instead of to bokmål."""
    outdated = rendering.write("content/projects/prosjekt.en.md", "---\ntitle: The project\n---\n")
    assert outdated >= {"a/prosjekter/prosjekt/index.html", "a/prosjekter/index.html", "a/en/index.html"}
    assert "a/om/index.html" not in outdated
    assert not any(page.startswith("b/") for page in outdated)
    assert "/en/projects/prosjekt/" in rendering.pages()["a/en/index.html"]


def test_a_new_article_reaches_the_first_page_of_its_list_alone(rendering: Rendering) -> None:
    """On each site that has it; older pages of the list show what they did."""
    sites = {f"content/sites/{name}.yaml" for name in "ab"}
    for path in sites:
        rendering.project.write(path, rendering.project.read(path) + "per_page: 2\n")
    rendering.update(*sites)
    for number in range(1, 5):
        rendering.write(f"content/news/n{number}.md", f"---\ntitle: N\ndate: 2026-10-0{number}\n---\n")
    rendering.write("content/news/ny.md", "---\ntitle: Ny\ndate: 2026-11-20\n---\n")
    outdated = rendering.write("content/news/nyere.md", "---\ntitle: Nyere\ndate: 2026-11-21\n---\n")
    assert {"a/aktuelt/side/1/index.html", "a/aktuelt/side/2/index.html"} <= rendering.pages().keys()
    # Former numbers of the list redirect to the first page, and show what it is called.
    assert outdated - rendering.redirects() == {
        f"{site}/aktuelt/{page}index.html" for site in "ab" for page in ("", "2026/", "nyere/")
    }


def test_a_draft_reaches_no_page(rendering: Rendering) -> None:
    """Until it is one no longer."""
    path = "content/news/ny.md"
    assert rendering.write(path, "---\ntitle: Ny\ndate: 2026-11-02\ndraft: true\n---\n") == set()
    assert rendering.change(path, "draft: true\n", "") == {
        f"{site}/aktuelt/{page}index.html" for site in "ab" for page in ("", "2026/", "ny/")
    }


def test_a_table_reaches_the_report_that_shows_it(rendering: Rendering) -> None:
    """And only when its figures differ."""
    path = "content/reports/rapport/medlemmer.csv"
    assert rendering.change(path, "2025;12", "2025;13") == {"a/rapporter/rapport/index.html"}
    assert rendering.change(path, "2025;13", '"2025";13') == set()


def test_the_clock_reaches_the_pages_that_ask_for_it(rendering: Rendering) -> None:
    """Those that show what is coming or over, when an event ends and not before."""
    ends = datetime.fromisoformat("2026-12-01T20:00:00+01:00")
    assert rendering.wait(ends.replace(minute=0, hour=19)) == set()
    events = (f"arrangementer/{page}index.html" for page in ("", "2026/", "mote/"))
    pages = ("index.html", *events)
    assert rendering.wait(ends) == {f"{site}/{page}" for site in "ab" for page in pages}


def test_a_template_reaches_the_pages_that_it_renders(rendering: Rendering) -> None:
    """In every theme that extends its theme."""
    articles = {f"{site}/aktuelt/nyhet/index.html" for site in "ab"}
    assert (
        rendering.change("themes/base/templates/article.html", "{% extends", "{# merk #}{% extends")
        == articles
    )
    assert rendering.write(
        "themes/plain/templates/article.html", '{% extends "document.html" %}\n{# b #}\n'
    ) == {"b/aktuelt/nyhet/index.html"}


def test_words_of_a_language_reach_the_pages_in_it(rendering: Rendering) -> None:
    """And of no other language."""
    path = "themes/base/strings/en.yaml"
    assert rendering.write(path, rendering.project.read(path) + "noe_nytt: Hei\n") == {
        "a/en/index.html",
        "a/en/404.html",
    }


def test_a_comment_in_the_file_of_a_site_reaches_no_page(rendering: Rendering) -> None:
    """Its settings reach all of them."""
    path = "content/sites/a.yaml"
    assert rendering.write(path, rendering.project.read(path) + "# Merk dette.\n") == set()
    pages = {page for page in rendering.pages() if page.startswith("a/")}
    assert rendering.write(path, rendering.project.read(path) + "tagline: {nb: Sammen}\n") == pages


def test_a_comment_in_a_document_is_read_by_whoever_shows_its_fields(rendering: Rendering) -> None:
    """Its fields are one text to planning; what comes of rendering is the same."""
    before = rendering.pages()
    outdated = rendering.change(ARTICLE, "date:", "# Merk.\ndate:")
    lists = {f"{site}/aktuelt/{page}index.html" for site in "ab" for page in ("", "2026/", "nyhet/")}
    assert outdated == {*lists, "a/emner/vekst/index.html"}
    assert rendering.pages() == before


def test_a_page_reads_nothing_of_documents_that_it_does_not_show(rendering: Rendering) -> None:
    """Neither a list of all documents nor the documents beside it."""
    documents = {key[1] for key in rendering.reads("a/om/index.html") if key[0].startswith("entry.")}
    assert documents == {"page/om"}
    names = {key[0] for key in rendering.reads("a/om/index.html")}
    assert names.isdisjoint({"discovery", "document", "section", "listed", "content_listing", "has_passed"})
