"""A comparison as a page, with the words that differ marked in each text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from jinja2 import Environment, StrictUndefined

from drammenworks.diff.labels import (
    CALENDARS,
    CHANGES,
    EMPTIED,
    FILES,
    LOST_ADVICE,
    LOST_LIST_ADVICE,
    NOTHING,
    NOTICES,
    WHOLE_SITE,
    language,
    rest_of,
)
from drammenworks.diff.page_difference import Change
from drammenworks.diff.page_links import UNSERVED, PageLinks, anchor
from drammenworks.diff.page_shots import Shots
from drammenworks.diff.site_difference import SiteDifference
from drammenworks.errors import Phrase, Translate

_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
_OWN_WORDS: Final = (
    Phrase("Før"),
    Phrase("Etter"),
    Phrase("Det øverste av siden"),
    Phrase("Videre"),
    Phrase("lagt til"),
    Phrase("tatt bort"),
)
"""What the template says and no other report; listed here for the catalogue."""
_MAX_WORDS: Final = 2_000
"""Words of a block that are aligned; comparing takes the square of it."""


def _no_notes(site: str, path: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a comparison."""

    title: str
    nothing: str
    """What is said when nothing differs."""
    about: Sequence[str] = ()
    """Between what and what it is."""
    alerts: Sequence[str] = ()
    """What to keep in mind while reading it."""
    problem: str = ""
    """Why there is no comparison."""
    ways: Sequence[tuple[str, str]] = ()
    """Where to go from here: a text and a URL each."""


def as_html(
    differences: Sequence[SiteDifference],
    translate: Translate = str,
    *,
    lang: str = "nb",
    links: PageLinks = UNSERVED,
    frame: Frame | None = None,
    notes: Callable[[str, str], Sequence[str]] = _no_notes,
    shots: Mapping[tuple[str, str], Shots] = MappingProxyType({}),
) -> str:
    """Return a comparison as one HTML page that needs no other file.

    :param notes: returns what else is said of a page, by the name of its site and its address.
    :param shots: pictures of pages before and after, likewise.
    """
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = files("drammenworks.diff").joinpath("report.html").read_text(encoding="utf-8")
    return environment.from_string(source).render(
        sites=[site for site in differences if not site.is_empty],
        lang=lang,
        links=links,
        frame=frame or Frame(translate(CHANGES), translate(NOTHING)),
        notes=notes,
        shots=shots,
        anchor=anchor,
        words=marked_words,
        text=lambda phrase, **values: translate(Phrase(phrase, **values)),
        notice=lambda kind: translate(NOTICES[kind]),
        calendar=lambda kind: translate(CALENDARS[kind]),
        files_label=lambda kind: translate(FILES[kind]),
        language=lambda code: translate(language(code)),
        rest=lambda site: [(translate(phrase), paths) for phrase, paths in rest_of(site)],
        whole_site=translate(WHOLE_SITE),
        advice=translate(LOST_ADVICE),
        emptied=translate(EMPTIED),
        list_advice=translate(LOST_LIST_ADVICE),
    )


def marked_words(change: Change) -> Iterator[tuple[str, str]]:
    """Yield the parts of a changed text: an HTML element, ``del``, ``ins`` or none, and its text."""
    before, after = _WORDS.findall(change.before), _WORDS.findall(change.after)
    if not before or not after or max(len(before), len(after)) > _MAX_WORDS:
        if change.before:
            yield "del", change.before
        if change.after:
            yield "ins", change.after
        return
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, False).get_opcodes():
        if kind == "equal":
            yield "", "".join(before[start:end])
            continue
        if start < end:
            yield "del", "".join(before[start:end])
        if new_start < new_end:
            yield "ins", "".join(after[new_start:new_end])
