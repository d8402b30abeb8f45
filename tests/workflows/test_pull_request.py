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

from tests.project import AT, Project
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
    project.change("themes/base/templates/video.html", "<p>", '<p class="ny">')
    Image.new("RGB", (1200, 900), "#a3170f").save(project.root / "content/media/bilde.png")
    project.remove("content/news/nyhet.md")
    (project.root / "content/places/sted.md").rename(project.root / "content/places/kafe.md")
    project.write(
        "content/pages/merknad.md", "---\ntitle: Ny side\nsites: [a]\ntags: [vekst]\n---\nSe  dette.\n"
    )


@pytest.fixture
def host(project: Project, tmp_path: Path) -> GitHost:
    """A pull request with the edits, checked out as merged."""
    # Lists are not emptied.
    project.write("content/news/annen.md", "---\ntitle: En annen nyhet\ndate: 2026-11-05\n---\nTekst.\n")
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
    assert [name for name, one in ran.items() if one.code] == ["Tell what changes for readers"], ran
    commands = [line for line in ran["Show what is wrong"].stdout.splitlines() if line.startswith("::")]
    check_golden("annotations.txt", "\n".join([*commands, ""]))
    publish_preview(host)
    (comment,) = host.comments
    check_golden("comment.md", comment)
    differences = host.file("previews", f"{_PREVIEW}/forskjell.html")
    check_golden("differences.html", differences[differences.index("<main>") :])
    front = host.file("previews", f"{_PREVIEW}/a/index.html")
    assert 'href="/depot/forhandsvisning/pr-7/a/' in front
    for path in host.files("previews"):
        if path.endswith(".html"):
            assert "noindex" in host.file("previews", path), path

    lost = re.findall(r"^- `(/[^`]*)` \((Nyheten|Kafeen)\)$", comment, re.MULTILINE)
    assert {title for _, title in lost} == {"Nyheten", "Kafeen"}
    host.git("checkout", "--quiet", "endring")
    # An event is on both sites, as the article was; the place is on one.
    for path, title in (("content/events/mote.md", "Nyheten"), ("content/places/kafe.md", "Kafeen")):
        aliases = ", ".join(sorted({address for address, other in lost if other == title}))
        front_matter = host.project.read(path).removeprefix("---\n")
        host.project.write(path, f"---\naliases: [{aliases}]\n{front_matter}")
    host.commit()
    host.check_out_merged("endring")
    ran = host.run_job("preview", "preview")
    publish_preview(host)
    (comment,) = host.comments
    check_golden("comment-with-aliases.md", comment)
    assert [name for name, one in ran.items() if one.code] == [], ran
    for site, address in (("a", "/aktuelt/nyhet/"), ("b", "/aktuelt/nyhet/"), ("b", "/steder/sted/")):
        page = host.file("previews", f"{_PREVIEW}/{site}{address}index.html")
        assert 'http-equiv="refresh"' in page


def test_what_cannot_be_built_is_told(host: GitHost) -> None:
    """The comment says what is wrong; there are no pages to publish."""
    host.git("checkout", "--quiet", "endring")
    host.project.write("content/pages/merknad.md", "---\ntitle: Ny side\n---\nSe [her](https://) @alle.\n")
    host.commit()
    host.check_out_merged("endring")
    ran = host.run_job("preview", "preview")
    assert ran["Build both sites"].code == 1
    assert "::error file=content/pages/merknad.md,line=4" in ran["Show what is wrong"].stdout
    publish_preview(host)
    (comment,) = host.comments
    assert "> **1 feil. Forslaget kan ikke tas inn" in comment
    assert "`content/pages/merknad.md:4`" in comment
    assert "Sidene er ikke lagt ut" in comment
    assert "@alle" not in comment


def test_the_preview_goes_when_the_request_closes(host: GitHost) -> None:
    """The run of preview.yml builds nothing then, and there is nothing to download."""
    host.run_job("preview", "preview")
    publish_preview(host)
    assert [path for path in host.files("previews") if path.startswith(_PREVIEW)]
    host.tell(pulls=[])
    shutil.rmtree(host.temporary / "handed-over")
    host.known["github.event.workflow_run.conclusion"] = "skipped"
    ran = host.run_job("preview-publish", "publish")
    assert list(ran) == ["Remove previews of closed requests"]
    assert host.files("previews") == [".nojekyll"]


def test_with_a_ledger_the_build_says_what_to_paste(host: GitHost) -> None:
    """The page is an address that was public; the lines of the error make it lead on."""
    host.git("checkout", "--quiet", "main")
    assert host.project.run("urls", "--write", "--at", AT).code == 0
    host.commit()
    host.git("switch", "--quiet", "--create", "sletting")
    host.project.remove("content/news/nyhet.md")
    host.commit()
    host.check_out_merged("sletting")
    ran = host.run_job("preview", "preview")
    assert ran["Build both sites"].code == 1
    assert "::error file=content/urls/a.txt" in ran["Show what is wrong"].stdout
    publish_preview(host)
    (comment,) = host.comments
    assert "DW505" in comment

    (line,) = set(re.findall(r"«(aliases: .*?)»", ran["Show what is wrong"].stdout))
    host.git("checkout", "--quiet", "sletting")
    event = host.project.read("content/events/mote.md").removeprefix("---\n")
    host.project.write("content/events/mote.md", f"---\n{line}\n{event}")
    host.commit()
    host.check_out_merged("sletting")
    ran = host.run_job("preview", "preview")
    assert [name for name, one in ran.items() if one.code] == [], ran
    publish_preview(host)
    (comment,) = host.comments
    assert "DW505" not in comment
    for site in ("a", "b"):
        page = host.file("previews", f"{_PREVIEW}/{site}/aktuelt/nyhet/index.html")
        assert 'http-equiv="refresh"' in page
