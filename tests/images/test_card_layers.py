"""What of a card's SVG is drawn once for many cards, and what for each."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from drammenworks.images.cards import drawn_layers
from drammenworks.images.cards.card import HEIGHT, WIDTH
from drammenworks.images.cards.renderer import CardRenderer
from drammenworks.images.cards.split_layers import Words, marker, split
from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.images.rasterise import rasterise
from tests.images.test_cards import _DESIGNS, BRANDS, _card, _noise, _opened, _with

_ROOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630">'
_WORDS = f'<g fill="#0a0b0c">{marker(0)}</g>'
_RECT = '<rect width="1200" height="630" fill="#fff"/>'
_CIRCLE = '<circle cx="600" cy="300" r="50"/>'
_TEXT = '{{ text(card.title, font="heading", weight=700, width=900, height=400, largest=90, smallest=30, lines=4).at(60, 90) }}'


def _split(inside: str, root: str = _ROOT) -> list[str]:
    """Return a word for each layer: the colour of words, or how a drawing came about."""
    layers = split(f"{root}{inside}</svg>", (WIDTH, HEIGHT), lambda number: f"<path id='outline{number}'/>")
    return [
        layer.colour if isinstance(layer, Words) else "with words" if layer.has_words else "drawing"
        for layer in layers
    ]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (_RECT, ["drawing"]),
        (_RECT + _CIRCLE, ["drawing"]),
        (_RECT + _WORDS, ["drawing", "#0a0b0c"]),
        (_RECT + _WORDS + _CIRCLE, ["drawing", "#0a0b0c", "drawing"]),
        (_WORDS + _WORDS, ["#0a0b0c", "#0a0b0c"]),
        (f"{_RECT}\n  <!-- æ & é -->\n  {_WORDS}\n<!-- end -->\n", ["drawing", "#0a0b0c"]),
        ('<g fill="#abc">\n' + marker(0) + marker(1) + "\n</g>", ["#abc"]),
        (f'<g fill="red">{marker(0)}</g>', ["with words"]),
        (f'<g fill="#fff" opacity="0.5">{marker(0)}</g>' + _RECT, ["with words", "drawing"]),
        (f'<g fill="#fff"><g>{marker(0)}</g></g>', ["with words"]),
        (f'<g fill="#fff" transform="rotate(9)">{marker(0)}</g>', ["with words"]),
        (marker(0) + _RECT, ["with words", "drawing"]),
        ("<title>{}</title>" + _RECT, ["drawing"]),
        ('<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/>' + _WORDS, ["drawing", "#0a0b0c"]),
        (f'<clipPath id="a">{marker(0)}</clipPath><rect clip-path="url(#a)"/>', ["with words"]),
        ('<g><path id="a"/><use href="#a"/></g>' + _WORDS, ["drawing", "#0a0b0c"]),
    ],
)
def test_elements_are_layers(inside: str, expected: list[str]) -> None:
    """Words by themselves, and all that lies between two of them together."""
    assert _split(inside) == expected


@pytest.mark.parametrize(
    ("inside", "root"),
    [
        (_RECT + _WORDS, _ROOT.replace(">", ' opacity="0.5">')),
        (_RECT + _WORDS, _ROOT.replace(">", ' stroke="red">')),
        (_RECT + _WORDS, _ROOT.replace("1200 630", "1200 600")),
        (_RECT + _WORDS, _ROOT.replace("0 0 1200", "10 0 1200")),
        (_RECT + _WORDS, _ROOT.replace(">", ' width="600">')),
        (_RECT + _WORDS, '<svg xmlns="http://www.w3.org/2000/svg">'),
        ("<style>g + g { fill: red }</style>" + _RECT + _WORDS, _ROOT),
        (_RECT + '<rect style="mix-blend-mode: multiply"/>' + _WORDS, _ROOT),
        ('<path id="a"/>' + _WORDS + '<use href="#a"/>', _ROOT),
        ("<rect fill=\"url('#a')\"/>" + _WORDS + '<g><linearGradient id="a"/></g>', _ROOT),
        (_RECT + "<g>" + _WORDS, _ROOT),
        (_RECT + _WORDS, '<p xmlns="http://www.w3.org/2000/svg">'),
    ],
    ids=[
        "root opacity", "root stroke", "height", "origin", "width", "no size", "style sheet", "blending", "use",
        "gradient", "not closed", "no SVG",
    ],
)  # fmt: skip
def test_what_depends_on_all_is_one_layer(inside: str, root: str) -> None:
    """Drawing its parts by themselves would look different, or fail differently."""
    assert _split(inside, root) == ["with words"]


@pytest.mark.parametrize(
    "around",
    [
        '<g fill="#000">{}</g>',
        '<g fill="black">{}</g>',
        '<g fill="#000"><g>{}</g></g>',
        '<g fill="#000" opacity="1">{}</g>',
        '<style>g {{ fill: #000 }}</style><g>{}</g>',
    ],
    ids=["words", "name", "nested", "opacity", "style sheet"],
)  # fmt: skip
@pytest.mark.parametrize("title", ["Fest i Drammen", "مرحبا", "n" * 60, "Ord på tre linjer " * 4, "fi ffi Å"])
def test_any_template_makes_the_same_card(around: str, title: str) -> None:
    """Words look the same whether they are set by themselves or drawn with what is around them."""
    ground = '<rect width="1200" height="630" fill="#f0f0f0"/>'
    shown = _with(f"{_ROOT}{ground}{around.format(_TEXT)}</svg>").draw(_card(title), None)
    by_resvg = _with(f"{_ROOT}{ground}<g fill='#000' id='a'>{_TEXT}</g></svg>").draw(_card(title), None)
    difference = ImageChops.difference(shown, by_resvg).convert("L")

    assert ImageStat.Stat(difference).mean[0] < 0.5
    assert sum(difference.histogram()[80:]) < 40


def test_words_beyond_the_card_are_cut_off() -> None:
    """As everything in SVG; those that lie outside are not there."""
    template = f'{_ROOT}<g fill="#000">{_TEXT.replace("at(60, 90)", "at(X, Y)")}</g></svg>'
    for x, y, is_shown in ((-50, 90, True), (1150, 600, True), (5000, 90, False), (60, -9e6, False)):
        drawn = _with(template.replace("X", str(x)).replace("Y", str(y))).draw(_card("Mmm"), None)
        assert (drawn.convert("L").getextrema() != (255, 255)) is is_shown


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SVG that is rasterised during a test."""
    drawn: list[str] = []

    def counting(svg: str, width: int, height: int) -> bytes:
        drawn.append(svg)
        return rasterise(svg, width, height)

    monkeypatch.setattr(drawn_layers, "rasterise", counting)
    return drawn


@pytest.mark.parametrize("brand", BRANDS)
def test_a_second_card_of_a_brand_rasterises_nothing(brand: str, counted: list[str]) -> None:
    """Its words alone are new."""
    renderer = CardRenderer(_DESIGNS[brand])
    renderer.render(_card("Vekst i Drammen"), None)
    assert counted
    counted.clear()
    renderer.render(replace(_card("Mer vekst"), label="Prosjekt"), None)

    assert counted == []


def test_layers_are_kept_between_builds(tmp_path: Path, counted: list[str]) -> None:
    """A card from layers in the cache has the same bytes; a damaged layer is drawn again."""
    design = _DESIGNS["drammenworks"]
    first = CardRenderer(design, EncodedFileCache(tmp_path)).render(_card(with_image=True), _noise_once)
    drawn = len(counted)
    assert (
        CardRenderer(design, EncodedFileCache(tmp_path)).render(_card(with_image=True), _noise_once) == first
    )
    assert len(counted) == drawn

    for file in tmp_path.glob("*.png"):
        file.write_bytes(b"damaged")
    assert (
        CardRenderer(design, EncodedFileCache(tmp_path)).render(_card(with_image=True), _noise_once) == first
    )
    assert len(counted) == 2 * drawn


_noise_once = _noise()


def test_the_order_of_cards_does_not_matter() -> None:
    """What was drawn before a card leaves no trace in it."""
    cards = [_card("En"), _card("To", with_image=True), _card("Tre " * 30, with_image=True), _card("")]
    one, other = CardRenderer(_DESIGNS["opplevhokksund"]), CardRenderer(_DESIGNS["opplevhokksund"])
    forwards = {card: one.render(card, _noise_once) for card in cards}
    backwards = {card: other.render(card, _noise_once) for card in reversed(cards)}

    assert forwards == backwards


def test_another_image_is_never_mistaken_for_the_one_before() -> None:
    """Even when the card says that they are the same."""
    renderer = CardRenderer(_DESIGNS["drammenworks"])
    shown = []
    for colour in ("red", "blue"):
        buffer = io.BytesIO()
        Image.new("RGB", (900, 700), colour).save(buffer, "PNG")
        shown.append(
            _opened(renderer.render(_card(with_image=True), buffer.getvalue())).getpixel((1150, 315))
        )

    assert shown[0] != shown[1]
