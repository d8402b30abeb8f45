"""What a browser may load on our pages (Content Security Policy Level 3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

PLAYER_ORIGINS = {
    "youtube": "https://www.youtube-nocookie.com",
    "vimeo": "https://player.vimeo.com",
}
"""Whose pages a visitor's click may bring into ours; nothing is asked of them before it."""


def meta_policy(frames: Iterable[str] = ()) -> str:
    """Return the policy for a page itself, for hosts that take no headers.

    :param frames: the origins of the players that the page may show.
    """
    return _policy(tuple(frames))


@cache
def _policy(frames: tuple[str, ...]) -> str:
    # Every page has one, and there are as many as there are players.
    return "; ".join(_directives(frames))


def header_policy(players: Collection[str]) -> str:
    """Return the policy for the header of all pages: each of them narrows it down.

    Browsers ignore ``frame-ancestors`` in a meta element.

    :param players: who plays films on any of them.
    """
    frames = [origin for name, origin in PLAYER_ORIGINS.items() if name in players]
    return "; ".join((*_directives(frames), "frame-ancestors 'self'"))


def _directives(frames: Iterable[str]) -> tuple[str, ...]:
    players = " ".join(frames) or "'none'"
    return (
        "default-src 'self'",
        "script-src 'self'",
        f"frame-src {players}",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
