"""The bar on each page of a preview that is built, and its absence from every other build."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from drammenworks.engine.artifact import Artifact
from drammenworks.engine.publish import Publication
from drammenworks.preview.static_toolbar import inject_toolbar
from tests.project import VALID, Project

FEED = Path(__file__).parents[2] / "themes/base/templates/feed.xml"
EDIT_URL = "https://github.com/org/repo/edit/gren/{path}"
PREVIEW = ("--preview", "--drafts", "--edit-url", EDIT_URL, "--base-url", "https://org.example/repo/pr-7")
DRAFT = "content/projects/utkast.md"
FIELDS = "---\ntitle: Utkast\ndraft: true\nstatus: active\n---\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "prosjekt"
    shutil.copytree(VALID, root)
    return Project(root)


def files(project: Project) -> dict[str, bytes]:
    """Return everything that is published, by its path."""
    output = project.root / "output"
    return {
        file.relative_to(output).as_posix(): file.read_bytes()
        for site in ("a", "b")
        for file in (output / site).rglob("*")
        if file.is_file()
    }


def bar(project: Project, path: str) -> dict[str, Any]:
    """Return what the bar of a page shows."""
    page = LexborHTMLParser(project.read(f"output/{path}"))
    state: dict[str, Any] = json.loads(page.css_first("#drammenworks-bar").text())
    return state


def test_the_public_gets_none(project: Project) -> None:
    """A build for the public has nothing of the bar, in no file and in no name, whatever was built before."""
    project.build("--base-url", "https://org.example/repo/pr-7", "--drafts")
    without = files(project)
    project.build(*PREVIEW)
    assert files(project) != without
    project.build("--base-url", "https://org.example/repo/pr-7", "--drafts")
    assert files(project) == without
    assert not [path for path in without if "preview" in path]
    assert not [path for path, data in without.items() if b"drammenworks-bar" in data]


def test_every_page_has_it(project: Project) -> None:
    """Each page has the bar, its script and style sheet are there, and redirects lead on without it."""
    project.write("content/news/en.md", "---\ntitle: En\ndate: 2026-01-01\naliases: [/gammel/]\n---\nOrd.\n")
    project.build(*PREVIEW)
    published = files(project)
    for path, data in published.items():
        if not path.endswith(".html"):
            continue
        page = LexborHTMLParser(data)
        script = page.css_first("script[type=module][src*='/preview.']")
        if page.css_first("meta[http-equiv=refresh]") is not None:
            assert script is None, path
            continue
        start = script.attributes["src"].removeprefix("/repo/pr-7/")
        folder = start.removesuffix("start.js")
        assert {start, f"{folder}toolbar.js", f"{folder}toolbar.css"} <= published.keys()
    assert any(
        b"http-equiv=refresh" in data or b'http-equiv="refresh"' in data for data in published.values()
    )


def test_a_page_is_published_before_the_next_one_has_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preview holds one page with its bar at a time, however many there are."""
    steps: list[str] = []

    def given(*arguments: Any) -> bytes:
        steps.append("bar")
        return inject_toolbar(*arguments)

    def added(publication: Publication, site_id: str, artifact: Artifact) -> None:
        if b'id="drammenworks-bar"' in artifact.read():
            steps.append("page")
        add(publication, site_id, artifact)

    add = Publication.add
    monkeypatch.setattr("drammenworks.pipeline.preview.add_toolbars.inject_toolbar", given)
    monkeypatch.setattr(Publication, "add", added)
    project.build(*PREVIEW)
    assert len(steps) > 10
    assert steps == ["bar", "page"] * (len(steps) // 2)


def test_a_feed_has_none(project: Project) -> None:
    """Programs read it, which would not read XML that goes on after its end."""
    shutil.copy(FEED, project.root / "themes/base/templates")
    project.change("content/sites/a.yaml", "theme: base", "theme: base\nfeeds: true")
    project.write("content/news/en.md", "---\ntitle: En\ndate: 2026-01-01\n---\nOrd.\n")
    project.build(*PREVIEW)
    assert ElementTree.fromstring(project.output("a/feed.xml")).tag.endswith("feed")


def test_what_it_shows(project: Project) -> None:
    """The same page on the other site, what state it is in, and where it is edited; on the same host without it."""
    project.write(DRAFT, FIELDS + "Ord.\n")
    project.build(*PREVIEW)
    shown = bar(project, "a/prosjekter/utkast/index.html")
    assert [(site["name"], site["href"], site["current"]) for site in shown["sites"]] == [
        ("Alfa", "/repo/pr-7/a/prosjekter/utkast/", True),
        ("Beta", "/repo/pr-7/b/", False),
    ]
    assert shown["badges"] == [{"kind": "draft", "text": "Utkast"}]
    assert shown["href"] == f"https://github.com/org/repo/edit/gren/{DRAFT}"
    assert shown["words"][shown["edits"]] == "Åpne i redigering"
    assert shown["words"]["preview"] == "Forhåndsvisning"


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("a/prosjekter/", "project: {nb: /prosjekter/"),
        ("a/emner/", "tags: {nb: /emner/"),
        ("a/emner/vekst/", "tags: {nb: /emner/"),
        ("a/satsinger/naering/", "focus_areas: {nb: /satsinger/"),
        ("b/steder/", "place: {nb: /steder/"),
    ],
)
def test_a_list_is_edited_where_its_site_decides_on_it(project: Project, page: str, line: str) -> None:
    """No document is behind a list; its address, and that it is there at all, are in the site's file."""
    project.build("--preview", "--edit-url", "https://git.example/{path}#L{line}")
    settings = f"content/sites/{page[0]}.yaml"
    lines = project.read(settings).splitlines()
    number = next(number for number, text in enumerate(lines, 1) if line in text)
    shown = bar(project, f"{page}index.html")
    assert shown["source"] == settings
    assert shown["href"] == f"https://git.example/{settings}#L{number}"
    assert shown["words"][shown["edits"]] == "Åpne nettstedets oppsett"


def test_what_no_file_of_the_content_decides_on_is_not_edited(project: Project) -> None:
    """The page for addresses that do not exist says what the theme says."""
    project.build(*PREVIEW)
    shown = bar(project, "a/404.html")
    assert (shown["source"], shown["href"]) == (None, None)


def test_findings_and_remarks(project: Project) -> None:
    """A page tells what was found in its own document, and how that is written, with links to the places."""
    project.write(DRAFT, FIELDS + "Hei!!! [Les mer](/om/)\n")
    assert project.codes(*PREVIEW) == ["DW435"]
    shown = bar(project, "a/prosjekter/utkast/index.html")
    assert [found["code"] for found in shown["findings"]] == ["DW435"]
    assert "DW473" in [remark["code"] for remark in shown["remarks"]]
    assert all(told["href"].endswith(DRAFT) for told in (*shown["findings"], *shown["remarks"]))
    home = bar(project, "a/index.html")
    assert (home["findings"], home["remarks"]) == ([], [])


def test_an_edit_is_seen_in_the_bar(project: Project) -> None:
    """A bar is never older than what it tells of, though the page itself is as it was."""
    project.write(DRAFT, FIELDS + "Ord.\n")
    project.build(*PREVIEW)
    project.change(DRAFT, "draft: true\n", "draft: true\nexpire_at: 2027-01-01 08:00\n")
    project.build(*PREVIEW)
    assert len(bar(project, "a/prosjekter/utkast/index.html")["badges"]) == 2
    amended = files(project)
    project.build(*PREVIEW, "--clean")
    assert files(project) == amended


@pytest.mark.parametrize("other", [("--edit-url", "https://git.example/{path}"), ()])
def test_another_bar_is_another_build(project: Project, other: tuple[str, ...]) -> None:
    """Where files are edited, and the language of the bar, are in the pages, so that both are made anew."""
    project.build(*PREVIEW)
    before = files(project)
    if other:
        project.build(*PREVIEW, *other)
    else:
        outcome = project.run("--lang", "en", "build", "--at", "2026-11-21", *PREVIEW)
        assert outcome.code == 0
    assert files(project)["a/index.html"] != before["a/index.html"]


def test_nothing_breaks_out(project: Project) -> None:
    """What stands in a title or a finding cannot end the element that holds it."""
    project.write(DRAFT, FIELDS.replace("title: Utkast", "title: '</script><b>Utkast'") + "Ord.\n")
    project.build(*PREVIEW)
    (shown,) = (
        file.read_text(encoding="utf-8") for file in project.root.glob("output/a/prosjekter/*utkast/*.html")
    )
    assert shown.count("</script>") == shown.count("<script")


def test_nothing_of_a_running_preview(project: Project) -> None:
    """What is published with the bar asks no server for anything."""
    project.build(*PREVIEW)
    client = b"".join(data for path, data in files(project).items() if "/assets/preview." in path)
    assert client
    for word in (b"EventSource", b"fetch(", b"__drammenworks", b"focal", b"clock"):
        assert word not in client


@pytest.mark.parametrize(
    "url",
    [
        "https://git.example/uten-sted",
        "https://git.example/{path}/{ukjent}",
        "vscode://file/{file}",
        "javascript:alert('{path}')",
        "git.example/{path}",
        "https://git.example/ {path}",
        "https://[/{path}",
    ],
)
def test_no_place_to_edit(project: Project, url: str) -> None:
    """What cannot be the address of a file is refused before anything is built."""
    outcome = project.run("build", "--preview", "--edit-url", url)
    assert outcome.code == 2
    assert "{path}" in outcome.stderr


def test_an_address_for_no_bar(project: Project) -> None:
    """Where files are edited is of no use without the bar, and the message says so."""
    outcome = project.run("build", "--edit-url", EDIT_URL)
    assert outcome.code == 2
    assert "--preview" in outcome.stderr
