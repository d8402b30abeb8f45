"""Captions, and what keeps players from showing them."""

from __future__ import annotations

import pytest

from drammenworks.content.captions import read_captions
from drammenworks.errors import ContentError

_CUE = "WEBVTT\n\n1\n00:01.000 --> 00:02.500 align:start\nHei, så fint å se deg\n"


def _told(data: bytes) -> list[str]:
    """Return place, code and hint of what is wrong."""
    with pytest.raises(ContentError) as told:
        read_captions(data, path="a.vtt")
    return [f"{found.location} {found.code} {found.hint}" for found in told.value.findings]


@pytest.mark.parametrize(
    "data",
    [
        b"WEBVTT",
        _CUE.encode(),
        _CUE.encode("utf-8-sig"),
        _CUE.replace("\n", "\r\n").encode(),
        _CUE.replace("Hei, ", "Hei,\N{LINE SEPARATOR}\N{NO-BREAK SPACE}").encode(),
        b"WEBVTT - tittel\n\n01:00:00.000 --> 01:00:02.000\nx\n\n01:00:00.000 --> 01:00:03.000\ny\n",
    ],
)
def test_captions_that_players_show_have_no_fault(data: bytes) -> None:
    """With or without a byte order mark, hours, settings, or text at the same time."""
    assert "WEBVTT" in read_captions(data, path="a.vtt")


@pytest.mark.parametrize(
    "timing",
    [
        "00:01.000-->00:02.500",
        "00:01.000 -->00:02.500",
        "00:01.000-->\t00:02.500",
        "  00:01.000 --> 00:02.500  ",
        "00:01.000-->00:02.500 align:start",
        "0:00:01.000 --> 0:00:02.500",
        "100:00:01.000 --> 100:00:02.500",
    ],
)
def test_what_players_are_lenient_about_is_let_through(timing: str) -> None:
    """Writers are to put blanks around the arrow (§ 4.1); players do not need them (§ 6.3)."""
    assert timing in read_captions(f"WEBVTT\n\n{timing}\nHei\n".encode(), path="a.vtt")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (_CUE.encode("latin-1"), "a.vtt:5:7 DW101"),
        (_CUE.encode("utf-16"), "a.vtt:1:1 DW101"),
        (b"", "a.vtt DW103"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHei\n", "a.vtt:1:1 DW707"),
        (b"WEBVTTER\n", "a.vtt:1:1 DW707"),
        (b"WEBVTT\n\n  00:00:01,000 --> 00:00:02,000\nHei\n", "a.vtt:3:3 DW708"),
        (_CUE.replace("02.500", "\N{ARABIC-INDIC DIGIT ZERO}2.500").encode(), "a.vtt:4:1 DW708"),
        (_CUE.encode().replace(b"\n", b"\r").replace(b"0 align", b" align"), "a.vtt:4:1 DW708"),
        (b"WEBVTT\n\n00:02.0000 --> 00:03.0000\nHei\n", "a.vtt:3:1 DW708"),
        (b"WEBVTT\n\n00:02.000 -->\nHei\n", "a.vtt:3:1 DW708"),
        (b"WEBVTT\n\nA\xe2\x80\xa8B\n\n00:02.000 --> 00:01.000\nx", "a.vtt:5:1 DW709"),
        (b"WEBVTT\n\n00:02.000 --> 00:02.000\nHei\n", "a.vtt:3:1 DW709"),
        (b"WEBVTT\n\n00:02.000 --> 00:03.000\nHei\n\n00:01.000 --> 00:04.000\nDu\n", "a.vtt:6:1 DW710"),
    ],
)
def test_captions_that_players_would_not_show_are_told_of(data: bytes, fault: str) -> None:
    """With the line and the column, where there are any."""
    (told,) = _told(data)
    assert told.startswith(f"{fault} ")


@pytest.mark.parametrize(
    ("timing", "meant"),
    [
        ("00:00:01,000 --> 00:00:02,500", "00:00:01.000 --> 00:00:02.500"),
        ("1:00.000 --> 1:02.5", "00:01:00.000 --> 00:01:02.500"),
        ("01:05.000 -> 01:09.500", "00:01:05.000 --> 00:01:09.500"),
        ("01:05.000 –> 01:09.500", "00:01:05.000 --> 00:01:09.500"),
        ("01:05,000→01:09,500", "00:01:05.000 --> 00:01:09.500"),
        ("1.02.03,4 --> 1.02.04,4", "01:02:03.400 --> 01:02:04.400"),
    ],
)
def test_a_time_that_was_meant_is_suggested(timing: str, meant: str) -> None:
    """Subtitles of films have commas, and word processors make arrows and dashes of what is typed."""
    (told,) = _told(f"WEBVTT\n\n{timing}\nHei\n".encode())
    assert told.startswith("a.vtt:3:1 DW708 ")
    assert told.endswith(f"Mente du «{meant}»?")


def test_a_text_with_a_time_is_no_time() -> None:
    """People say when trains go."""
    text = "WEBVTT\n\n00:01.000 --> 00:02.500\n10:30 → 11:00 går toget\n"
    assert read_captions(text.encode(), path="a.vtt") == text


def test_one_mistake_is_told_once() -> None:
    """A film has a thousand texts, and whoever forgot the points forgot them all; other mistakes are told too."""
    wrong = "".join(f"00:00:{second},000 --> 00:00:{second},500\nHei\n\n" for second in range(10, 60))
    assert [
        told.split()[:2] for told in _told(f"WEBVTT\n\n{wrong}00:02.000 --> 00:01.000\nx\n".encode())
    ] == [
        ["a.vtt:3:1", "DW708"],
        ["a.vtt:153:1", "DW709"],
    ]
