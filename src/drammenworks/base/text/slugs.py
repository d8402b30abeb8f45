"""Convert titles to slugs, the last part of an address."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from slugify import slugify as _transliterate_and_join

_CACHE_SIZE = 1 << 16
"""Texts. A tag is converted on every page that has it."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_STEM = 60
"""Characters."""

_BEFORE_SLUGIFY = str.maketrans(
    {
        # Straight and curly apostrophes are removed, so a corrected apostrophe does not change the
        # address. (python-slugify converts «it's» to it-s and «it’s» to its.)
        "'": None,
        "‘": None,
        "’": None,
        "ʼ": None,
        # python-slugify joins digits across a comma, as in English 1,000. In Norwegian it is the
        # decimal comma.
        ",": " ",
    }
)


_COMMON = re.compile(r"[A-Za-z0-9ÆØÅæøå .,:;!?()«»–-]*")
"""The characters of most titles and headings, which have a fast path."""
_COMMON_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=_CACHE_SIZE)
def slugify(text: str) -> str:
    """Return ``text`` as lower-case ASCII words with hyphens between.

    «Årsrapport på Øyer» becomes ``arsrapport-pa-oyer``: æ is ae, ø is o and å is a, as Norwegian
    public bodies write their addresses. Composed and decomposed input give the same result. ``text`` is
    plain text and not HTML: ``&amp;`` is not decoded.

    The result is empty for text without letters or digits, such as an emoji. It is never truncated.
    """
    if _COMMON.fullmatch(text):
        return _BETWEEN_WORDS.sub("-", text.lower().translate(_COMMON_LETTERS)).strip("-")
    return slugify_full(text)


def slugify_full(text: str) -> str:
    """Return the same as :func:`slugify`, without its fast path; takes five times as long."""
    return _transliterate_and_join(
        unicodedata.normalize("NFKC", text).translate(_BEFORE_SLUGIFY),
        entities=False,
        decimal=False,
        hexadecimal=False,
        # The default is Unidecode if it is installed, which gives a different address for
        # the same title.
        backend="text-unidecode",
    )


def file_stem(text: str, default: str) -> str:
    """Return the first part of the name of a published file; file systems limit a name to 255 bytes.

    :param default: for a text without letters or digits.
    """
    return slugify(text)[:_MAX_STEM].strip("-") or default


def is_slug(text: str) -> bool:
    """Tell whether ``text`` is a slug: a-z and 0-9, with single hyphens between words."""
    return _SLUG.fullmatch(text) is not None
