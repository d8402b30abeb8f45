"""HTTP headers in ``_headers``, for hosts that read it."""

from __future__ import annotations

from drammenworks.engine.artifact import Artifact
from drammenworks.outputs.assets import FOLDER
from drammenworks.site.addresses import Addresses
from drammenworks.site.policy import HEADER_POLICY

_FOR_EVER = "Cache-Control: public, max-age=31536000, immutable"


def headers_file(addresses: Addresses, *, noindex: bool) -> Artifact:
    """Return the file.

    :param noindex: keep the whole site out of search engines; by a header and never by robots.txt,
        which would hide the wish from those whom it is for.
    """
    base = addresses.base_path
    everywhere = [
        f"Content-Security-Policy: {HEADER_POLICY}",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
        "Permissions-Policy: camera=(), geolocation=(), microphone=()",
    ]
    if noindex:
        everywhere.append("X-Robots-Tag: noindex")
    blocks = [
        (f"{base}/*", everywhere),
        (f"{base}/{FOLDER}/*", [_FOR_EVER]),
        (f"{base}/media/*", [_FOR_EVER]),
        (f"{base}/files/*", [_FOR_EVER]),
    ]
    lines = [line for path, headers in blocks for line in (path, *(f"  {header}" for header in headers))]
    return Artifact("_headers", ("\n".join(lines) + "\n").encode())
