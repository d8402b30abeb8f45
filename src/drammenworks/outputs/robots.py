"""robots.txt (RFC 9309): allows all crawling; pages that must not be indexed have noindex."""

from __future__ import annotations

from drammenworks.engine.artifact import Artifact


def robots_file() -> Artifact:
    """Return the file."""
    return Artifact("robots.txt", b"User-agent: *\nAllow: /\n")
