"""Hides web and mail addresses from the typography, which would break them."""

from __future__ import annotations

import re

from drammenworks.base.text.edits import OPAQUE

# Every address has one of these. Most paragraphs have none, and are not searched further.
_HINT = re.compile(r"\.[A-Za-z]|@|://|www\.")

# Quotation marks and brackets stand around an address, not in it.
_WORD = re.compile(r"""[^\s"<>«»“”„()\[\]{}|]+""")

_DOMAIN = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?=[/?#:]|\Z)")

_AROUND = ".,;:!?…*'‘’"
"""What a sentence may put before or after an address."""


def mask_addresses(text: str) -> str:
    """Return ``text``, of the same length, with every address and file name made of ``OPAQUE``.

    An address is a word with ``@`` or ``://`` in it, one that begins with ``www.``, or one with a
    hyphen that begins with a domain (``drammen.no/a--b``, ``rapport-2017-2020.pdf``). A domain
    without a hyphen has nothing to hide, and could not be told from «org.nr.».
    """
    if not _HINT.search(text):
        return text
    return _WORD.sub(_hidden, text)


def _hidden(match: re.Match[str]) -> str:
    """Return the word, hidden when it is an address, with the punctuation around it as it was."""
    word = match[0]
    inner = word.lstrip(_AROUND)
    start = len(word) - len(inner)
    inner = inner.rstrip(_AROUND)
    if not _is_address(inner):
        return word
    return word[:start] + OPAQUE * len(inner) + word[start + len(inner) :]


def _is_address(word: str) -> bool:
    """Tell an address from other words."""
    if "@" in word or "://" in word or word.startswith("www."):
        return True
    return "-" in word and _DOMAIN.match(word) is not None
