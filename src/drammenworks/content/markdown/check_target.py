"""Check the targets of links and pictures. Whether they exist is checked later, for each site."""

from __future__ import annotations

import re

from drammenworks.base.text.normalise_url import normalise_url
from drammenworks.base.text.url_validation import fault_of
from drammenworks.errors import Finding, Location, Phrase, nearest
from drammenworks.errors.nearest import suggestion_for
from drammenworks.errors.rules import markdown as rules
from drammenworks.errors.rules import references as reference_rules

REFERENCE_KINDS = (
    "project",
    "report",
    "video",
    "event",
    "article",
    "person",
    "organisation",
    "place",
    "page",
    "site",
)
"""The prefixes of references such as ``project:internasjonale-drammen``."""

_WEB_SCHEMES = ("https", "http", "mailto", "tel")
_ALLOWED = frozenset((*REFERENCE_KINDS, *_WEB_SCHEMES))
_DANGEROUS = frozenset(("javascript", "data", "vbscript", "file"))

_NORWEGIAN = {
    "prosjekt": "project",
    "rapport": "report",
    "årsrapport": "report",
    "film": "video",
    "arrangement": "event",
    "nyhet": "article",
    "artikkel": "article",
    "organisasjon": "organisation",
    "sted": "place",
    "side": "page",
    "nettsted": "site",
    "epost": "mailto",
    "e-post": "mailto",
    "tlf": "tel",
    "telefon": "tel",
}

_SCHEME = re.compile(r"([^\W\d_][\w+.-]*):")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_HOST = re.compile(
    r"(?:[a-z0-9æøåäö](?:[a-z0-9æøåäö-]*[a-z0-9æøåäö])?\.)+(?:no|com|org|net|eu|info|io|dk|se|fi|de|uk)(?=[/?#:]|\Z)",
    re.IGNORECASE,
)
"""A host of a kind that no file is named like: «example.no», and no «rapport.pdf»."""
_EMAIL = re.compile(r"[^\s/:@?#]+@[^\s/:@?#]+\.[^\s/:@?#]+")


def normalise_target(target: str) -> str:
    """Return ``target`` as browsers interpret it: without control characters, outer spaces and capital hosts.

    Browsers interpret ``java<TAB>script:`` as ``javascript:``, so the check needs the same form.
    """
    if not target.isprintable():
        target = _CONTROL.sub("", target)
    return normalise_url(target.strip(" "))


def check_target(target: str, location: Location, *, element: str) -> Finding | None:
    """Return the finding of an invalid normalised ``target``, or None if it is valid."""
    if not target:
        return rules.EMPTY_TARGET.at(
            location, element=Phrase("Lenken") if element == "lenken" else Phrase("Bildet")
        )
    fault = fault_of(target)
    if fault is not None:
        suggestion = suggestion_for(fault.suggestion)
        return reference_rules.BROKEN_ADDRESS.at(
            location, target=target, reason=fault.reason, suggestion=suggestion
        )
    match = _SCHEME.match(target)
    if match is None:
        complete = _complete(target)
        if complete is None:
            return None
        return rules.INCOMPLETE_TARGET.at(location, target=target, suggestion=complete)
    scheme = match.group(1).casefold()
    if scheme in _ALLOWED:
        return None
    if scheme in _DANGEROUS:
        return rules.DANGEROUS_TARGET.at(location, scheme=scheme)
    near = _NORWEGIAN.get(scheme) or nearest(scheme, _ALLOWED)
    suggestion = suggestion_for(f"{near}:" if near else None)
    return rules.UNKNOWN_SCHEME.at(location, target=target, scheme=scheme, suggestion=suggestion)


def _complete(target: str) -> str | None:
    """Return the complete URL for a ``target`` without a scheme, or None."""
    if target[0] in "/\\" and target[1:2] in ("/", "\\"):
        # Browsers interpret this as a host name, and \\ as /.
        return f"https://{target[2:]}"
    if target[:4].casefold() == "www.":
        return f"https://{target}"
    if _HOST.match(target):
        return f"https://{target}"
    if "@" in target and _EMAIL.fullmatch(target):
        return f"mailto:{target}"
    return None
