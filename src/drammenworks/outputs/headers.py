"""HTTP headers in ``_headers``, for hosts that support it."""

from __future__ import annotations

from drammenworks.engine.artifact import Artifact
from drammenworks.outputs.assets import FOLDER
from drammenworks.site.addresses import Addresses
from drammenworks.site.content_security_policy import header_policy

_IMMUTABLE = "Cache-Control: public, max-age=31536000, immutable"


def headers_file(addresses: Addresses, *, noindex: bool) -> Artifact:
    """Return the file.

    :param noindex: exclude the whole site from search engines; with a header, because robots.txt prevents
        crawlers from reading it.
    """
    base = addresses.base_path
    everywhere = [
        f"Content-Security-Policy: {header_policy()}",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
        "Permissions-Policy: camera=(), geolocation=(), microphone=()",
    ]
    if noindex:
        everywhere.append("X-Robots-Tag: noindex")
    blocks = [
        (f"{base}/*", everywhere),
        (f"{base}/{FOLDER}/*", [_IMMUTABLE]),
        (f"{base}/media/*", [_IMMUTABLE]),
        (f"{base}/files/*", [_IMMUTABLE]),
    ]
    lines = [line for path, headers in blocks for line in (path, *(f"  {header}" for header in headers))]
    return Artifact("_headers", ("\n".join(lines) + "\n").encode())
