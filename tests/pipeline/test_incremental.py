"""After any edits, a build gives what a build from nothing gives."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.project import Project, tree

Edit = Callable[[Project, random.Random], object]

KINDS = {
    "pages": "sites: [a]",
    "news": "date: 2026-11-{day:02}",
    "projects": "status: {status}",
    "events": "start: 2026-{month:02}-{day:02} 18:00",
}


def _document(project: Project, chance: random.Random) -> object:
    """Write a new document, or another one in its place."""
    folder = chance.choice(list(KINDS))
    fields = KINDS[folder].format(
        day=chance.randrange(1, 28),
        month=chance.choice([11, 12]),
        status=chance.choice(["active", "completed"]),
    )
    name, word = chance.choice("pqr"), chance.choice(["En", "To", "Tre"])
    more = chance.choice(
        [
            "",
            "tags: [Vekst]",
            "tags: [Ny, Vekst]",
            "draft: true",
            "publish_at: 2026-11-25 10:00",
            "aliases: [/gammelt/]",
            "related: [project:prosjekt, page:om]",
            "slug: annet",
            "image: {src: /media/bilde.png, alt: Bilde}",
        ]
    )
    link = chance.choice(
        ["[P](project:prosjekt)", "[Sted](place:sted)", "![B](/media/bilde.png)", "::: events\n:::"]
    )
    return project.write(
        f"content/{folder}/{name}.md", f"---\ntitle: {word}\n{fields}\n{more}\n---\n## {word}\n\n{link}\n"
    )


def _remove(project: Project, chance: random.Random) -> object:
    files = sorted((project.root / "content").glob("*/[pqr].*"))
    return files and chance.choice(files).unlink()


def _translate(project: Project, chance: random.Random) -> object:
    files = sorted((project.root / "content").glob("*/[pqr].md"))
    if not files:
        return None
    return (
        chance.choice(files)
        .with_suffix(".en.md")
        .write_text(f"---\ntitle: {chance.choice('XY')}\n---\nText.\n")
    )


def _rename(project: Project, chance: random.Random) -> object:
    old, new = chance.sample(["p", "q", "r"], 2)
    source = project.root / f"content/pages/{old}.md"
    return source.is_file() and source.replace(project.root / f"content/pages/{new}.md")


def _known(project: Project, chance: random.Random) -> object:
    """Change a document that others name."""
    title = chance.choice(["Prosjektet", "Et annet navn", "no"])
    return project.write(
        "content/projects/prosjekt.md",
        f"---\ntitle: {title}\nlead: person\nfocus_areas: [{chance.choice(['Næring', 'By'])}]\n---\nTekst.\n",
    )


def _site(project: Project, chance: random.Random) -> object:
    text = project.read("content/sites/a.yaml").split("per_page:")[0]
    return project.write("content/sites/a.yaml", f"{text}per_page: {chance.choice([1, 2, 12])}\n")


def _template(project: Project, chance: random.Random) -> object:
    name = chance.choice(["page", "article", "list", "components/body_picture", "directives/events"])
    path = f"themes/base/templates/{name}.html"
    return project.write(path, project.read(path).rstrip() + f"\n<!-- {chance.randrange(3)} -->\n")


def _override(project: Project, chance: random.Random) -> object:
    file = project.root / "themes/plain/templates/article.html"
    if file.is_file():
        return file.unlink()
    return project.write("themes/plain/templates/article.html", '{% extends "document.html" %}\n')


def _words(project: Project, chance: random.Random) -> object:
    return project.write(
        "themes/plain/strings/nb.yaml", f"nav:\n  home: {chance.choice(['Hjem', 'Start'])}\n"
    )


def _asset(project: Project, chance: random.Random) -> object:
    size = chance.randrange(1, 4)
    return project.write("themes/base/assets/logo.svg", f'<svg viewBox="0 0 {size} 1"/>\n')


def _picture(project: Project, chance: random.Random) -> object:
    colour = chance.choice(["red", "green", "blue"])
    return Image.new("RGB", (40, chance.choice([30, 20])), colour).save(
        project.root / "content/media/bilde.png"
    )


def _data(project: Project, chance: random.Random) -> object:
    return project.write("content/reports/rapport/medlemmer.csv", f"År;Antall\n2024;{chance.randrange(5)}\n")


EDITS: list[Edit] = [
    _document,
    _document,
    _remove,
    _translate,
    _rename,
    _known,
    _site,
    _template,
    _override,
    _words,
    _asset,
    _picture,
    _data,
]


@pytest.mark.parametrize("seed", range(3))
def test_incremental_equals_clean(project: Project, seed: int) -> None:
    """Whatever was edited, renamed, deleted, translated or drawn anew, and whatever time it is."""
    chance = random.Random(seed)
    clean = Project(project.root.parent / "clean")
    for step in range(4):
        for edit in chance.sample(EDITS, 3):
            edit(project, chance)
        at = f"2026-11-{chance.choice([21, 24, 26])}"
        report = project.report(at=at)
        shutil.rmtree(clean.root, ignore_errors=True)
        for folder in ("content", "themes"):
            shutil.copytree(project.root / folder, clean.root / folder)
        expected = clean.report(at=at)
        assert report["findings"] == expected["findings"], step
        assert report["next_change"] == expected["next_change"], step
        assert report["sites"].keys() == expected["sites"].keys(), step
        if expected["sites"]:
            assert _sites(project) == _sites(clean), step


def _sites(project: Project) -> dict[str, bytes]:
    return {
        f"{site}/{path}": data
        for site in ("a", "b")
        for path, data in tree(project.root / "output" / site).items()
    }


def test_a_page_that_did_not_change_is_not_rendered_again(published: Project) -> None:
    """Changing one page renders few, and says so."""
    published.change("content/pages/om.md", "Vi er noen.", "Vi er flere.")
    report = published.build()
    assert report["rendered"] < 5
    assert report["rendered"] + report["reused"] == 30
    assert {name: site["written"] for name, site in report["sites"].items()} == {"a": 1, "b": 0}


@pytest.mark.parametrize("damage", ["cut", "garbage", "gone", "folder"])
def test_a_damaged_cache_is_made_anew(published: Project, damage: str) -> None:
    """Whatever happened to it, the output is right."""
    expected = _sites(published)
    for file in sorted((published.root / ".cache").rglob("*")):
        if not file.is_file():
            continue
        if damage == "cut":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        elif damage == "garbage":
            file.write_bytes(b"x" * file.stat().st_size)
        elif damage == "gone":
            file.unlink()
    if damage == "folder":
        shutil.rmtree(published.root / ".cache")
        Path(published.root / ".cache").mkdir()
    published.change("content/pages/om.md", "Vi er noen.", "Vi er flere.")
    published.build()
    published.change("content/pages/om.md", "Vi er flere.", "Vi er noen.")
    published.build()
    assert _sites(published) == expected
