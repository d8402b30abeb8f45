"""A comparison as a page, with the words that differ marked in each text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from importlib.resources import files
from typing import Final

from jinja2 import Environment, StrictUndefined

from drammenworks.diff.labels import CALENDARS, FILES, NOTICES, WHOLE_SITE, language
from drammenworks.diff.page_difference import Change
from drammenworks.diff.page_links import UNSERVED, PageLinks
from drammenworks.diff.site_difference import SiteDifference
from drammenworks.errors import Phrase, Translate

_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
_MAX_WORDS: Final = 2_000
"""Words of a block that are aligned; comparing takes the square of it."""


def as_html(
    differences: Sequence[SiteDifference],
    translate: Translate = str,
    *,
    lang: str = "nb",
    links: PageLinks = UNSERVED,
) -> str:
    """Return a comparison as one HTML page that needs no other file."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = files("drammenworks.diff").joinpath("report.html").read_text(encoding="utf-8")
    return environment.from_string(source).render(
        sites=[site for site in differences if not site.is_empty],
        lang=lang,
        links=links,
        words=marked_words,
        text=lambda phrase, **values: translate(Phrase(phrase, **values)),
        notice=lambda kind: translate(NOTICES[kind]),
        calendar=lambda kind: translate(CALENDARS[kind]),
        files_label=lambda kind: translate(FILES[kind]),
        language=lambda code: translate(language(code)),
        whole_site=translate(WHOLE_SITE),
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
