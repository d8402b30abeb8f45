"""Cards in a build: asked for by pages, drawn once, kept and pruned."""

from __future__ import annotations

import re

import pytest

from tests.project import Project, tree

_CARD = """\
{% set title = text(card.title, font="heading", weight=700, width=900, height=300, largest=80, smallest=30, lines=3) %}
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630">
  {% if card.picture %}{{ picture(600, 0, 600, 630) }}{% endif %}
  <rect width="600" height="630" fill="#fff"/>
  <g fill="#000">{{ title.at(60, 100) }}</g>
</svg>
"""
_LINK = """\
<meta property="og:image" content="{{ social_card(page.title, site.name, doc.image if doc is defined else none).url }}">
<link rel="stylesheet"\
"""
_THEME = "themes/base/theme.yaml"
_TEMPLATE = "themes/base/templates/social/card.svg"
_HOME = "content/pages/hjem.md"


@pytest.fixture
def carded(project: Project) -> Project:
    """A project whose theme draws cards."""
    project.write(_TEMPLATE, _CARD)
    project.write(_THEME, project.read(_THEME) + "fonts:\n  heading: {family: Figtree}\n")
    project.change("themes/base/templates/layout.html", '<link rel="stylesheet"', _LINK)
    return project


def _cards(project: Project) -> set[str]:
    return {path for path in project.published() if path.endswith(".jpg") and "-kort." in path}


def _url(project: Project, page: str) -> str:
    match = re.search('og:image" content="([^"]*)"', project.output(page))
    assert match is not None
    return match[1]


def test_each_page_names_a_card_that_is_published(carded: Project) -> None:
    """By an absolute address on the published site."""
    carded.build()
    pages = [path for path in carded.published() if path.endswith("index.html")]
    cards = _cards(carded)

    for page in pages:
        site, _, _ = page.partition("/")
        address, path = _url(carded, page).split("/media/")
        assert address.startswith("https://")
        assert f"{site}/media/{path}" in cards


def test_a_card_is_never_drawn_twice(carded: Project) -> None:
    """Neither by the next build nor by one into another folder."""
    carded.build()

    assert carded.build("--output", "elsewhere")["images"]["encoded"] == 0


def test_a_name_is_divided_as_in_its_own_language(carded: Project) -> None:
    """The page in English of a Norwegian brewery shows the same card; one with an English name has its own."""
    carded.change(
        "themes/base/templates/layout.html",
        "doc.image if doc is defined else none)",
        "none, doc.title_lang if doc is defined else none)",
    )
    carded.write("content/organisations/bryggeriet.md", "---\nname: Bryggeriet\nkind: member\n---\n")
    carded.write("content/organisations/bryggeriet.en.md", "---\nsummary: A brewery.\n---\n")
    carded.build()
    norwegian = _url(carded, "a/organisasjoner/bryggeriet/index.html")
    assert norwegian == _url(carded, "a/en/organisations/bryggeriet/index.html")

    carded.write(
        "content/organisations/bryggeriet.en.md", "---\nname: Bryggeriet\nsummary: A brewery.\n---\n"
    )
    carded.build()
    assert norwegian != _url(carded, "a/en/organisations/bryggeriet/index.html")


def test_an_edited_body_draws_nothing(carded: Project) -> None:
    """A card shows the title and not the text."""
    carded.build()
    carded.write(_HOME, carded.read(_HOME) + "\nEn setning til.\n")

    report = carded.build()

    assert (report["rendered"], report["images"]["encoded"]) == (1, 0)


def test_an_edited_title_draws_one_card(carded: Project) -> None:
    """The card of that page, under a new name; the old one is gone."""
    carded.build()
    before = _cards(carded)
    carded.change(_HOME, "title: Velkommen", "title: Hallo")

    assert carded.build()["images"]["encoded"] == 1
    assert (len(before - _cards(carded)), len(_cards(carded) - before)) == (1, 1)


def test_an_edited_design_draws_all_cards(carded: Project) -> None:
    """And the pages name the new ones."""
    carded.build()
    before = _cards(carded)
    carded.change(_TEMPLATE, "#fff", "#eee")
    carded.build()

    assert len(before) == len(_cards(carded))
    assert not before & _cards(carded)


def test_any_number_of_workers_draws_the_same(carded: Project) -> None:
    """Byte for byte, from nothing each time."""
    carded.build("--clean", "--output", "one")
    carded.build("--clean", "--output", "two", "--jobs", "2")

    one, two = (
        {path: data for path, data in tree(carded.root / name).items() if path.endswith(".jpg")}
        for name in ("one", "two")
    )
    assert one == two


def test_pruning_keeps_the_cards_in_use(carded: Project) -> None:
    """And takes those that no page names any longer."""
    carded.build()
    carded.change(_HOME, "title: Velkommen", "title: Hallo")
    carded.build()
    kept = carded.root / ".cache" / "images"
    before = len(list(kept.glob("*.jpg")))
    carded.run("cache", "prune")

    assert before - 1 == len(list(kept.glob("*.jpg")))
    assert carded.build("--output", "elsewhere")["images"]["encoded"] == 0


def test_a_damaged_card_is_drawn_again(carded: Project) -> None:
    """What is kept is never published unless it is what it was."""
    carded.build()
    expected = tree(carded.root / "output")
    for file in (carded.root / ".cache" / "images").glob("*.jpg"):
        file.write_bytes(b"damaged")
    carded.remove("output")
    carded.build()

    assert expected == tree(carded.root / "output")


def test_a_theme_without_the_template_has_no_cards(project: Project) -> None:
    """Its templates are told that there is none."""
    project.change("themes/base/templates/layout.html", "<main>", "<main>{{ social_card(page.title) }}")
    project.build()

    assert "<main>None" in project.output("a/index.html")
    assert set() == _cards(project)
