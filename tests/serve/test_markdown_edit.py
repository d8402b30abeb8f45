"""Minimal edits of the pictures in a text."""

from __future__ import annotations

import pytest

from drammenworks.base.source_text import decode_source
from drammenworks.content.frontmatter import split_file
from drammenworks.content.markdown import ImageNode, parse_markdown
from drammenworks.serve.markdown_edit import MarkdownEditError, set_image_attribute

PATH = "content/pages/om.md"
HEAD = "---\ntitle: Om\n---\n"
SET = '{focal="0.75, 0.3"}'


def images(text: str) -> list[ImageNode]:
    parts = split_file(decode_source(text.encode(), path=PATH), path=PATH)
    body, _ = parse_markdown(parts.body, path=PATH, first_line=parts.body_line, lang="nb")
    return [node for node in body.walk() if isinstance(node, ImageNode)]


def edit(text: str, number: int) -> str:
    node = images(text)[number]
    return set_image_attribute(text, number, node, "focal", "0.75, 0.3", path=PATH, lang="nb")


@pytest.mark.parametrize(
    ("before", "number", "after"),
    [
        ("![A](a.jpg)\n", 0, f"![A](a.jpg){SET}\n"),
        ("![A](a.jpg)", 0, f"![A](a.jpg){SET}"),
        ("Ord ![A](a.jpg), ord.\n", 0, f"Ord ![A](a.jpg){SET}, ord.\n"),
        ("![A](a.jpg 'Tekst (1)')\n", 0, f"![A](a.jpg 'Tekst (1)'){SET}\n"),
        ("![A](<a (1).jpg>)\n", 0, f"![A](<a (1).jpg>){SET}\n"),
        ("![A](a(1).jpg)\n", 0, f"![A](a(1).jpg){SET}\n"),
        ("![Kart (nytt) [2]](a.jpg)\n", 0, f"![Kart (nytt) [2]](a.jpg){SET}\n"),
        (
            "![Et langt\nalternativ](a.jpg\n'Og tekst')\n",
            0,
            f"![Et langt\nalternativ](a.jpg\n'Og tekst'){SET}\n",
        ),
        ("![A][bilde]\n\n[bilde]: a.jpg\n", 0, f"![A][bilde]{SET}\n\n[bilde]: a.jpg\n"),
        ("![bilde][]\n\n[bilde]: a.jpg\n", 0, f"![bilde][]{SET}\n\n[bilde]: a.jpg\n"),
        ("![bilde]\n\n[bilde]: a.jpg\n", 0, f"![bilde]{SET}\n\n[bilde]: a.jpg\n"),
        # With attributes
        ("![A](a.jpg){download}\n", 0, '![A](a.jpg){download focal="0.75, 0.3"}\n'),
        (
            '![A](a.jpg){ .stor credit="Kari {K}" }\n',
            0,
            '![A](a.jpg){ .stor credit="Kari {K}" focal="0.75, 0.3" }\n',
        ),
        (
            '![A](a.jpg){focal="0.1,0.2" download}\n',
            0,
            '![A](a.jpg){focal="0.75, 0.3" download}\n',
        ),
        ("![A](a.jpg){download focal=[0,1]}\n", 0, '![A](a.jpg){download focal="0.75, 0.3"}\n'),
        ("![A](a.jpg){focal='0 1'}\n", 0, '![A](a.jpg){focal="0.75, 0.3"}\n'),
        ("![A](a.jpg){focal=“0 1”}\n", 0, '![A](a.jpg){focal="0.75, 0.3"}\n'),
        ("![](a.jpg){decorative}\n", 0, '![](a.jpg){decorative focal="0.75, 0.3"}\n'),
        # Several
        ("![A](a.jpg) ![A](a.jpg)\n", 0, f"![A](a.jpg){SET} ![A](a.jpg)\n"),
        ("![A](a.jpg) ![A](a.jpg)\n", 1, f"![A](a.jpg) ![A](a.jpg){SET}\n"),
        ("![A](a.jpg)\n\nOrd.\n\n![A](a.jpg)\n", 1, f"![A](a.jpg)\n\nOrd.\n\n![A](a.jpg){SET}\n"),
        ("![A](a.jpg)![B](b.jpg){download}\n", 0, f"![A](a.jpg){SET}![B](b.jpg){{download}}\n"),
        # In blocks
        ("- Ord\n- ![A](a.jpg)\n", 0, f"- Ord\n- ![A](a.jpg){SET}\n"),
        ("1. Ord\n\n   ![A](a.jpg)\n", 0, f"1. Ord\n\n   ![A](a.jpg){SET}\n"),
        ("> ![A](a.jpg)\n> ord\n", 0, f"> ![A](a.jpg){SET}\n> ord\n"),
        ("## Om ![A](a.jpg) {#om}\n", 0, f"## Om ![A](a.jpg){SET} {{#om}}\n"),
        ("[![A](a.jpg)](om.pdf)\n", 0, f"[![A](a.jpg){SET}](om.pdf)\n"),
        ("**![A](a.jpg)**\n", 0, f"**![A](a.jpg){SET}**\n"),
        (
            "| A | B |\n| --- | --- |\n| ![A](a.jpg) | ![A](a.jpg) |\n",
            1,
            f"| A | B |\n| --- | --- |\n| ![A](a.jpg) | ![A](a.jpg){SET} |\n",
        ),
        ("Ord\n: ![A](a.jpg)\n", 0, f"Ord\n: ![A](a.jpg){SET}\n"),
        ("Se.[^1]\n\n[^1]: ![A](a.jpg)\n", 0, f"Se.[^1]\n\n[^1]: ![A](a.jpg){SET}\n"),
        # In boxes
        (
            "::: gallery\n![A](a.jpg)\n\n![B](b.jpg)\n:::\n",
            1,
            f"::: gallery\n![A](a.jpg)\n\n![B](b.jpg){SET}\n:::\n",
        ),
        ("::: figure\n![A](a.jpg)\n:::\n", 0, f"::: figure\n![A](a.jpg){SET}\n:::\n"),
        (
            "::: figure {caption=B}\n![A](a.jpg)\n:::\n",
            0,
            f"::: figure {{caption=B}}\n![A](a.jpg){SET}\n:::\n",
        ),
        (
            "::: figure {src=a.jpg alt=A}\n:::\n",
            0,
            '::: figure {src=a.jpg alt=A focal="0.75, 0.3"}\n:::\n',
        ),
        (
            ":::: details Mer {open}\n::: figure {src=a.jpg alt='A {b}'}\n:::\n::::\n",
            0,
            ":::: details Mer {open}\n::: figure {src=a.jpg alt='A {b}' focal=\"0.75, 0.3\"}\n:::\n::::\n",
        ),
        # What only looks like a picture
        ("`![A](a.jpg)` ![A](a.jpg)\n", 0, f"`![A](a.jpg)` ![A](a.jpg){SET}\n"),
        ("\\![A](a.jpg) ![A](a.jpg)\n", 0, f"\\![A](a.jpg) ![A](a.jpg){SET}\n"),
        ("```\n![A](a.jpg)\n```\n\n![A](a.jpg)\n", 0, f"```\n![A](a.jpg)\n```\n\n![A](a.jpg){SET}\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_one_attribute_is_set(before: str, number: int, after: str, newline: str) -> None:
    """Nothing but the attribute differs, whatever the line ends are."""
    text, expected = (f"{HEAD}{body}".replace("\n", newline) for body in (before, after))
    assert edit(text, number) == expected


def test_a_byte_order_mark_and_mixed_line_ends_stay() -> None:
    """As do spaces at the ends of lines, and tabs."""
    text = "\ufeff---\r\ntitle: Om\n---\r\n\tKode\r\n\nOrd  \r\n![A](a.jpg)\t\r\nog så\n"
    assert edit(text, 0) == text.replace("a.jpg)", f"a.jpg){SET}")


def test_an_edit_can_be_made_again() -> None:
    """The second click replaces what the first one wrote."""
    text = edit(f"{HEAD}![A](a.jpg){{download}}\n", 0)
    node = images(text)[0]
    again = set_image_attribute(text, 0, node, "focal", "0, 1", path=PATH, lang="nb")
    assert again == f'{HEAD}![A](a.jpg){{download focal="0, 1"}}\n'


def test_a_picture_that_can_have_no_attribute_is_not_edited() -> None:
    """What ends a heading belongs to the heading."""
    with pytest.raises(MarkdownEditError):
        edit(f"{HEAD}## Om ![A](a.jpg)\n", 0)


@pytest.mark.parametrize("now", ["Ord.\n", "![B](b.jpg)\n", "![B](a.jpg)\n", "![A](a.jpg 'Tekst')\n"])
def test_a_text_that_has_changed_is_not_edited(now: str) -> None:
    """The picture that was clicked may be gone, or may be a different one."""
    [node] = images(f"{HEAD}![A](a.jpg)\n")
    with pytest.raises(MarkdownEditError):
        set_image_attribute(HEAD + now, 0, node, "focal", "0, 1", path=PATH, lang="nb")


@pytest.mark.parametrize("text", ["![A](a.jpg)\n", "---\ntitle: Om\n![A](a.jpg)\n", ""])
def test_a_file_that_is_no_document_any_more_is_not_edited(text: str) -> None:
    """It was saved in the middle of an edit."""
    [node] = images(f"{HEAD}![A](a.jpg)\n")
    with pytest.raises(MarkdownEditError):
        set_image_attribute(text, 0, node, "focal", "0, 1", path=PATH, lang="nb")
