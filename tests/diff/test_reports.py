"""A comparison as text, Markdown, JSON and HTML."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from drammenworks.diff import html_report
from drammenworks.diff.html_report import as_html, marked_words
from drammenworks.diff.json_report import as_json
from drammenworks.diff.markdown_report import as_markdown
from drammenworks.diff.page_difference import Change
from drammenworks.diff.page_links import PageLinks
from drammenworks.diff.site_difference import SiteDifference, compare_outputs
from drammenworks.diff.text_report import as_text
from drammenworks.errors import Phrase
from drammenworks.messages import translator
from tests.diff.pages import page, write

HOSTILE = [
    "@kari og @org/alle",
    "[trykk](https://ond.example)",
    "<script>alert(1)</script>",
    "![x](https://ond.example/x.png)",
    "https://ond.example og www.ond.example",
    "# stor _skrift_ **fet** ~~strøket~~ $x^2$",
    "#123 og org/depot#1",
    "```\n``````\n</details>",
    "| a | b |",
    "&lt;b&gt; &#64;kari",
    "\u202egale veien\u2066",
    "linje\r\n::error::x",
]


@pytest.fixture
def differences(tmp_path: Path) -> tuple[SiteDifference, ...]:
    """A title, a text, a page that moved, one that is new and one that is lost."""
    before = write(
        tmp_path / "before",
        {
            "om/index.html": page("<p>Vi er 12 ansatte.</p>"),
            "flyttet/index.html": page("", title="Flyttet"),
            "borte/index.html": page("", title="Borte"),
        },
    )
    after = write(
        tmp_path / "after",
        {
            "om/index.html": page("<p>Vi er 14 ansatte.</p>", title="Om foreningen"),
            "ny/index.html": page("", title="Ny side", lang="en"),
            "_redirects": "/flyttet/ /ny/ 301\n",
        },
    )
    return compare_outputs(before, after)


def test_markdown_says_what_a_reader_notices_first(differences: tuple[SiteDifference, ...]) -> None:
    """The whole comment, as it stands on a pull request."""
    links = PageLinks("https://vis.example/pr-7/")
    assert as_markdown(differences, links=links) == (
        "## Dette endrer seg for leserne\n"
        "\n"
        "> [!CAUTION]\n"
        "> **1 adresse blir borte og fører ingen steder. Se «Adresser som blir borte».**\n"
        "\n"
        "### a\n"
        "\n"
        "**Det leserne merker** (2)\n"
        "\n"
        "- [Om foreningen](<https://vis.example/pr-7/a/om/>): tittel «Om oss» → «Om foreningen»\n"
        "- [Om foreningen](<https://vis.example/pr-7/a/om/>): tall «Vi er 12 ansatte.» → «Vi er 14 ansatte.»\n"
        "\n"
        "**Nye sider** (1)\n"
        "\n"
        "- [Ny side](<https://vis.example/pr-7/a/ny/>) (engelsk)\n"
        "\n"
        "**Endrede sider** (1)\n"
        "\n"
        "<details><summary>Om foreningen – /om/ (bokmål)</summary>\n"
        "\n"
        "[Slik blir siden](<https://vis.example/pr-7/a/om/>) · [Slik er den nå](<https://a.example/om/>)\n"
        "\n"
        "```diff\n"
        "- Om oss\n"
        "+ Om foreningen\n"
        "- Vi er 12 ansatte.\n"
        "+ Vi er 14 ansatte.\n"
        "```\n"
        "\n"
        "</details>\n"
        "\n"
        "**Adresser som fører videre** (1)\n"
        "\n"
        "- `/flyttet/` → `/ny/` (Flyttet)\n"
        "\n"
        "**Adresser som blir borte** (1)\n"
        "\n"
        "- `/borte/` (Borte)\n"
        "\n"
        "Gi siden som har overtatt, den gamle adressen i «aliases», så leder den dit. "
        "Er innholdet borte for godt, så skriv den i content/urls/gone.yaml.\n"
    )


def test_nothing_to_tell_is_told(tmp_path: Path) -> None:
    same = write(tmp_path / "a", {})
    nothing = compare_outputs(same, same)
    assert "Ingen forskjell" in as_markdown(nothing)
    assert as_text(nothing) == "Ingen forskjell."
    assert "Ingen forskjell" in as_html(nothing)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_page_can_format_link_or_mention(tmp_path: Path, text: str) -> None:
    """The text is shown, and is nothing but text."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    before = write(tmp_path / "before", {"om/index.html": page("<p>Før.</p>"), "x/index.html": page("")})
    after = write(
        tmp_path / "after",
        {
            "om/index.html": page(f"<p>{escaped}</p>", title=escaped),
            "ny/index.html": page("", title=escaped),
        },
    )
    markdown = as_markdown(compare_outputs(before, after))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(markdown)
    tree = LexborHTMLParser(html)
    assert not tree.css("img, script, em, table, h1, s, math")
    assert [node.attributes["href"] for node in tree.css("a")] == ["https://a.example/om/"]
    assert next(node.text() for node in tree.css("strong")).startswith("1 adresse")
    assert len(tree.css("details")) == html.count("</details>") == 1
    prose = re.sub(r"^(`{3,})diff.*?^\1$", "", markdown, flags=re.S | re.M)
    # What stands in an element of HTML is no Markdown, and no address there becomes a link.
    prose = re.sub(r"<summary>.*?</summary>", "", prose)
    assert not re.search(r"@\w|#\d|https://ond|www\.ond", prose)
    assert "\u202e" not in markdown
    assert "\n::error" not in markdown


def test_a_comment_has_a_limit_and_tells_what_is_left_out(tmp_path: Path) -> None:
    names = [f"side-{number}" for number in range(400)]
    before = write(tmp_path / "before", {f"{name}/index.html": page("<p>Før.</p>") for name in names})
    after = write(
        tmp_path / "after",
        {f"{name}/index.html": page(f"<p>{'Etter. ' * 200}</p>", title=name) for name in names},
    )
    markdown = as_markdown(compare_outputs(before, after), limit=20_000)
    assert len(markdown) <= 20_000
    assert "fikk ikke plass" in markdown
    assert markdown.count("<details>") == markdown.count("</details>")


def test_json_has_everything(differences: tuple[SiteDifference, ...]) -> None:
    [site] = json.loads(json.dumps(as_json(differences)))["sites"].values()
    assert [page["path"] for page in site["changed"]] == ["/om/"]
    assert site["changed"][0]["notices"][0] == {"kind": "title", "before": "Om oss", "after": "Om foreningen"}
    assert site["moved"] == [{"path": "/flyttet/", "title": "Flyttet", "target": "/ny/"}]
    assert site["lost"] == [{"path": "/borte/", "title": "Borte", "is_list": False}]


def test_all_words_of_the_page_are_translated() -> None:
    """No tool finds texts in this template: each must stand in the program, too."""
    source = Path(html_report.__file__).with_name("report.html").read_text(encoding="utf-8")
    say = translator("en")
    texts = re.findall(r'text\("([^"]+)"', source)
    assert len(texts) > 10
    assert [text for text in texts if say(Phrase(text, name="{name}")) == text] == []


def test_a_page_marks_the_words_that_differ(differences: tuple[SiteDifference, ...]) -> None:
    tree = LexborHTMLParser(as_html(differences))
    blocks = [node.html or "" for node in tree.css(".block")]
    assert any("Vi er <del>12</del><ins>14</ins> ansatte." in block for block in blocks)
    assert "/borte/" in tree.html


@pytest.mark.parametrize("text", HOSTILE)
def test_the_page_shows_any_text_as_text(tmp_path: Path, text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    before = write(tmp_path / "before", {"om/index.html": page("<p>Før.</p>")})
    after = write(tmp_path / "after", {"om/index.html": page(f"<p>{escaped}</p>", title=escaped)})
    tree = LexborHTMLParser(as_html(compare_outputs(before, after)))
    assert not tree.css("script, img, b")
    assert all((node.attributes["href"] or "").startswith("https://a.example/") for node in tree.css("a"))


def test_words_are_marked_and_no_letter_is_lost() -> None:
    change = Change("Vi møtes kl. 8 i salen.", "Vi møtes kl. 9 i salen, som før.")
    parts = list(marked_words(change))
    assert "".join(text for tag, text in parts if tag != "ins") == change.before
    assert "".join(text for tag, text in parts if tag != "del") == change.after


def test_text_names_the_pages_and_what_is_noticed(differences: tuple[SiteDifference, ...]) -> None:
    assert as_text(differences).splitlines() == [
        "a",
        "  Adresser som blir borte (1)",
        "    /borte/  Borte",
        "  Nye sider (1)",
        "    /ny/  Ny side",
        "  Adresser som fører videre (1)",
        "    /flyttet/ → /ny/",
        "  Endrede sider (1)",
        "    /om/  Om foreningen",
        "      Tittel: «Om oss» → «Om foreningen»",
        "      Tall: «Vi er 12 ansatte.» → «Vi er 14 ansatte.»",
    ]
