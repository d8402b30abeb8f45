"""Social cards as the brands' themes draw them."""

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
from drammenworks.images.cards.card import HEIGHT, WIDTH, Card, CardPicture
from drammenworks.images.cards.cropping import crop, window
from drammenworks.images.cards.design import CardDesign
from drammenworks.images.cards.drawing import MOST_BYTES, CardTemplateError, Drawer
from drammenworks.images.kept import KeptPictures
from drammenworks.images.probe import UnusablePictureError
from drammenworks.outputs.assets import make_assets
from drammenworks.pipeline.cards import cards_of_theme

ROOT = Path(__file__).parents[2]
BRANDS = ["drammenworks", "opplevhokksund"]
_NOISE = 24
"""How far JPEG may lead a colour astray."""

_SHOWN = CardPicture("picture.jpg", "", (0.5, 0.5))


def _design(brand: str, folder: Path) -> CardDesign:
    theme = load_theme(ROOT, brand, named_at=Location(""))
    cards = cards_of_theme(theme, make_assets(theme, ROOT, KeptPictures(folder)).drawings, ROOT)
    assert cards is not None
    return cards.design


with TemporaryDirectory() as _folder:
    _DESIGNS = {brand: _design(brand, Path(_folder)) for brand in BRANDS}


@pytest.fixture(params=BRANDS)
def drawer(request: pytest.FixtureRequest) -> Drawer:
    return Drawer(_DESIGNS[request.param])


def _card(title: str = "Vekst i Drammensregionen", *, picture: bool = False) -> Card:
    return Card(title, "Aktuelt · 3. mars 2026", "Drammen Works", "nb", "", _SHOWN if picture else None)


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
    """WCAG 2.2's relative luminance."""
    parts = [value / 255 for value in colour[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(image: Image.Image) -> float:
    """The contrast of the two colours that most of a picture is in: of text and what is behind it."""
    colours = sorted(
        image.quantize(8, dither=Image.Dither.NONE).convert("RGB").getcolors() or [], reverse=True
    )
    behind = _luminance(colours[0][1])
    others = [
        _luminance(colour) for count, colour in colours[1:] if count > image.width * image.height // 100
    ]
    return max((max(behind, other) + 0.05) / (min(behind, other) + 0.05) for other in others)


def _words(drawer: Drawer, *, label: bool) -> tuple[int, int, int, int]:
    """Where a card has its title, or its label: where two cards differ that say different things."""
    one = _card("Mmmm mmmm mmmm mmmm mmmm mmmm", picture=True)
    other = (
        replace(one, label="Wwwwwwwwwwwwwwwww")
        if label
        else replace(one, title="Åååå åååå åååå åååå åååå åååå")
    )
    pictures = [_opened(drawer.draw(card, _plain("grey"))) for card in (one, other)]
    difference = (
        ImageChops.difference(*pictures).convert("L").point(lambda value: 255 if value > _NOISE * 3 else 0)
    )
    box = difference.getbbox()
    assert box is not None
    return box


def test_a_card_has_the_shape_and_weight_that_is_asked_for(drawer: Drawer) -> None:
    """1200 by 630 pixels, a JPEG, and under 300 kB, even of a picture that is all noise."""
    data = drawer.draw(_card(picture=True), _noise())

    assert _opened(data).size == (WIDTH, HEIGHT)
    assert Image.open(io.BytesIO(data)).format == "JPEG"
    assert len(data) <= MOST_BYTES


def test_a_card_is_the_same_each_time() -> None:
    """Byte for byte, in drawers of their own."""
    one, other = (Drawer(_DESIGNS["drammenworks"]).draw(_card(picture=True), _noise_once) for _ in range(2))

    assert one == other


_noise_once = _noise()


@pytest.mark.parametrize("label", [False, True], ids=["title", "label"])
def test_words_are_clear_of_any_picture(drawer: Drawer, label: bool) -> None:
    """Behind them is the same whether the picture is white or black, and the contrast is 4.5 at least (1.4.3)."""
    box = _words(drawer, label=label)
    light, dark = (
        _opened(drawer.draw(_card(picture=True), _plain(colour))).crop(box) for colour in ("white", "black")
    )
    difference = ImageChops.difference(light, dark)

    assert max(high for _, high in difference.getextrema()) <= _NOISE
    assert _contrast(light) >= 4.5
    assert _contrast(dark) >= 4.5


def test_words_are_clear_of_the_pattern(drawer: Drawer) -> None:
    """A card without a picture has its title on the brand's own colours."""
    box = _words(drawer, label=False)

    assert _contrast(_opened(drawer.draw(_card(), None)).crop(box)) >= 4.5


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
def test_any_title_makes_a_card(drawer: Drawer, title: str) -> None:
    """Signs that no typeface has are left out; a title in another script gives way to the site's name."""
    assert _opened(drawer.draw(_card(title), None)).size == (WIDTH, HEIGHT)


def test_a_title_in_another_script_gives_way_to_the_sites_name(drawer: Drawer) -> None:
    """Empty boxes would say nothing."""
    assert drawer.draw(_card("Drammen Works"), None) == drawer.draw(_card("ברוכים הבאים"), None)


@pytest.mark.parametrize(
    "picture",
    [_plain("red", size=(1, 1)), _plain("red", size=(20_000, 1)), _plain("red", size=(1, 20_000))],
    ids=["1x1", "20000x1", "1x20000"],
)
def test_a_picture_of_any_shape_fills_its_place(drawer: Drawer, picture: bytes) -> None:
    """Pages do not ask for these; but the file may be another than it was."""
    red, green, blue = _opened(drawer.draw(_card(picture=True), picture)).getpixel((1150, 315))

    assert red > 200
    assert max(green, blue) < 60


def test_a_transparent_picture_lies_on_white(drawer: Drawer) -> None:
    """It is as it would be on a page."""
    data = drawer.draw(_card(picture=True), _plain("#00000000", "RGBA"))

    assert min(_opened(data).getpixel((1150, 315))) > 240


@pytest.mark.parametrize("data", [b"", b"<html>", _plain("red")[:60]], ids=["empty", "html", "truncated"])
def test_a_damaged_picture_is_told_of(drawer: Drawer, data: bytes) -> None:
    """Its card cannot be drawn."""
    with pytest.raises(UnusablePictureError):
        drawer.draw(_card(picture=True), data)


def _with_logo(logo: str) -> Drawer:
    design = _DESIGNS["drammenworks"]
    return Drawer(
        replace(
            design,
            drawings=tuple(
                (path, logo if path == "logo.svg" else markup) for path, markup in design.drawings
            ),
        )
    )


def test_a_script_in_a_logo_is_not_run() -> None:
    """It is drawn as if there were none."""
    shape = '<svg viewBox="0 0 48 48"><rect width="48" height="48" {}/>{}</svg>'
    plain, scripted = shape.format("", ""), shape.format('onload="alert(1)"', "<script>alert(1)</script>")

    assert _with_logo(plain).draw(_card(), None) == _with_logo(scripted).draw(_card(), None)


@pytest.mark.parametrize("href", ["{file}", "https://eksempel.example/a.png", "&#x2f;etc", "../a.png"])
def test_a_logo_may_not_fetch_anything(tmp_path: Path, href: str) -> None:
    """Neither a file of the machine nor something of another site gets into a card."""
    file = tmp_path / "secret.png"
    file.write_bytes(_plain("#ff00ff"))
    logo = f'<svg viewBox="0 0 48 48"><image href="{href.format(file=file)}" width="48" height="48"/></svg>'

    with pytest.raises(CardTemplateError, match="en annen fil"):
        _with_logo(logo).draw(_card(), None)


def _with(template: str) -> Drawer:
    return Drawer(replace(_DESIGNS["drammenworks"], templates=(("social/card.svg", template.encode()),)))


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
def test_a_faulty_template_is_told_of_with_its_line(template: str, line: int | None, reason: str) -> None:
    """Whoever has the theme can find what to mend."""
    with pytest.raises(CardTemplateError) as caught:
        _with(template).draw(_card(), None)

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
        lambda card: replace(card, picture=None),
        lambda card: replace(card, picture=replace(_SHOWN, digest="en annen")),
        lambda card: replace(card, picture=replace(_SHOWN, focal=(0.5, 0.4))),
    ],
    ids=["title", "label", "site", "language", "design", "no picture", "picture", "focal point"],
)
def test_all_that_shapes_a_card_is_in_its_key(change: Callable[[Card], Card]) -> None:
    """So a kept card is never taken for another."""
    card = _card(picture=True)

    assert card.key != change(card).key


def test_where_a_picture_lies_is_not_in_the_key() -> None:
    """The same bytes elsewhere make the same card."""
    card = _card(picture=True)

    assert card.key == replace(card, picture=replace(_SHOWN, file="elsewhere.jpg")).key


def test_the_window_follows_the_focal_point() -> None:
    """As far as the picture reaches."""
    assert window((1000, 400), (200, 200), (0.5, 0.5)) == (300.0, 0.0, 700.0, 400.0)
    assert window((1000, 400), (200, 200), (1.0, 0.5)) == (600.0, 0.0, 1000.0, 400.0)


def test_a_picture_is_turned_as_it_is_meant_to_be_seen() -> None:
    """The focal point is a point of what is seen."""
    buffer = io.BytesIO()
    image = Image.new("RGB", (400, 200), "blue")
    image.paste("red", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[274] = 6
    image.save(buffer, "JPEG", exif=exif)

    top = crop(buffer.getvalue(), (100, 100), (0.5, 0.0)).getpixel((50, 50))

    assert isinstance(top, tuple)
    assert top[0] > 200
