"""Former addresses in ``_redirects``, for hosts that support it; others serve the pages that are there.

What is gone for good is answered with 410 (RFC 9110 § 15.5.11). Hosts that know redirects alone skip
these lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from drammenworks.content.url_files import GoneAddress
from drammenworks.engine.artifact import Artifact
from drammenworks.site.base_urls import Addresses
from drammenworks.site.gone import gone_path, is_page
from drammenworks.site.page import Redirect


def redirects_file(
    redirects: Iterable[Redirect],
    addresses: Addresses,
    *,
    gone: Iterable[GoneAddress] = (),
    not_found: str = "/404.html",
) -> list[Artifact]:
    """Return the file, or an empty list if there are no former addresses.

    :param not_found: the path of the page to show at gone addresses that have none of their own.
    """
    lines = [
        f"{addresses.base_path}{quote(redirect.path)} {addresses.href(redirect.target)} 301\n"
        for redirect in sorted(redirects, key=lambda redirect: redirect.path)
    ]
    for one in gone:
        page = gone_path(one.address) if is_page(one.address) else not_found
        # With «!» also where there is a file.
        lines.append(f"{addresses.base_path}{quote(one.address)} {addresses.href(page)} 410!\n")
    return [Artifact("_redirects", "".join(lines).encode())] if lines else []
