"""Web addresses: which text is one, and the form in which it is compared and published."""

from __future__ import annotations

import re

_HOST = r"[^\s/?#\"'<>\\]+\.[^\s/?#\"'<>\\]+"
_REST = r"[/?#][^\s\"<>\\]*"
"""Path, query and fragment. RFC 3986 allows ``!$&'()*+,;=:@`` in them; letters like å are IRIs (RFC 3987)."""

WEB_ADDRESS = rf"[Hh][Tt][Tt][Pp][Ss]?://{_HOST}({_REST})?"
"""The pattern of a web address; patterns of JSON Schemas cannot ignore case."""

_START = re.compile(r"(https?://)([^/?#]*@)?([^/?#]*)", re.IGNORECASE)


def normalise_url(url: str) -> str:
    """Return a web address with its scheme and host in lower case (RFC 3986 § 6.2.2.1)."""
    start = _START.match(url)
    if start is None or start[0].islower():
        return url
    scheme, user, host = start.groups()
    return f"{scheme.lower()}{user or ''}{host.lower()}{url[start.end() :]}"
