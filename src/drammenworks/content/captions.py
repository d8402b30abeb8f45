"""Captions of videos: whether players will show them, as W3C's WebVTT has it."""

from __future__ import annotations

import re

from drammenworks.base.source_text import decode_source
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.errors.nearest import suggestion_for
from drammenworks.errors.rules import media as rules

_HEADER = re.compile(r"WEBVTT(?:[ \t\n]|\Z)")
_ARROW = "-->"
_TIME = r"(?:([0-9]+):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_TIMING = re.compile(rf"[ \t]*({_TIME})[ \t]*-->[ \t]*({_TIME})(?![0-9]).*")
"""As players read it (§ 6.3): the blanks that § 4.1 wants around the arrow are for people."""

_NEARLY_TIME = r"(?:([0-9]{1,2})[:.])?([0-5]?[0-9])[:.]([0-5]?[0-9])[.,]([0-9]{1,3})"
_NEARLY = re.compile(rf"\s*{_NEARLY_TIME}\s*(?:-{{1,3}}>|[–—]>|[→⇒])\s*{_NEARLY_TIME}(?![0-9]).*")
"""What is left of a time by formats that have a comma, and by programs that make a dash of two hyphens."""


def read_captions(data: bytes, *, path: str) -> str:
    """Return the text of a file of captions that players show as it was meant.

    Times are hours (or none), minutes, seconds and thousandths after a point (§ 4.3); subtitles of films
    often have a comma, and players then leave out that text without a word.

    :param path: how findings name the file.
    :raises ContentError: with the first finding of each kind: what is wrong with one time often is with all.
    """
    text = decode_source(data, path=path)
    if _HEADER.match(text) is None:
        raise ContentError([rules.NOT_WEBVTT.at(Location(path, 1, 1))])
    findings: dict[str, Finding] = {}
    latest, latest_said = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        location = Location(path, number, len(line) - len(line.lstrip()) + 1)
        if _ARROW not in line and _NEARLY.fullmatch(line) is None:
            continue
        timing = _TIMING.fullmatch(line)
        if timing is None:
            finding = rules.CAPTION_TIME.at(
                location, timing=line.strip(), suggestion=suggestion_for(_repaired(line))
            )
            findings.setdefault(finding.code, finding)
            continue
        said, until, *parts = timing.group(1, 6, 2, 3, 4, 5, 7, 8, 9, 10)
        begins, ends = _thousandths(parts[:4]), _thousandths(parts[4:])
        if ends <= begins:
            finding = rules.CAPTION_END.at(location, begins=said, ends=until)
            findings.setdefault(finding.code, finding)
        if begins < latest:
            finding = rules.CAPTION_ORDER.at(location, begins=said, before=latest_said)
            findings.setdefault(finding.code, finding)
        else:
            latest, latest_said = begins, said
    if findings:
        raise ContentError(findings.values())
    return text


def _thousandths(parts: list[str | None]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _repaired(line: str) -> str | None:
    """Return the times that a line was probably meant to have, as players read them."""
    found = _NEARLY.fullmatch(line)
    if found is None:
        return None
    times = (found.group(1, 2, 3, 4), found.group(5, 6, 7, 8))
    begins, ends = (
        f"{int(hours or 0):02}:{int(minutes):02}:{int(seconds):02}.{thousandths:0<3}"
        for hours, minutes, seconds, thousandths in times
    )
    return f"{begins} {_ARROW} {ends}"
