"""What differs between a preview and the public sites."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.applications import Starlette

from drammenworks.engine.content_store import Store
from drammenworks.pipeline.maintenance.public_revision import public_revision
from drammenworks.pipeline.options import Options
from drammenworks.pipeline.preview.public_pages import load_public_pages, make_public_pages
from drammenworks.serve.app import make_app
from drammenworks.serve.differences import DifferencesPage
from drammenworks.serve.preview_state import DIFFERENCES_PATH
from drammenworks.serve.public_sites import PublicSites
from tests.repositories import begin, clone, commit, git
from tests.serve.asgi import AppResponse, call_app
from tests.serve.conftest import ADDRESSES, AT, BuiltProject, state_of, write
from tests.waiting import PATIENCE

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

HOME = "content/pages/by-hjem.md"


class Comparison:
    """A preview in a repository, and what it says of its differences."""

    def __init__(self, built: BuiltProject) -> None:
        self.built = built
        self.public = PublicSites(lambda: self.options)
        self.at = AT

    @property
    def options(self) -> Options:
        root = self.built.root
        urls = {address.site: address.url for address in ADDRESSES}
        return Options(root, root / "output", root / ".cache", self.at, base_urls=urls, drafts=True, jobs=1)

    def make_public(self) -> None:
        """Make the public pages in this process."""
        make_public_pages(self.options, public_revision(self.built.root).commit)

    def save(self, path: str, text: str) -> None:
        """Save a file, and build."""
        write(self.built.root / path, text)
        self.built.build()

    def ask(self, query: str = "", *, is_building: Callable[[], bool] = lambda: False) -> AppResponse:
        """Return the response of the page."""
        page = DifferencesPage(
            "by",
            self.built.preview,
            self.public,
            urls=lambda: {address.site: address.url for address in ADDRESSES},
            is_building=is_building,
        )
        app: Starlette = make_app(
            "by",
            self.built.preview,
            Store(self.built.root / ".cache/preview").open(),
            actions={},
            on_file_lost=lambda: None,
            on_fault=_no_fault,
            own_pages={DIFFERENCES_PATH: page.respond},
        )
        return call_app(app, f"{DIFFERENCES_PATH}{query}")

    def text(self, query: str = "") -> str:
        """Return what the page says, in one line."""
        main = LexborHTMLParser(self.ask(query).body.decode()).css_first("main")
        return " ".join(main.text().split())


def _no_fault(error: Exception) -> None:
    raise AssertionError from error


@pytest.fixture
def built(project: Path) -> BuiltProject:
    """A project whose pages have their text in a main part, built."""
    for template in (project / "themes/enkel/templates").glob("*.html"):
        html = template.read_text(encoding="utf-8")
        write(template, html.replace("<body>", "<body><main>").replace("</body>", "</main></body>"))
    built = BuiltProject(project)
    built.build()
    return built


@pytest.fixture
def comparison(built: BuiltProject) -> Comparison:
    """A preview of what was just published."""
    begin(built.root)
    comparison = Comparison(built)
    comparison.make_public()
    return comparison


def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_nothing_differs_at_first(comparison: Comparison) -> None:
    assert "Ingenting er annerledes" in comparison.text()
    assert "Siden er som på det offentlige nettstedet." in comparison.text("?path=/")


def test_the_words_that_differ_are_marked(comparison: Comparison) -> None:
    """On the page that was edited, and in the list of all."""
    comparison.save(
        HOME, "---\ntitle: Byen\ntemplate: home\nsites: [by]\n---\nVelkommen tilbake. Vi er 14.\n"
    )
    for query in ("", "?path=/"):
        page = LexborHTMLParser(comparison.ask(query).body.decode())
        assert [node.text() for node in page.css("details ins")] == [" tilbake", " Vi er 14."], query
    [link] = [node for node in page.css("main a") if node.text() == "Slik blir siden"]
    assert link.attributes["href"] == "http://127.0.0.1:8000/"


def test_another_page_is_not_told_of(comparison: Comparison) -> None:
    comparison.save("content/pages/om.md", "---\ntitle: Om oss\nsites: [by]\n---\nTekst.\n")
    assert "Siden er som" in comparison.text("?path=/")
    assert "Om oss" in comparison.text("?path=/om/")


def test_the_list_is_of_all_sites(comparison: Comparison) -> None:
    comparison.save("content/pages/om.md", "---\ntitle: Om oss\nsites: [land]\n---\nTekst.\n")
    page = LexborHTMLParser(comparison.ask().body.decode())
    assert [node.text() for node in page.css("h2")] == ["Landet"]
    assert page.css_first("main a").attributes["href"] == "http://127.0.0.1:8001/om/"


def test_a_draft_is_told_to_be_one(comparison: Comparison) -> None:
    """The preview shows it; the public will not."""
    comparison.save("content/pages/om.md", "---\ntitle: Om oss\nsites: [by]\ndraft: true\n---\nTekst.\n")
    page = LexborHTMLParser(comparison.ask().body.decode())
    assert [node.text() for node in page.css(".note")] == ["Utkast"]


def test_a_deleted_page_is_lost(comparison: Comparison) -> None:
    comparison.save("content/pages/om.md", "---\ntitle: Om oss\nsites: [by]\n---\nTekst.\n")
    commit(comparison.built.root)
    comparison.make_public()
    (comparison.built.root / "content/pages/om.md").unlink()
    comparison.built.build()
    assert "Adresser som blir borte 1 /om/ Om oss" in comparison.text()
    assert "Adresser som blir borte" in comparison.text("?path=/om/")


def test_what_it_is_compared_with_is_told(comparison: Comparison) -> None:
    """Without a copy of what is on GitHub nobody knows whether that is public."""
    text = comparison.text()
    assert "Sammenlignet med grenen main på denne maskinen" in text
    assert git(comparison.built.root, "rev-parse", "--short=7", "HEAD") in text
    assert "Ingenting er hentet fra GitHub" in text


def test_an_old_copy_is_told_of(comparison: Comparison, tmp_path: Path) -> None:
    """So is what others have published since."""
    copy = clone(comparison.built.root, tmp_path / "copy")
    git(copy, "config", "user.email", "x@x.test")
    write(comparison.built.root / "notat.txt", "x")
    commit(comparison.built.root)
    git(copy, "fetch", "--quiet")
    long_ago = time.time() - timedelta(days=12).total_seconds()
    os.utime(copy / ".git/FETCH_HEAD", (long_ago, long_ago))
    comparison.built.root = copy
    text = comparison.text()
    assert "Sammenlignet med origin/main" in text
    assert "12 dager siden det sist ble hentet" in text
    assert "1 nyere endring på origin/main er ikke hentet inn" in text
    comparison.public.stop()


def test_outside_git_it_is_told(built: BuiltProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    answer = Comparison(built).ask()
    assert answer.status == 200
    assert "refresh" not in answer.headers
    assert "ligger ikke i git" in answer.body.decode()


def test_a_public_revision_with_errors_is_told(comparison: Comparison) -> None:
    """What is wrong there, with its file."""
    before = (comparison.built.root / HOME).read_text(encoding="utf-8")
    write(comparison.built.root / HOME, "---\ntitel: Feil\n---\n")
    commit(comparison.built.root)
    comparison.make_public()
    comparison.save(HOME, before)
    text = comparison.text()
    assert "Den offentlige utgaven kan ikke bygges" in text
    assert f"{HOME}:2:1" in text


def test_it_is_made_in_the_background(built: BuiltProject) -> None:
    """The first who asks is told to wait, and the page comes by itself."""
    begin(built.root)
    comparison = Comparison(built)
    first = comparison.ask()
    assert first.headers["refresh"] == "2"
    assert "Bygger det offentlige nettstedet" in first.body.decode()
    until(lambda: "refresh" not in comparison.ask().headers)
    assert "Ingenting er annerledes" in comparison.text()


def test_a_new_revision_is_made_while_the_former_is_shown(comparison: Comparison) -> None:
    comparison.save(HOME, "---\ntitle: Byen\ntemplate: home\nsites: [by]\n---\nNytt.\n")
    assert "Nytt." in comparison.text()
    commit(comparison.built.root)
    assert "bygges på nytt" in comparison.text()
    until(lambda: "Ingenting er annerledes" in comparison.text())


def test_time_alone_makes_it_anew(comparison: Comparison) -> None:
    """An embargo that ends, ends for both."""
    comparison.save(
        "content/pages/om.md", "---\ntitle: Om\nsites: [by]\npublish_at: 2026-12-01 08:00\n---\nTekst.\n"
    )
    commit(comparison.built.root)
    comparison.make_public()
    assert "Publiseres 01.12.2026 08:00" in comparison.text()
    pages = load_public_pages(comparison.options)
    assert pages is not None
    assert pages.next_change is not None
    comparison.at = pages.next_change
    assert pages.is_due(comparison.at)
    assert not pages.is_due(comparison.at - timedelta(seconds=1))
    comparison.built.build(at=comparison.at)
    until(lambda: "Ingenting er annerledes" in comparison.text())


def test_builds_go_first(comparison: Comparison) -> None:
    """A comparison waits while a build is running."""
    comparison.save(HOME, "---\ntitle: Byen\ntemplate: home\nsites: [by]\n---\nNytt.\n")
    building = [True, True, True]
    answer = comparison.ask(is_building=lambda: bool(building) and building.pop())
    assert building == []
    assert "<ins>Nytt</ins>" in answer.body.decode()


@pytest.mark.parametrize(
    "path", ["/../", "javascript:alert(1)", "//ond.example/", "/<b>", "/\x00", "om", "/%ff"]
)
def test_any_path_can_be_asked_for(comparison: Comparison, path: str) -> None:
    """What is asked for is no address of the page that it is told on."""
    answer = comparison.ask(f"?path={path}")
    assert answer.status == 200
    assert b"<b>" not in answer.body
    assert b"javascript:" not in answer.body
    assert b'href="//' not in answer.body


def test_the_toolbar_leads_there(comparison: Comparison) -> None:
    state = asyncio.run(state_of(comparison.built.preview, "by", "/"))
    assert state["differences"] == "/__drammenworks/differences?path=%2F"
