"""Former addresses in ``_redirects``, for hosts that support it; other hosts serve redirect pages."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from drammenworks.engine.artifact import Artifact
from drammenworks.site.base_urls import Addresses
from drammenworks.site.page import Redirect


def redirects_file(redirects: Iterable[Redirect], addresses: Addresses) -> list[Artifact]:
    """Return the file, or an empty list if there are no former addresses."""
    lines = [
        f"{addresses.base_path}{quote(redirect.path)} {addresses.href(redirect.target)} 301\n"
        for redirect in sorted(redirects, key=lambda redirect: redirect.path)
    ]
    return [Artifact("_redirects", "".join(lines).encode())] if lines else []
