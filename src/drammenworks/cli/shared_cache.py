"""The option of the commands that use a cache which machines share."""

from __future__ import annotations

import os
from pathlib import Path

import click

from drammenworks.pipeline.options import Sharing

_KEYS_FILE = "cache-keys.txt"
"""In the project: the public keys of those who may fill the cache."""
_PRIVATE_KEY = "DRAMMENWORKS_CACHE_KEY"
"""The variable that has the private key; an option could be read in lists of processes."""

cache_url_option = click.option(
    "--cache-url",
    metavar="URL",
    envvar="DRAMMENWORKS_CACHE_URL",
    help="Et lager som flere maskiner deler: det andre har laget, hentes derfra. "
    "[standard: DRAMMENWORKS_CACHE_URL, eller ingen]",
)


def sharing(url: str | None, root: Path, *, fills: bool = True) -> Sharing | None:
    """Return how the cache at a URL is used; None without one.

    :param fills: whether others may get what is made here, if there is a key for that.
    """
    if not url:
        return None
    private_key = os.environ.get(_PRIVATE_KEY) if fills else None
    return Sharing(url, root / _KEYS_FILE, private_key or None)
