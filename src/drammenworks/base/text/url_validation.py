"""Judge web addresses, e-mail addresses and telephone numbers, in fields and in links alike."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from drammenworks.errors import Phrase


class Fault(NamedTuple):
    """What is wrong with an address."""

    reason: Phrase
    suggestion: str | None = None
    """The address that was probably meant."""


_LABEL = re.compile(r"\w(?:[\w-]{0,61}\w)?")
_LOCAL_PART = re.compile(r"[^\s@<>\"(),:;/\[\]\\]+")
_PHONE = re.compile(r"\+?[0-9][0-9\s()./-]{1,30}", re.ASCII)
_PHONE_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))
_DIGITS = range(3, 16)
"""How many a number may have: 112 has three, and the longest international ones 15 (ITU-T E.164)."""
_WEB_START = re.compile(r"(?P<scheme>https?)(?P<between>[:;]?[/\\]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


def fault_of(address: str) -> Fault | None:
    """Return what is wrong with an address that begins with ``http``, ``mailto:`` or ``tel:``, if anything.

    Any other address is judged elsewhere.
    """
    scheme, colon, rest = address.partition(":")
    folded = scheme.casefold()
    if colon and folded == "mailto":
        return _fault_of_mailto(rest)
    if colon and folded == "tel":
        return _fault_of_tel(rest)
    if folded.startswith("http"):
        return _fault_of_web(address)
    return None


def is_email(text: str) -> bool:
    """Tell whether a text can be an e-mail address."""
    local, at, host = text.rpartition("@")
    is_local = _LOCAL_PART.fullmatch(local) is not None and ".." not in f".{local}."
    return bool(at) and is_local and _is_host(host) and not host.endswith(".")


def is_phone(text: str) -> bool:
    """Tell whether a text can be a telephone number."""
    plain = text.translate(_PHONE_SPACES).strip()
    return _PHONE.fullmatch(plain) is not None and sum(char.isdigit() for char in plain) in _DIGITS


def _fault_of_web(address: str) -> Fault | None:
    start = _WEB_START.fullmatch(address)
    if start is None or start["between"] in ("", "/", "\\"):
        return None  # Another word that begins so, such as a file: «httpd.md».
    scheme, rest = start["scheme"].lower(), start["rest"]
    if start["between"] != "://":
        suggestion = f"{scheme}://{rest}"
        reason = Phrase("etter «{scheme}» skal det stå «://»", scheme=scheme)
        return Fault(reason, suggestion if fault_of(suggestion) is None else None)
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return Fault(Phrase("det er noe galt med navnet på nettstedet eller tallet etter det"))
    if not host:
        return Fault(Phrase("navnet på nettstedet mangler"))
    if not _is_host(host):
        return Fault(Phrase("«{host}» er ikke navnet på et nettsted", host=host))
    return None


def _fault_of_mailto(rest: str) -> Fault | None:
    addresses, _, query = rest.partition("?")
    if not addresses:
        # A reader who shares a page writes the recipient.
        return None if query else Fault(Phrase("e-postadressen mangler"))
    for one in addresses.split(","):
        plain = unquote(one).strip()
        if not is_email(plain):
            better = plain.lstrip("/").replace(" ", "")
            suggestion = f"mailto:{better}" if "," not in addresses and is_email(better) else None
            return Fault(Phrase("«{address}» er ikke en e-postadresse", address=plain), suggestion)
    return None


def _fault_of_tel(rest: str) -> Fault | None:
    number = unquote(rest.partition(";")[0])
    if not number.strip():
        return Fault(Phrase("telefonnummeret mangler"))
    if not is_phone(number):
        return Fault(Phrase("«{number}» er ikke et telefonnummer", number=number))
    return None


def _is_host(host: str) -> bool:
    """Tell whether a text can be the name of a host on the web; one without a point is a machine nearby."""
    labels = host.removesuffix(".").split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)):
        return False
    return not labels[-1].isdigit() or (len(labels) == 4 and all(label.isdigit() for label in labels))
