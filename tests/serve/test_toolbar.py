"""What the toolbar shows, and the targets of its links."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from drammenworks.errors import Finding
from drammenworks.pipeline.findings import findings_of_pages, findings_of_plan
from drammenworks.preview.editor import Editor
from drammenworks.preview.editor_context import EditorContext
from drammenworks.preview.toolbar_state import toolbar_state
from tests.serve.conftest import AT, BuiltProject, write

DRAFT = "content/pages/utkast.md"


def bar(built: BuiltProject, path: str, site: str = "by", at: datetime = AT) -> dict[str, Any]:
    assert built.preview.snapshot is not None
    context = EditorContext(Editor(Path("/p"), "https://rediger.example/{path}"), str)
    graph = built.preview.snapshot.graph

    def found(files: Collection[str]) -> list[Finding]:
        findings = [*findings_of_plan(graph), *findings_of_pages(graph)]
        return [finding for finding in findings if finding.location.path in files]

    return toolbar_state(graph, site, path, at, found, context)


def save(built: BuiltProject, fields: str, sites: str = "by, land") -> None:
    write(built.root / DRAFT, f"---\ntitle: Utkast\nsites: [{sites}]\n{fields}---\nOrd.\n")


def test_the_same_page_on_the_other_site(built: BuiltProject) -> None:
    """A page that both sites have links to itself on the other site; any other, to the front page there."""
    save(built, "")
    built.build()
    both, alone = bar(built, "/utkast/")["sites"], bar(built, "/")["sites"]
    assert [(site["name"], site["href"], site["current"]) for site in both] == [
        ("Byen", "/utkast/", True),
        ("Landet", "http://127.0.0.1:8001/utkast/", False),
    ]
    assert [site["href"] for site in alone] == ["/", "http://127.0.0.1:8001/"]


def test_a_page_of_one_site(built: BuiltProject) -> None:
    """A page that the other site does not have links to the front page there."""
    save(built, "", sites="by")
    built.build()
    assert bar(built, "/utkast/")["sites"][1]["href"] == "http://127.0.0.1:8001/"


@pytest.mark.parametrize(
    ("fields", "badges"),
    [
        ("", []),
        ("draft: true\n", [("draft", "Utkast")]),
        ("publish_at: 2026-12-01 08:00\n", [("embargo", "Publiseres 01.12.2026 08:00")]),
        ("publish_at: 2026-11-01 08:00\n", []),
        ("expire_at: 2026-12-01 08:00\n", [("expiry", "Vises til 01.12.2026 08:00")]),
        ("expire_at: 2026-11-01 08:00\n", [("expired", "Utløpt 01.11.2026 08:00")]),
    ],
)
def test_badges(built: BuiltProject, fields: str, badges: list[tuple[str, str]]) -> None:
    """A page that the public does not see, or only until a date, has a badge; so has the URL of an expired page."""
    save(built, fields)
    built.build()
    found = bar(built, "/utkast/")
    assert [(badge["kind"], badge["text"]) for badge in found["badges"]] == badges
    assert found["source"] == DRAFT


def test_a_hidden_draft(built: BuiltProject) -> None:
    """In a preview without drafts, the URL of a draft has its badge."""
    save(built, "draft: true\n")
    snapshot = built.build(drafts=False)
    assert "utkast/index.html" not in snapshot.trees["by"]
    assert [badge["kind"] for badge in bar(built, "/utkast/")["badges"]] == ["draft"]


def test_the_link_to_the_editor(built: BuiltProject) -> None:
    """The document can be opened where the files are edited."""
    assert bar(built, "/")["href"] == "https://rediger.example/content/pages/by-hjem.md"


def test_an_unknown_address(built: BuiltProject) -> None:
    """A page that does not exist has no document, and links to the front pages."""
    found = bar(built, "/finnes/ikke/")
    assert (found["source"], found["href"], found["badges"], found["languages"]) == (None, None, [], [])


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("/hjem/å", "vscode://file/hjem/%C3%A5/content/en%20fil.md:3:7"),
        ("C:/hjem", "vscode://file/C:/hjem/content/en%20fil.md:3:7"),
    ],
)
def test_visual_studio_code(root: str, expected: str) -> None:
    """A link names the file on this machine, with its line and column."""
    assert Editor(Path(root)).link("content/en fil.md", 3, 7) == expected
