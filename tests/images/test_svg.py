"""Sanitising of SVG: it renders the same, without scripts and external references."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import resvg_py

from drammenworks.images.encode_variants import encode_all
from drammenworks.images.probe_result import UnusableImageError
from drammenworks.images.svg import sanitise
from drammenworks.images.variants import Variant
from tests.images.samples import unread_probe

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">'
)
THEMES = Path(__file__).parents[2] / "themes"
PIXEL = "data:image/png;base64,iVBORw0KGgo="


def clean(inner: str, head: str = HEAD) -> str:
    """Return the sanitised contents of the root element."""
    text = sanitise(f"{head}{inner}</svg>".encode()).decode()
    return re.fullmatch(r"<svg [^>]*>(.*)</svg>", text, re.DOTALL)[1]  # type: ignore[index]


@pytest.mark.parametrize(
    ("inner", "left"),
    [
        ("<script>alert(1)</script><g/>", "<g></g>"),
        ('<script href="https://x.example/a.js"/>', ""),
        ('<g onclick="alert(1)" ONLOAD="x" fill="red"/>', '<g fill="red"></g>'),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", ""),
        ("<iframe xmlns='http://www.w3.org/1999/xhtml' src='//x'/>", ""),
        ("<metadata>Kari Nordmann</metadata>", ""),
        ("<!-- Kari Nordmann --><?php x ?><g/>", "<g></g>"),
        ('<image href="https://x.example/a.png"/>', "<image></image>"),
        ('<image xlink:href="file:///etc/passwd"/>', "<image></image>"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "<image></image>"),
        (f'<image xlink:href="{PIXEL}"/>', f'<image href="{PIXEL}"></image>'),
        ('<use href="other.svg#a"/>', "<use></use>"),
        ('<use xlink:href=" #a "/>', '<use href="#a"></use>'),
        ('<use href="#b" xlink:href="#a"/>', '<use href="#b"></use>'),
        ('<a href="javascript:alert(1)"><path d="M0 0"/></a>', '<g><path d="M0 0"></path></g>'),
        ("<set attributeName='href' to='javascript:1'/><animate onbegin='x'/>", ""),
        ('<feImage href="https://x.example/a.png"/>', ""),
        ('<g fill="url(#a)"/>', '<g fill="url(#a)"></g>'),
        ('<g fill="url(https://x.example/#a)"/>', "<g></g>"),
        ('<g fill="url( &quot;//x.example&quot; )"/>', "<g></g>"),
        ('<g style="background:URL(x.png)"/>', "<g></g>"),
        ('<g style="fill:u\\72l(//x.example)"/>', "<g></g>"),
        ('<g style="fill:url(#a"/>', "<g></g>"),
        ('<g style="fill:red; stroke:url(#s)"/>', '<g style="fill:red; stroke:url(#s)"></g>'),
        ("<style>.a{fill:red}</style>", "<style>.a{fill:red}</style>"),
        ("<style>@import url(//x.example);.a{fill:red}</style>", "<style>.a{fill:red}</style>"),
        ("<style>@import 'x.css';.a{fill:red}</style>", "<style>.a{fill:red}</style>"),
        ("<style>@font-face{font-family:A;src:url(//x)}.a{fill:red}</style>", "<style>.a{fill:red}</style>"),
        ("<style>@import/**/'x'</style>", "<style></style>"),
        ("<style>.a{fill:url(//x.example)}</style>", "<style></style>"),
        ("<style>.a{cursor:image-set('x')}</style>", "<style></style>"),
        (
            "<style>@media (prefers-color-scheme:dark){.a{fill:red}}</style>",
            "<style>@media (prefers-color-scheme:dark){.a{fill:red}}</style>",
        ),
        ("<style><![CDATA[.a>.b{fill:red}]]></style>", "<style>.a&gt;.b{fill:red}</style>"),
        ("<style>.a{}<script>1</script></style>", "<style>.a{}</style>"),
        ('<text xml:space="preserve">Bjørg &lt; 3 &amp; «ø»</text>', None),
        ('<g xml:base="https://x.example/"/>', "<g></g>"),
        ('<svg onload="x" width="1"/>', '<svg width="1"></svg>'),
        ('<x:g xmlns:x="http://www.inkscape.org/namespaces/inkscape"><path/></x:g>', ""),
    ],
)
def test_only_allowed_elements_and_attributes_remain(inner: str, left: str | None) -> None:
    """A value with an external reference is removed as well."""
    assert clean(inner) == (inner if left is None else left)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "skadet"),
        (b"<svg", "skadet"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "ikke en tegning"),
        (b"<svg/>", "ikke en tegning"),
        (HEAD.encode() + b"<g>", "skadet"),
        (HEAD.encode() + b"&x;</svg>", "skadet"),
        (b"<!DOCTYPE svg [<!ENTITY x 'y'>]>" + HEAD.encode() + b"</svg>", "entiteter"),
        (
            b"<!DOCTYPE svg [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]>" + HEAD.encode() + b"</svg>",
            "enti",
        ),
        (HEAD.encode() + b"<g>" * 200 + b"</g>" * 200 + b"</svg>", "grupper"),
        (HEAD.encode() + b" " * (6 << 20) + b"</svg>", "stor"),
    ],
)
def test_an_unsafe_or_damaged_svg_is_refused(data: bytes, reason: str) -> None:
    """A truncated SVG is not published, nor one that declares entities."""
    with pytest.raises(UnusableImageError, match=reason):
        sanitise(data)


def test_an_entity_bomb_is_refused_immediately() -> None:
    """«Billion laughs» are not expanded."""
    laughs = "".join(f"<!ENTITY l{i} '{f'&l{i - 1};' * 10}'>" for i in range(1, 30))
    started = time.process_time()
    with pytest.raises(UnusableImageError):
        sanitise(f"<!DOCTYPE svg [<!ENTITY l0 'ha'>{laughs}]>{HEAD}<text>&l29;</text></svg>".encode())
    assert time.process_time() - started < 1


@pytest.mark.parametrize("again", ['<use href="#g{}"/>', '<rect fill="url(#g{})"/>'])
def test_an_svg_that_expands_to_a_billion_elements_is_refused(again: str) -> None:
    """A browser would render it for ever, though it is short."""
    groups = "".join(f'<g id="g{i}">{again.format(i + 1) * 10}</g>' for i in range(12))
    with pytest.raises(UnusableImageError, match="ganger"):
        sanitise(f"{HEAD}<defs>{groups}</defs>{again.format(0)}</svg>".encode())


def test_an_svg_may_reference_its_elements() -> None:
    """Also many times, and in a cycle, of which browsers render nothing."""
    forest = '<g id="tree"><path d="M0 0h1"/></g>' + '<use href="#tree" x="9"/>' * 999
    ring = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'
    assert sanitise(f"{HEAD}{forest}{ring}</svg>".encode()).count(b"<use") == 1001


def test_a_cycle_does_not_hide_a_billion_elements() -> None:
    """A reference that is skipped in a cycle counts where it is reached by a different path."""
    again = "<use href='#l{}'/>"
    levels = "".join(
        f'<g id="l{n}">{again.format(n - 1)}{again.format(n + 1) * 10}</g>' for n in range(11, 0, -1)
    )
    svg = f'{HEAD}{levels}<g id="l0">{again.format(1)}</g></svg>'
    with pytest.raises(UnusableImageError):
        sanitise(svg.encode())


def test_an_endless_chain_of_references_is_refused() -> None:
    """However few elements it renders, it is not a real image."""
    row = "".join(f'<g id="g{i}"><use href="#g{i + 1}"/></g>' for i in range(5000))
    with pytest.raises(UnusableImageError, match="ganger"):
        sanitise(f"{HEAD}{row}</svg>".encode())


def test_a_doctype_is_accepted() -> None:
    """Older programs write one; nothing is fetched for it."""
    doctype = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert clean("<g/>", '<?xml version="1.0" encoding="utf-8"?>' + doctype + HEAD) == "<g></g>"


@pytest.mark.parametrize("file", sorted(THEMES.glob("*/assets/**/*.svg")), ids=lambda file: file.name)
def test_the_svgs_of_the_themes_render_the_same(file: Path) -> None:
    """Nothing that a real SVG needs is removed."""
    text = file.read_text(encoding="utf-8")
    if "xmlns=" not in text:
        text = text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    before = resvg_py.svg_to_bytes(svg_string=text, width=200)
    after = resvg_py.svg_to_bytes(svg_string=sanitise(text.encode()).decode(), width=200)
    assert bytes(after) == bytes(before)


def test_sanitising_is_idempotent() -> None:
    """A sanitised SVG is unchanged."""
    once = sanitise(f'{HEAD}<a href="x"><text x="1">«&amp;»</text></a><script/></svg>'.encode())
    assert sanitise(once) == once


def test_an_svg_is_published_sanitised(tmp_path: Path) -> None:
    """The encoded file in the cache is sanitised."""
    file = tmp_path / "a.svg"
    file.write_text(f'{HEAD}<script>alert(1)</script><rect width="9"/></svg>', encoding="utf-8")
    wanted = Variant(unread_probe(file, 10, 10), 10, 10, "svg")
    encoded, failures = encode_all([wanted], tmp_path / "cache")
    assert failures == []
    assert encoded.files[wanted].path.read_bytes() == sanitise(file.read_bytes())
    assert b"alert" not in encoded.files[wanted].path.read_bytes()
