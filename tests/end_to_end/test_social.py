"""What both sample sites show of themselves elsewhere: cards, icons and manifests."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from drammenworks.config.load_sites import load_sites
from tests.end_to_end.conftest import Built
from tests.sample_sites import SITES


def _meta(page: LexborHTMLParser, name: str) -> str | None:
    node = page.css_first(f'meta[property="{name}"], meta[name="{name}"]')
    return node.attributes["content"] if node is not None else None


def _shown(built: Built) -> dict[str, LexborHTMLParser]:
    """Every page but those that only lead to another."""
    return {path: page for path, page in built.pages.items() if _meta(page, "og:title")}


def _card_title(page: LexborHTMLParser) -> str:
    """What the card of a page says.

    That of a term, which its title has in brackets, is the list of terms'; that of a list which is narrowed,
    to a year for example, is the whole list's.
    """
    title, _, rest = (_meta(page, "og:title") or "").partition(" (")
    above = [crumb.text() for crumb in page.css(".breadcrumbs__list a")][1:]
    is_narrowed = page.css_matches("body.template-list")
    is_part = bool(above) and (rest.startswith(above[0].lower()) or is_narrowed)
    return above[0] if is_part else title


def test_every_page_has_a_card(built: Built) -> None:
    """A file of its own site, by an absolute address on the published one, with its size and what it shows."""
    base = {site.id: site.base_url for site in load_sites(built.root)}
    for path, page in _shown(built).items():
        site, url = path.split("/", 1)[0], _meta(page, "og:image") or ""
        assert url.startswith(f"{base[site]}/media/"), path
        assert site + urlsplit(url).path in built.files, path
        said = [_meta(page, f"og:image:{name}") for name in ("type", "width", "height")]
        assert said == ["image/jpeg", "1200", "630"], path
        assert (_meta(page, "og:image:alt") or "").startswith(_card_title(page)), path
        assert _meta(page, "twitter:card") == "summary_large_image", path


def test_every_card_is_right(built: Built) -> None:
    """Of 1200 by 630 pixels, under 300 kB, and named by some page."""
    cards = {file for file in built.files if "-kort." in file}
    named = {
        path.split("/", 1)[0] + urlsplit(_meta(page, "og:image") or "").path
        for path, page in _shown(built).items()
    }
    assert named == cards
    for card in cards:
        file = built.output / card
        assert file.stat().st_size < 300_000, card
        with Image.open(file) as image:
            assert (image.format, image.size) == ("JPEG", (1200, 630)), card


def test_a_card_names_its_own_brand_only(built: Built) -> None:
    """A document on both sites has a card for each."""
    for path, page in _shown(built).items():
        own, other = (
            site.name
            for site in sorted(load_sites(built.root), key=lambda site: site.id != path.split("/")[0])
        )
        alt = _meta(page, "og:image:alt") or ""
        assert own in alt, path
        assert f"– {other}" not in alt, path


def test_every_page_links_to_icons_that_exist(built: Built) -> None:
    """With the sizes that they are said to have."""
    for path, page in built.pages.items():
        site = path.split("/", 1)[0]
        for link in page.css('link[rel="icon"], link[rel="apple-touch-icon"], link[rel="manifest"]'):
            assert site + (link.attributes["href"] or "") in built.files, path


def test_every_manifest_names_icons_that_exist(built: Built) -> None:
    """And is valid JSON, in the site's language."""
    for site in SITES:
        manifest = json.loads((built.output / site / "site.webmanifest").read_text(encoding="utf-8"))
        assert manifest["lang"] == "nb"
        for icon in manifest["icons"]:
            with Image.open(Path(f"{built.output / site}{icon['src']}")) as image:
                assert icon["sizes"] == f"{image.width}x{image.height}"


def test_the_sites_have_icons_of_their_own(built: Built) -> None:
    """At the place where browsers look by themselves."""
    one, other = ((built.output / site / "favicon.ico").read_bytes() for site in SITES)
    assert one != other
