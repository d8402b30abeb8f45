"""HTTP headers in ``_headers``, for hosts that support it."""

from __future__ import annotations

from collections.abc import Collection

from drammenworks.engine.artifact import Artifact
from drammenworks.outputs.caching import FINGERPRINTED_FOLDERS, IMMUTABLE
from drammenworks.site.base_urls import Addresses
from drammenworks.site.content_security_policy import header_policy

FILE = "_headers"
NOINDEX = "X-Robots-Tag: noindex"
"""Said of a whole site: a preview, one with drafts, or one that is to be found by nobody."""
_HSTS = f"Strict-Transport-Security: max-age={365 * 24 * 60 * 60}"
"""Browsers that were here once ask for nothing unencrypted (RFC 6797); subdomains may belong to others."""


def headers_file(addresses: Addresses, *, noindex: bool, players: Collection[str] = ()) -> Artifact:
    """Return the file.

    :param players: who plays films on pages of the site.
    :param noindex: exclude the whole site from search engines; with a header, because robots.txt prevents
        crawlers from reading it.
    """
    base = addresses.base_path
    everywhere = [
        f"Content-Security-Policy: {header_policy(players)}",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy: same-origin",
        "Permissions-Policy: camera=(), geolocation=(), microphone=()",
    ]
    if addresses.canonical.startswith("https:") and not addresses.is_preview:
        everywhere.append(_HSTS)
    if noindex:
        everywhere.append(NOINDEX)
    blocks = [
        (f"{base}/*", everywhere),
        *((f"{base}/{folder}/*", [f"Cache-Control: {IMMUTABLE}"]) for folder in FINGERPRINTED_FOLDERS),
    ]
    lines = [line for path, headers in blocks for line in (path, *(f"  {header}" for header in headers))]
    return Artifact(FILE, ("\n".join(lines) + "\n").encode())
