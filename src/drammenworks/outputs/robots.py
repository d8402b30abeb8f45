"""robots.txt (RFC 9309): everything may be crawled; what is not to be indexed says so itself."""

from __future__ import annotations

from drammenworks.engine.artifact import Artifact


def robots_file() -> Artifact:
    """Return the file."""
    return Artifact("robots.txt", b"User-agent: *\nAllow: /\n")
