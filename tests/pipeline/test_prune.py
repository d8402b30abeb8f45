"""Pruning the cache."""

from __future__ import annotations

import json
import os
import time

from tests.engine.versions import BUILD
from tests.project import Project


def test_what_the_last_build_uses_is_kept(project: Project) -> None:
    """After pruning, the next build makes nothing anew."""
    project.run(*BUILD)
    project.run("cache", "prune")
    outcome = project.run(*BUILD, "--output", "elsewhere", "--format", "json")
    again = json.loads(outcome.stdout)
    assert again["rendered"] == 0
    assert again["images"]["encoded"] == 0


def test_what_no_page_uses_any_longer_is_removed(project: Project) -> None:
    """The page that an edit replaced is gone, and what is left is what the site has."""
    # The cache is a copy, with the graph of the project that it was copied from.
    project.run(*BUILD, "--clean")
    pages = project.root / ".cache" / "pages"
    before = {file.name for file in pages.iterdir()}
    home = project.root / "content" / "pages" / "hjem.md"
    home.write_text(home.read_text(encoding="utf-8") + "\nEn setning til.\n", encoding="utf-8")
    project.run(*BUILD)
    project.run("cache", "prune")
    after = {file.name for file in pages.iterdir()}
    assert before - after
    assert after - before


def test_with_no_days_everything_goes(project: Project) -> None:
    """Keeping nothing leaves no pages."""
    project.run(*BUILD)
    project.run("cache", "prune", "--days", "0")
    assert list((project.root / ".cache" / "pages").iterdir()) == []


def test_revisions_that_nobody_compares_with_any_longer_are_removed(project: Project) -> None:
    project.run(*BUILD)
    long_ago = time.time() - 40 * 86_400
    old, new = project.root / ".cache/public", project.root / ".cache/diff/before"
    for folder in (old, new):
        (folder / "project").mkdir(parents=True)
        (folder / "project/side.md").write_bytes(b"Tekst.")
    os.utime(old, (long_ago, long_ago))
    project.run("cache", "prune")
    assert (old.exists(), new.exists()) == (False, True)


def _draw(project: Project, colour: str) -> None:
    """Give the theme a logo to make icons of."""
    project.write("themes/base/theme.yaml", 'styles: [css/base.css]\ncolour: "#0b2a3c"\n')
    project.write(
        "themes/base/assets/favicon.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">'
        f'<path fill="{colour}" d="M0 0h8v8H0z"/></svg>',
    )


def _icons(project: Project) -> set[str]:
    return {file.name for file in (project.root / ".cache" / "themes").iterdir()}


def test_icons_of_a_former_logo_are_removed(project: Project) -> None:
    """Those of the present one stay, and are not drawn anew."""
    _draw(project, "red")
    project.run(*BUILD)
    former = _icons(project)
    _draw(project, "blue")
    project.run(*BUILD)
    present = _icons(project) - former
    project.run("cache", "prune")
    assert former
    assert present
    assert _icons(project) == present


def test_a_broken_theme_loses_nothing(project: Project) -> None:
    """What it will use when it is mended cannot be told."""
    _draw(project, "red")
    project.run(*BUILD)
    kept = _icons(project)
    project.write("themes/base/assets/favicon.svg", "<svg")
    assert project.run("cache", "prune").code == 0
    assert _icons(project) == kept


def _originals(project: Project) -> set[str]:
    return {file.name for file in (project.root / ".cache" / "originals").iterdir()}


def test_originals_that_nobody_offers_any_longer_are_removed(project: Project) -> None:
    """Those that a page offers stay."""
    page = "content/pages/om.md"
    image = '![Et bilde](/media/bilde.png){credit="Ola" %s}'
    project.write(page, f"---\ntitle: Om\nsites: [a]\n---\n{image % 'download'}\n")
    project.build()
    offered = _originals(project)
    assert offered
    project.run("cache", "prune")
    assert _originals(project) == offered
    project.write(page, f"---\ntitle: Om\nsites: [a]\n---\n{image % ''}\n")
    project.build()
    project.run("cache", "prune")
    assert _originals(project) == set()


def test_broken_files_of_sites_lose_nothing(project: Project) -> None:
    """No site has pages until they are mended, and then it shows the same images."""
    project.build()
    images = {file.name for file in (project.root / ".cache" / "images").iterdir()}
    site = project.read("content/sites/a.yaml")
    project.write("content/sites/a.yaml", "name: [\n")
    project.codes()
    project.run("cache", "prune")
    assert {file.name for file in (project.root / ".cache" / "images").iterdir()} == images
    project.write("content/sites/a.yaml", site)
    assert project.build()["images"]["encoded"] == 0


def _stored(project: Project) -> set[str]:
    folder = project.root / ".cache" / "build"
    return {
        file.name for file in folder.iterdir() if file.name.partition("-")[0] in ("record", "stamps", "last")
    }


def test_what_is_stored_of_removed_builds_goes_with_them(project: Project) -> None:
    """The stamps and records of recent builds stay, so that the next build has nothing to do."""
    project.build()
    project.write(".cache/build/last-0123", b"")
    project.write(".cache/build/record-0123", b"damaged")
    recent = _stored(project) - {"last-0123", "record-0123"}
    project.run("cache", "prune")
    assert _stored(project) == recent
    assert any(name.startswith("record-") for name in recent)
    project.run("cache", "prune", "--days", "0")
    assert _stored(project) == set()
