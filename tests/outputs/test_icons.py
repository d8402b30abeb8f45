"""Icons and the web app manifest."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from drammenworks.config.load_sites import load_sites
from drammenworks.config.load_theme import load_theme
from drammenworks.engine.artifact import Artifact
from drammenworks.errors import ContentError, Location
from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.outputs.icon_sizes import ICONS, TAB
from drammenworks.outputs.icons import make_icons
from drammenworks.outputs.theme_files import IconFile, make_theme_files
from drammenworks.outputs.web_manifest import manifest_file
from drammenworks.site.base_urls import Addresses
from tests.sample_sites import ROOT

BRANDS = {"drammenworks": (11, 42, 60), "opplevhokksund": (252, 243, 225)}
"""Each brand's colour."""


@pytest.fixture(params=list(BRANDS))
def brand(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def _icons(brand: str, folder: Path) -> dict[str, bytes]:
    theme = load_theme(ROOT, brand, named_at=Location(""))
    return {
        file.icon.name: encoded.path.read_bytes()
        for file, encoded in make_theme_files(
            _icons_of(theme, folder).values(), EncodedFileCache(folder)
        ).items()
        if isinstance(file, IconFile)
    }


def _icons_of(theme: Any, folder: Path, root: Path = ROOT) -> dict[str, IconFile]:
    return make_icons(theme, root, "assets", EncodedFileCache(folder))


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_icons_have_their_declared_sizes(brand: str, tmp_path: Path) -> None:
    """Each is square, with the size of its entry."""
    icons = _icons(brand, tmp_path)

    assert {icon.name: (icon.size, icon.size) for icon in ICONS} == {
        name: _opened(data).size for name, data in icons.items()
    }


def test_the_tab_icon_holds_three_sizes(brand: str, tmp_path: Path) -> None:
    """Each drawn by itself, so that the smallest is clear."""
    ico = _opened(_icons(brand, tmp_path)[TAB])

    assert {(16, 16), (32, 32), (48, 48)} == ico.info["sizes"]


@pytest.mark.parametrize("name", ["apple-touch-icon.png", "icon-maskable.png"])
def test_icons_that_systems_cut_reach_to_the_edge(brand: str, name: str, tmp_path: Path) -> None:
    """They are opaque, in the brand's colour at the corners, which are what is cut off."""
    image = _opened(_icons(brand, tmp_path)[name])

    assert image.mode == "RGB"
    assert {BRANDS[brand]} == {image.getpixel(at) for at in ((0, 0), (image.width - 1, image.height - 1))}


def test_a_maskable_icon_keeps_within_the_safe_zone(brand: str, tmp_path: Path) -> None:
    """Outside a circle of four fifths of its width there is nothing but the brand's colour."""
    image = _opened(_icons(brand, tmp_path)["icon-maskable.png"])
    middle, radius = image.width / 2, image.width * 0.4 + 1
    plain = Image.new("RGB", image.size, BRANDS[brand])
    # What edges leave between two shapes of the same colour cannot be seen.
    visible = ImageChops.difference(image, plain).convert("L").point(lambda value: 255 if value > 3 else 0)
    outside = [
        (x, y)
        for x in range(image.width)
        for y in range(image.height)
        if (x - middle) ** 2 + (y - middle) ** 2 > radius**2 and visible.getpixel((x, y))
    ]

    assert outside == []


def test_plain_icons_are_transparent_around_the_drawing(brand: str, tmp_path: Path) -> None:
    """A launcher puts its own behind them."""
    corner = _opened(_icons(brand, tmp_path)["icon-192.png"]).getpixel((0, 0))

    assert isinstance(corner, tuple)
    assert corner[3] == 0


def test_icons_are_drawn_once(brand: str, tmp_path: Path) -> None:
    """The next build takes them from the cache, byte for byte."""
    first = _icons(brand, tmp_path)
    written = {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()}

    assert first == _icons(brand, tmp_path)
    assert written == {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()}


def _theme_with(drawing: str, root: Path) -> Any:
    files = {"themes/t/theme.yaml": 'colour: "#102030"\n', "themes/t/assets/favicon.svg": drawing}
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return load_theme(root, "t", named_at=Location(""))


def test_a_script_does_not_get_into_an_icon(tmp_path: Path) -> None:
    """What a drawing fetches or runs is left out; its shapes are drawn."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" onload="alert(1)"><script>alert(1)</script>'
        '<image href="/etc/motd.png"/><rect width="10" height="10" fill="#ff0000"/></svg>'
    )
    made = _icons_of(_theme_with(drawing, tmp_path), tmp_path / "kept", tmp_path)

    assert _opened(made["icon-192.png"].make()).getpixel((96, 96)) == (255, 0, 0, 255)


@pytest.mark.parametrize("drawing", ["", "<p>", "<svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'])
def test_an_invalid_svg_is_reported(drawing: str, tmp_path: Path) -> None:
    """With the file's name."""
    with pytest.raises(ContentError) as caught:
        _icons_of(_theme_with(drawing, tmp_path), tmp_path / "kept", tmp_path)

    (finding,) = caught.value.findings
    assert (finding.rule.code, finding.location.path) == ("DW613", "themes/t/assets/favicon.svg")


def test_a_theme_without_a_colour_has_no_icons(tmp_path: Path) -> None:
    """The colour enables them."""
    theme = _theme_with("<svg/>", tmp_path)
    (tmp_path / "themes/t/theme.yaml").write_text("description: Uten farge\n", encoding="utf-8")
    theme = load_theme(tmp_path, "t", named_at=Location(""))

    assert _icons_of(theme, tmp_path / "kept") == {}


@pytest.mark.parametrize("deployed", ["https://drammen-works.example", "https://eksempel.example/repo/pr-7"])
def test_a_manifest_names_icons_that_are_published(deployed: str, sample_sites: Path, tmp_path: Path) -> None:
    """By addresses within the deployed site, with the sizes that they have."""
    (site,) = (site for site in load_sites(sample_sites) if site.id == "drammen-works")
    theme = load_theme(ROOT, site.theme, named_at=Location(""))
    files = _icons_of(theme, tmp_path)
    addresses = Addresses(site.base_url, deployed)
    paths = {name: f"/{file.output_path}" for name, file in files.items()}
    manifest = _read(manifest_file(site, "#0b2a3c", paths, addresses))
    published = {addresses.href(f"/{file.output_path}"): file for file in files.values()}

    assert [icon["purpose"] for icon in manifest["icons"]] == ["any", "any", "maskable"]
    for icon in manifest["icons"]:
        image = _opened(published[icon["src"]].make())
        assert f"{image.width}x{image.height}" == icon["sizes"]
        assert icon["type"] == Image.MIME[image.format or ""]


def test_a_manifest_is_in_the_sites_language_and_colours(brand: str, sample_sites: Path) -> None:
    """All members that installing asks for are there."""
    (site,) = (site for site in load_sites(sample_sites) if site.theme == brand)
    manifest = _read(
        manifest_file(
            site,
            "#0b2a3c",
            {icon.name: "/x" for icon in ICONS},
            Addresses("https://a.example", "https://a.example/p"),
        )
    )

    assert (site.name, site.name, "nb", "ltr") == tuple(
        manifest[key] for key in ("name", "short_name", "lang", "dir")
    )
    assert tuple(manifest[key] for key in ("id", "start_url", "scope")) == ("/p/", "/p/", "/p/")
    assert (manifest["theme_color"], manifest["background_color"]) == ("#0b2a3c", "#0b2a3c")
    assert manifest["display"] in ("fullscreen", "standalone", "minimal-ui", "browser")
    assert site.tagline["nb"] == manifest["description"]


def _read(artifact: Artifact) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(artifact.read())
    return manifest
