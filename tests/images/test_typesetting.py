"""Titles typeset in a box."""

from __future__ import annotations

import re
from dataclasses import replace
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drammenworks.fonts.face import Face
from drammenworks.fonts.installed_fonts import find_font
from drammenworks.images.cards.typesetting import TextBox, TextLayout, fit_text

_BOX = TextBox(width=560, height=330, largest=104, smallest=26, lines=4, leading=1.06, tracking=-0.02)
_FACE = Face(find_font("Bricolage Grotesque").read(), {"wght": 800, "opsz": 48})

_WORDS = [
    "næring", "i", "på", "og", "Drammensregionen", "næringsutviklingsprosjektene", "Opplev", "elva", "for", "2026",
    "frokostmøte", "«Grønt", "skifte»", "tilgjengelighetserklæring", "–", "e-post", "kommune/fylke", "så", "å",
    "internasjonaliseringsprogrammet", "by", "åpen",
]  # fmt: skip


def _fit(text: str, box: TextBox = _BOX, lang: str = "nb") -> TextLayout:
    return fit_text(text, _FACE, box, lang=lang)


def _max_width(layout: TextLayout) -> float:
    return (
        max((_FACE.shape(line, tracking=_BOX.tracking).width for line in layout.lines), default=0)
        * layout.size
    )


def test_a_short_title_has_the_largest_size() -> None:
    """It fits in the box."""
    assert TextLayout(104, ("Vekst",)) == _fit("Vekst")


def test_lines_are_balanced() -> None:
    """The first line is not filled at the cost of the last."""
    assert _fit("Handel og sentrum i Drammen sentrum", replace(_BOX, largest=60)).lines == (
        "Handel og sentrum",
        "i Drammen sentrum",
    )


def test_a_short_word_is_not_alone_on_a_line() -> None:
    """Somewhat smaller type is better than a line with «tre» alone."""
    assert _fit("Ett navn, tre prosjekter").lines == ("Ett navn, tre", "prosjekter")


def test_a_long_compound_is_hyphenated_by_norwegian_patterns() -> None:
    """The hyphen is between syllables, with at least five letters after it."""
    narrow = replace(_BOX, width=380, lines=2)

    assert _fit("tilgjengelighetserklæring", narrow).lines == ("tilgjengelig-", "hetserklæring")


def test_a_soft_hyphen_takes_precedence() -> None:
    """Editors know the parts of a compound."""
    narrow = replace(_BOX, width=380, lines=2)

    assert _fit("tilgjengelighets\u00aderklæring", narrow).lines == ("tilgjengelighets-", "erklæring")


def test_a_line_does_not_break_at_a_no_break_space() -> None:
    """A number stays with its unit."""
    assert any("100\u00a0000" in line for line in _fit("Nå har 100\u00a0000 besøkt siden vår").lines)


def test_a_url_is_broken_after_its_punctuation() -> None:
    """It has no spaces, and a hyphen would change it."""
    url = "https://eksempel.example/no/en/veldig/lang/adresse/uten/mellomrom?og=noe&mer=til"
    lines = _fit(url).lines

    assert url == "".join(lines)
    assert all(line[-1] in "/.?=&" for line in lines[:-1])


def test_a_title_of_two_hundred_characters_fits() -> None:
    """It is the longest title that an editor may write, and is not truncated."""
    title = (
        "Slik vil vi samle bedriftene i regionen om et felles løft for ny kompetanse, nye arbeidsplasser og "
        "grønn vekst, og slik kan din egen bedrift bli med på arbeidet helt fra den aller første dag i år, ja."
    )
    layout = _fit(title, replace(_BOX, width=660))

    assert (len(title), layout.is_truncated) == (200, False)
    assert title == " ".join(layout.lines)


def test_a_title_that_does_not_fit_ends_with_an_ellipsis() -> None:
    """The last line shows that it is truncated."""
    layout = _fit("Et ord til, " * 60)

    assert layout.is_truncated
    assert re.search(r"\w…$", layout.lines[-1])


@pytest.mark.parametrize("compound", ["a" * 255, "næringsutvikling" * 16, "Å" * 255, "1" * 255])
def test_a_word_of_255_characters_stays_within_its_box(compound: str) -> None:
    """It is broken anywhere, and then truncated."""
    layout = _fit(compound)

    assert _max_width(layout) <= _BOX.width
    assert len(layout.lines) <= _BOX.lines


def test_an_empty_text_has_no_lines() -> None:
    """The layout is empty."""
    assert _fit("").lines == ()


@settings(deadline=None, max_examples=150)
@given(
    words=st.lists(st.sampled_from(_WORDS), min_size=1, max_size=26), lang=st.sampled_from(["nb", "nn", "en"])
)
def test_no_line_overflows_and_no_word_is_lost(words: list[str], lang: str) -> None:
    """The lines fit the box, and together they are the text or the beginning of it."""
    text = " ".join(words)
    layout = _fit(text, lang=lang)

    assert _max_width(layout) <= _BOX.width + 1e-6
    assert len(layout.lines) <= _BOX.max_lines(layout.size)
    assert _without_breaks(text).startswith(_without_breaks("".join(layout.lines).removesuffix("…")))
    assert layout.is_truncated or _without_breaks(text) == _without_breaks("".join(layout.lines))


@settings(deadline=None, max_examples=100)
@given(text=st.text(st.characters(max_codepoint=0x17F, exclude_categories=["Cc", "Cs"]), max_size=255))
def test_any_text_stays_within_its_box(text: str) -> None:
    """Whatever the editor writes."""
    layout = _fit(_FACE.drawable(text))

    assert _max_width(layout) <= _BOX.width + 1e-6
    assert len(layout.lines) <= _BOX.max_lines(layout.size)


def _without_breaks(text: str) -> str:
    return re.sub(r"[-\s]", "", text)


@pytest.mark.parametrize(
    "text",
    [
        "Frokostmøte om næringsutvikling i Drammen " * 600,
        "næring" * 3000,
        "https://www.example.no/" + "a/b-" * 5000,
        "i " * 5000,
        "næringsutvikling-" * 1000,
    ],
)
def test_a_text_of_thousands_of_words_is_cut_at_once(text: str) -> None:
    """The time does not grow with what is cut off; the limit leaves room for a busy machine."""
    face = Face(find_font("Bricolage Grotesque").read(), {"wght": 800, "opsz": 48})
    started = perf_counter()
    layout = fit_text(text, face, _BOX, lang="nb")
    assert perf_counter() - started < 2
    assert layout.is_truncated
    assert layout.lines[-1].endswith("…")
    assert max(face.shape(line, tracking=_BOX.tracking).width for line in layout.lines) <= 560 / 26
