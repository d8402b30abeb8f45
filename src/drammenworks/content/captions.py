"""Captions of videos: whether players will show them, as W3C's WebVTT has it."""

from __future__ import annotations

import re

from drammenworks.errors import Phrase

_HEADER = re.compile(r"WEBVTT(?:[ \t\r\n]|\Z)")
_LINE_END = re.compile(r"\r\n|[\r\n]")
_ARROW = "-->"
_TIME = r"(?:([0-9]{2,}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")


def fault_of_captions(data: bytes) -> Phrase | None:
    """Return why players would not show captions, or not as they were meant; None when they will.

    Times are hours (or none), minutes, seconds and thousandths after a point (§ 4.3); subtitles of films
    often have a comma, and players then leave out that text without a word.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Phrase("den er ikke lagret som UTF-8, så æ, ø og å blir uleselige")
    if _HEADER.match(text) is None:
        return Phrase("den er ikke teksting i formatet WebVTT")
    latest = 0
    for number, line in enumerate(_LINE_END.split(text), 1):
        if _ARROW not in line:
            continue
        timing = _TIMING.fullmatch(line.strip(" \t"))
        if timing is None:
            return Phrase(
                "tiden på linje {line} kan ikke leses; den skal se ut som 00:01:05.000 --> 00:01:09.500",
                line=number,
            )
        begins, ends = _thousandths(timing.groups()[:4]), _thousandths(timing.groups()[4:])
        if ends <= begins:
            return Phrase("teksten på linje {line} slutter før den begynner", line=number)
        if begins < latest:
            return Phrase("teksten på linje {line} begynner før den som står foran", line=number)
        latest = begins
    return None


def _thousandths(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
