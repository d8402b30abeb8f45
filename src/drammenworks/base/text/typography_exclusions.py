"""Mask web and e-mail addresses and the names of figures, which typography would break."""

from __future__ import annotations

import re

from drammenworks.base.text.edits import OPAQUE

# Every address contains one of these. Most paragraphs contain none, and are not searched further.
_HINT = re.compile(r"\.[A-Za-z]|@|://|www\.|\[figure:")

# Quotation marks and brackets surround an address, and are not part of it.
_WORD = re.compile(r"""[^\s"<>«»“”„()\[\]{}|]+""")

_DOMAIN = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?=[/?#:]|\Z)")

_AROUND = ".,;:!?…*'‘’"
"""Punctuation that may precede or follow an address."""


def exclude_addresses(text: str) -> str:
    """Return ``text`` with every address and file name replaced by ``OPAQUE``, at the same length.

    An address is a word that contains ``@`` or ``://``, begins with ``www.``, or contains a hyphen and
    begins with a domain (``drammen.no/a--b``, ``rapport-2017-2020.pdf``). A domain without a hyphen
    needs no mask, and looks like «org.nr.». The name of a figure is masked with the word before it:
    ``figure:rapport-2016-2017/andel``.
    """
    if not _HINT.search(text):
        return text
    return _WORD.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    """Return the word, masked if it is an address, with the punctuation around it unchanged."""
    word = match[0]
    inner = word.lstrip(_AROUND)
    start = len(word) - len(inner)
    inner = inner.rstrip(_AROUND)
    if not _is_address(inner):
        return word
    return word[:start] + OPAQUE * len(inner) + word[start + len(inner) :]


def _is_address(word: str) -> bool:
    """Tell whether a word is an address."""
    if "@" in word or "://" in word or word.startswith(("www.", "figure:")):
        return True
    return "-" in word and _DOMAIN.match(word) is not None
