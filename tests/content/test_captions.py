"""Captions, and what keeps players from showing them."""

from __future__ import annotations

import pytest

from drammenworks.content.captions import fault_of_captions

_CUE = "WEBVTT\n\n1\n00:01.000 --> 00:02.500 align:start\nHei, så fint å se deg\n"


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
    assert fault_of_captions(data) is None


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (_CUE.encode("latin-1"), "UTF-8"),
        (_CUE.encode("utf-16"), "UTF-8"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHei\n", "WebVTT"),
        (b"WEBVTTER\n", "WebVTT"),
        (b"WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nHei\n", "linje 3 kan ikke leses"),
        (b"WEBVTT\n\n1:00.000 --> 1:02.000\nHei\n", "linje 3 kan ikke leses"),
        (_CUE.replace("02.500", "\N{ARABIC-INDIC DIGIT ZERO}2.500").encode(), "linje 4 kan ikke leses"),
        (_CUE.encode().replace(b"\n", b"\r").replace(b"0 align", b" align"), "linje 4 kan ikke leses"),
        (b"WEBVTT\n\nA\xe2\x80\xa8B\n\n00:02.000 --> 00:01.000\nx", "linje 5 slutter"),
        (b"WEBVTT\n\n00:02.000 --> 00:01.000\nHei\n", "linje 3 slutter"),
        (b"WEBVTT\n\n00:02.000 --> 00:03.000\nHei\n\n00:01.000 --> 00:04.000\nDu\n", "linje 6 begynner"),
    ],
)
def test_captions_that_players_would_not_show_are_told_of(data: bytes, fault: str) -> None:
    """With the reason, and the line where there is one."""
    assert fault in str(fault_of_captions(data))
