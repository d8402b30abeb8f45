"""Social cards as the brands' themes render them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image, ImageChops

from drammenworks.config.load_theme import load_theme
from drammenworks.errors import Location
from drammenworks.images.cards.card import HEIGHT, WIDTH, Card, CardImage
from drammenworks.images.cards.card_design import CardDesign
from drammenworks.images.cards.card_template import CardTemplateError
from drammenworks.images.cards.cover import cover, cover_box
from drammenworks.images.cards.renderer import MAX_BYTES, CardRenderer
from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.images.probe_result import UnusableImageError
from drammenworks.outputs.assets import make_assets
from drammenworks.outputs.theme_cards import cards_of_theme

ROOT = Path(__file__).parents[2]
BRANDS = ["drammenworks", "opplevhokksund"]
_NOISE = 24
"""The largest error of a colour in JPEG."""

_IMAGE = CardImage("picture.jpg", "", (0.5, 0.5))


def _design(brand: str, folder: Path) -> CardDesign:
    theme = load_theme(ROOT, brand, named_at=Location(""))
    cards = cards_of_theme(theme, make_assets(theme, ROOT, EncodedFileCache(folder)).drawings, ROOT)
    assert cards is not None
    return cards.design


with TemporaryDirectory() as _folder:
    _DESIGNS = {brand: _design(brand, Path(_folder)) for brand in BRANDS}


@pytest.fixture(params=BRANDS)
def renderer(request: pytest.FixtureRequest) -> CardRenderer:
    return CardRenderer(_DESIGNS[request.param])


def _card(title: str = "Vekst i Drammensregionen", *, with_image: bool = False) -> Card:
    return Card(title, "Aktuelt · 3. mars 2026", "Drammen Works", "nb", "", _IMAGE if with_image else None)


def _plain(colour: str, mode: str = "RGB", size: tuple[int, int] = (900, 700)) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def _noise() -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((1400, 1000), 120).convert("RGB").save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def _luminance(colour: tuple[int, ...]) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [value / 255 for value in colour[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(image: Image.Image) -> float:
    """Return the contrast of the two most frequent colours: those of the text and its background."""
    colours = sorted(
        image.quantize(8, dither=Image.Dither.NONE).convert("RGB").getcolors() or [], reverse=True
    )
    behind = _luminance(colours[0][1])
    foregrounds = [
        _luminance(colour) for count, colour in colours[1:] if count > image.width * image.height // 100
    ]
    return max((max(behind, front) + 0.05) / (min(behind, front) + 0.05) for front in foregrounds)


def _words(renderer: CardRenderer, *, label: bool) -> tuple[int, int, int, int]:
    """Return the box of a card's title or label: where cards with different texts differ."""
    one = _card("Mmmm mmmm mmmm mmmm mmmm mmmm", with_image=True)
    other = (
        replace(one, label="Wwwwwwwwwwwwwwwww")
        if label
        else replace(one, title="Åååå åååå åååå åååå åååå åååå")
    )
    images = [_opened(renderer.render(card, _plain("grey"))) for card in (one, other)]
    difference = (
        ImageChops.difference(*images).convert("L").point(lambda value: 255 if value > _NOISE * 3 else 0)
    )
    box = difference.getbbox()
    assert box is not None
    return box


def test_a_card_has_the_required_size(renderer: CardRenderer) -> None:
    """1200 by 630 pixels, a JPEG, and under 300 kB, even for an image of noise."""
    data = renderer.render(_card(with_image=True), _noise())

    assert _opened(data).size == (WIDTH, HEIGHT)
    assert Image.open(io.BytesIO(data)).format == "JPEG"
    assert len(data) <= MAX_BYTES


def test_rendering_is_reproducible() -> None:
    """Byte for byte, with separate renderers."""
    one, other = (
        CardRenderer(_DESIGNS["drammenworks"]).render(_card(with_image=True), _noise_once) for _ in range(2)
    )

    assert one == other


_noise_once = _noise()


@pytest.mark.parametrize("label", [False, True], ids=["title", "label"])
def test_text_is_legible_on_any_image(renderer: CardRenderer, label: bool) -> None:
    """The background is the same for a white and a black image, with a contrast of at least 4.5 (WCAG 1.4.3)."""
    box = _words(renderer, label=label)
    light, dark = (
        _opened(renderer.render(_card(with_image=True), _plain(colour))).crop(box)
        for colour in ("white", "black")
    )
    difference = ImageChops.difference(light, dark)

    assert max(high for _, high in difference.getextrema()) <= _NOISE
    assert _contrast(light) >= 4.5
    assert _contrast(dark) >= 4.5


def test_text_is_legible_on_the_pattern(renderer: CardRenderer) -> None:
    """A card without an image has its title on the brand's own colours."""
    box = _words(renderer, label=False)

    assert _contrast(_opened(renderer.render(_card(), None)).crop(box)) >= 4.5


@pytest.mark.parametrize(
    "title",
    [
        "Ja!",
        "Fest 🎉👩‍👩‍👧 i byen 🇳🇴",
        "مرحبا بكم في درامن",
        "ברוכים הבאים",
        "🎉🎉🎉",
        "https://eksempel.example/" + "a/" * 80,
        "n" * 255,
        "næringsutvikling" * 15,
        "Ord " * 60,
        "",
        "<script>alert(1)</script> & \"så\" 'videre'",
    ],
)
def test_any_title_makes_a_card(renderer: CardRenderer, title: str) -> None:
    """Symbols without a glyph are removed; a title in a script without glyphs is replaced by the site's name."""
    assert _opened(renderer.render(_card(title), None)).size == (WIDTH, HEIGHT)


def test_a_title_without_glyphs_is_replaced_by_the_sites_name(renderer: CardRenderer) -> None:
    """Missing glyphs would be empty boxes."""
    assert renderer.render(_card("Drammen Works"), None) == renderer.render(_card("ברוכים הבאים"), None)


@pytest.mark.parametrize(
    "image",
    [_plain("red", size=(1, 1)), _plain("red", size=(20_000, 1)), _plain("red", size=(1, 20_000))],
    ids=["1x1", "20000x1", "1x20000"],
)
def test_an_image_of_any_aspect_ratio_fills_its_slot(renderer: CardRenderer, image: bytes) -> None:
    """Pages request no cards with these, but the file may have changed."""
    red, green, blue = _opened(renderer.render(_card(with_image=True), image)).getpixel((1150, 315))

    assert red > 200
    assert max(green, blue) < 60


def test_a_transparent_image_has_a_white_background(renderer: CardRenderer) -> None:
    """As on a page."""
    data = renderer.render(_card(with_image=True), _plain("#00000000", "RGBA"))

    assert min(_opened(data).getpixel((1150, 315))) > 240


@pytest.mark.parametrize("data", [b"", b"<html>", _plain("red")[:60]], ids=["empty", "html", "truncated"])
def test_a_damaged_image_is_an_error(renderer: CardRenderer, data: bytes) -> None:
    """Its card cannot be rendered."""
    with pytest.raises(UnusableImageError):
        renderer.render(_card(with_image=True), data)


def _with_logo(logo: str) -> CardRenderer:
    design = _DESIGNS["drammenworks"]
    return CardRenderer(
        replace(
            design,
            drawings=tuple(
                (path, logo if path == "logo.svg" else markup) for path, markup in design.drawings
            ),
        )
    )


def test_a_script_in_a_logo_is_not_run() -> None:
    """The card is the same as without it."""
    shape = '<svg viewBox="0 0 48 48"><rect width="48" height="48" {}/>{}</svg>'
    plain, scripted = shape.format("", ""), shape.format('onload="alert(1)"', "<script>alert(1)</script>")

    assert _with_logo(plain).render(_card(), None) == _with_logo(scripted).render(_card(), None)


@pytest.mark.parametrize("href", ["{file}", "https://eksempel.example/a.png", "&#x2f;etc", "../a.png"])
def test_a_logo_may_not_fetch_anything(tmp_path: Path, href: str) -> None:
    """Neither a file of the machine nor a resource of a different site gets into a card."""
    file = tmp_path / "secret.png"
    file.write_bytes(_plain("#ff00ff"))
    logo = f'<svg viewBox="0 0 48 48"><image href="{href.format(file=file)}" width="48" height="48"/></svg>'

    with pytest.raises(CardTemplateError, match="en annen fil"):
        _with_logo(logo).render(_card(), None)


def _with(template: str) -> CardRenderer:
    return CardRenderer(
        replace(_DESIGNS["drammenworks"], templates=(("social/card.svg", template.encode()),))
    )


@pytest.mark.parametrize(
    ("template", "line", "reason"),
    [
        ("\n{{ card.titel }}", 2, "titel"),
        ("{% if %}", 1, "Expected"),
        ("\n\n{{ svg('nei.svg') }}", 3, "nei.svg"),
        (
            "{{ text('x', font='nei', weight=400, width=9, height=9, largest=9, smallest=9).at(1, 2) }}",
            1,
            "nei",
        ),
        ("<p>ingen tegning", None, ""),
        ("{% include 'social/nei.svg' %}", 1, "nei.svg"),
    ],
    ids=["misspelt", "syntax", "drawing", "font", "no SVG", "include"],
)
def test_the_error_of_a_template_has_its_line(template: str, line: int | None, reason: str) -> None:
    """So that the author of the theme finds it."""
    with pytest.raises(CardTemplateError) as caught:
        _with(template).render(_card(), None)

    assert ("social/card.svg", line) == (caught.value.template, caught.value.line)
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    "change",
    [
        lambda card: replace(card, title="En annen"),
        lambda card: replace(card, label="Noe annet"),
        lambda card: replace(card, site="Et annet"),
        lambda card: replace(card, lang="nn"),
        lambda card: replace(card, design="en annen"),
        lambda card: replace(card, image=None),
        lambda card: replace(card, image=replace(_IMAGE, digest="en annen")),
        lambda card: replace(card, image=replace(_IMAGE, focal=(0.5, 0.4))),
    ],
    ids=["title", "label", "site", "language", "design", "no image", "image", "focal point"],
)
def test_everything_that_a_card_shows_is_in_its_key(change: Callable[[Card], Card]) -> None:
    """So that a cached card is never used for a different one."""
    card = _card(with_image=True)

    assert card.key != change(card).key


def test_the_path_of_the_image_is_not_in_the_key() -> None:
    """The same bytes at a different path give the same card."""
    card = _card(with_image=True)

    assert card.key == replace(card, image=replace(_IMAGE, file="elsewhere.jpg")).key


def test_the_cover_box_follows_the_focal_point() -> None:
    """As far as the edges of the image allow."""
    assert cover_box((1000, 400), (200, 200), (0.5, 0.5)) == (300.0, 0.0, 700.0, 400.0)
    assert cover_box((1000, 400), (200, 200), (1.0, 0.5)) == (600.0, 0.0, 1000.0, 400.0)


def test_the_focal_point_is_of_the_upright_image() -> None:
    """The EXIF orientation is applied before the crop."""
    buffer = io.BytesIO()
    image = Image.new("RGB", (400, 200), "blue")
    image.paste("red", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[274] = 6
    image.save(buffer, "JPEG", exif=exif)

    top = cover(buffer.getvalue(), (100, 100), (0.5, 0.0)).getpixel((50, 50))

    assert isinstance(top, tuple)
    assert top[0] > 200
