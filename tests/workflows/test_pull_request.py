"""A pull request from its push to the public, by the steps of the workflows as they stand.

What it must say is in ``golden/``; with DRAMMENWORKS_WRITE_GOLDEN=1 in the environment that is written anew.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from tests.project import Project
from tests.workflows.runner import GitHost, Ran

_GOLDEN = Path(__file__).parent / "golden"
_PREVIEW = "forhandsvisning/pr-7"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.name == "nt" or not all(map(shutil.which, ("git", "bash", "jq"))),
        reason="the workflows run on Linux",
    ),
]


def check_golden(name: str, text: str) -> None:
    """Compare a text with what it must be."""
    file = _GOLDEN / name
    if os.environ.get("DRAMMENWORKS_WRITE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def edit(project: Project) -> None:
    """Change a text, a title, a picture, a template and a date; delete a page, and rename one; with mistakes."""
    project.change("content/pages/om.md", "Vi er noen.", "Vi er 14 som arbeider her.")
    project.change(
        "content/projects/prosjekt.md", "title: Prosjektet", "title: «Prosjektet» @alle <b>her</b>"
    )
    project.change("content/events/mote.md", "2026-12-01", "2026-12-03")
    project.change("themes/base/templates/place.html", "<h1>", '<h1 class="ny">')
    Image.new("RGB", (32, 32), "#a3170f").save(project.root / "content/media/bilde.png")
    project.remove("content/news/nyhet.md")
    (project.root / "content/places/sted.md").rename(project.root / "content/places/kafe.md")
    project.write("content/pages/merknad.md", "---\ntitle: Ny side\nsites: [a]\n---\nSe  [her](https://).\n")


@pytest.fixture
def host(project: Project, tmp_path: Path) -> GitHost:
    """A pull request with the edits, checked out as merged."""
    host = GitHost(project, tmp_path / "host")
    host.git("switch", "--quiet", "--create", "endring")
    edit(project)
    host.commit()
    host.check_out_merged("endring")
    return host


def publish_preview(host: GitHost) -> dict[str, Ran]:
    host.hand_over()
    host.git("checkout", "--quiet", "main")
    ran = host.run_job("preview-publish", "publish")
    assert {name: one.stderr for name, one in ran.items() if one.code} == {}
    return ran


def test_a_request_is_previewed_and_told_and_a_lost_page_blocks(host: GitHost) -> None:
    """The comment, the page of differences and the annotations; with the alias pasted it passes, and redirects."""
    ran = host.run_job("preview", "preview")
    assert {name: one.code for name, one in ran.items()} == {
        "Build both sites": 0,
        "Show what is wrong": 0,
        "Tell what changes for readers": ran["Tell what changes for readers"].code,
    }
    assert ran["Tell what changes for readers"].code != 0
    check_golden("annotations.txt", ran["Show what is wrong"].stdout)
    publish_preview(host)
    (comment,) = host.comments
    check_golden("comment.md", comment)
    check_golden("differences.html", host.file("previews", f"{_PREVIEW}/forskjell.html"))
    front = host.file("previews", f"{_PREVIEW}/a/index.html")
    assert 'href="/depot/forhandsvisning/pr-7/a/' in front
    for path in host.files("previews"):
        if path.endswith(".html"):
            assert "noindex" in host.file("previews", path), path

    lost = re.findall(r"^- `(/.*?)` \(Nyheten\)$", comment, re.MULTILINE)
    host.git("checkout", "--quiet", "endring")
    host.project.change("content/pages/om.md", "title: ", f"aliases: [{', '.join(lost)}]\ntitle: ")
    host.project.write(
        "content/places/kafe.md", "---\nname: Kafeen\ncategory: eatery\naliases: [/sted/]\n---\nGod kaffe.\n"
    )
    _take_over(host, comment)
    host.commit()
    host.check_out_merged("endring")
    ran = host.run_job("preview", "preview")
    assert {name: one.code for name, one in ran.items()} == dict.fromkeys(ran, 0), ran
    publish_preview(host)
    (comment,) = host.comments
    assert "Adresser som blir borte" not in comment
    assert "Adresser som fører videre" in comment
    for address in lost:
        page = host.file("previews", f"{_PREVIEW}/a{address}index.html")
        assert 'http-equiv="refresh"' in page
        assert "/om/" in page
