"""Turns titles into the last part of an address."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from slugify import slugify as _transliterate_and_join

_CACHE_SIZE = 1 << 16
"""Texts: a tag is asked for on every page that carries it."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_BEFORE_SLUGIFY = str.maketrans(
    {
        # An apostrophe leaves no trace, straight or curly: correcting one in a title keeps the
        # address. (python-slugify makes «it's» it-s and «it’s» its.)
        "'": None,
        "‘": None,
        "’": None,
        "ʼ": None,
        # python-slugify joins digits over a comma, as in English 1,000. In Norwegian it is the
        # decimal comma.
        ",": " ",
    }
)


_ORDINARY = re.compile(r"[A-Za-z0-9ÆØÅæøå .,:;!?()«»–-]*")
"""What nearly every title and heading is made of."""
_ORDINARY_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=_CACHE_SIZE)
def slugify(text: str) -> str:
    """Return ``text`` as lower-case ASCII words with hyphens between.

    «Årsrapport på Øyer» becomes ``arsrapport-pa-oyer``: æ is ae, ø is o and å is a, as Norwegian
    public bodies write their addresses. Composed and decomposed input give the same. ``text`` is
    plain text: ``&amp;`` in it is not read as HTML.

    The result is empty when nothing is left, as of an emoji alone. It is never shortened.
    """
    if _ORDINARY.fullmatch(text):
        return _BETWEEN_WORDS.sub("-", text.lower().translate(_ORDINARY_LETTERS)).strip("-")
    return slugify_full(text)


def slugify_full(text: str) -> str:
    """Return what :func:`slugify` returns, whatever the text is made of; takes five times as long."""
    return _transliterate_and_join(
        unicodedata.normalize("NFKC", text).translate(_BEFORE_SLUGIFY),
        entities=False,
        decimal=False,
        hexadecimal=False,
        # Left to itself it takes Unidecode when that happens to be installed: another address for
        # the same title.
        backend="text-unidecode",
    )


def is_slug(text: str) -> bool:
    """Tell whether ``slugify`` can give ``text``: a-z and 0-9, and single hyphens between them."""
    return _SLUG.fullmatch(text) is not None
