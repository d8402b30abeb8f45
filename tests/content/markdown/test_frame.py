"""What the frame of a page has and shows: ids of its own, and captions of pictures that are figures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drammenworks.content.markdown import parse_markdown
from drammenworks.content.markdown.reserved_ids import FRAME_IDS

_THEMES = Path(__file__).parents[3] / "themes"
_PICTURE = 'x.jpg "Elva i mai"'


def _told(text: str) -> list[str]:
    return [found.code for found in parse_markdown(text, path="x.md", first_line=1, lang="nb")[1]]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("## Main", ["main-2"]),
        ("## Site menu", ["site-menu-2"]),
        ("## Main\n\n## Main", ["main-2", "main-3"]),
        ("## Main {#innhold}", ["innhold"]),
        ("## Main 2\n\n## Main", ["main-2", "main-3"]),
        ("## *Main*", ["main-2"]),
        ("::: facts\n## Main\n:::", ["main-2"]),
        ("## Mainland", ["mainland"]),
        ("## table:tall", ["table-tall"]),
    ],
)
def test_headings_have_other_ids_than_the_frame(text: str, ids: list[str]) -> None:
    """So that links to either reach it."""
    body, _ = parse_markdown(text, path="x.md", first_line=1, lang="nb")
    assert [heading.id for heading in body.headings] == ids


@pytest.mark.parametrize(
    "text", ["## A {#main}", "[a]{#site-menu}", "::: facts {#main}\nA\n:::", "[a](b){#main}"]
)
def test_an_id_of_the_frame_is_told(text: str) -> None:
    """Authors choose another."""
    assert _told(text) == ["DW493"]


@pytest.mark.parametrize("template", sorted(_THEMES.rglob("*.html")), ids=lambda file: file.name)
def test_ids_of_themes_are_reserved_or_have_a_colon(template: Path) -> None:
    """No heading and no author can have them. An id that is a variable comes from another template."""
    for id_ in re.findall(r"\sid=\"([^\"]*)", template.read_text(encoding="utf-8")):
        assert id_ in FRAME_IDS or ":" in id_ or id_.startswith("{{")


@pytest.mark.parametrize(
    "text",
    [
        f"[![Elva]({_PICTURE})](https://example.no/)",
        f"Tekst ![Elva]({_PICTURE}) mer.",
        'Tekst ![Elva](x.jpg){credit="Kari"} mer.',
        "Tekst ![Elva](x.jpg){download} mer.",
        '![Elva](x.jpg){caption="Mai"} tekst.',
        f"## ![Elva]({_PICTURE})",
        f"| A |\n|---|\n| ![Elva]({_PICTURE}) |",
        f"- Tekst ![Elva]({_PICTURE})",
        f"> Tekst ![Elva]({_PICTURE})",
        f"**![Elva]({_PICTURE})**",
        f"[Bilde av elva: ![Elva]({_PICTURE})](https://example.no/)",
    ],
)
def test_what_is_not_shown_of_a_picture_is_told(text: str) -> None:
    """Once for a picture in a link, a sentence, a heading or a table."""
    assert _told(text) == ["DW491"]


@pytest.mark.parametrize(
    "text",
    [
        f"![Elva]({_PICTURE})",
        'Tekst.\n\n![Elva](x.jpg "Elva"){credit="Kari" download}\n\nMer.',
        f"- ![Elva]({_PICTURE})",
        f"> ![Elva]({_PICTURE})",
        f"::: gallery\n![Elva]({_PICTURE})\n![Elva]({_PICTURE})\n:::",
        '::: figure {src=x.jpg alt=Elva credit="Kari"}\n:::',
        "Tekst ![Elva](x.jpg) mer.",
        "[![Elva](x.jpg)](https://example.no/)",
        'Tekst ![Elva](x.jpg){focal="0.5, 0.5"} mer.',
    ],
)
def test_a_picture_that_shows_all_is_not_told(text: str) -> None:
    """On a line of its own, or with nothing to show beside it."""
    assert _told(text) == []
