"""What a browser may load on our pages (Content Security Policy Level 3)."""

from __future__ import annotations

_DIRECTIVES = (
    "default-src 'self'",
    # The two players that a visitor's click may bring in; nothing is asked of them before it.
    "frame-src https://www.youtube-nocookie.com https://player.vimeo.com",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)

META_POLICY = "; ".join(_DIRECTIVES)
"""For the page itself, for hosts that take no headers."""

HEADER_POLICY = "; ".join((*_DIRECTIVES, "frame-ancestors 'self'"))
"""For the header: browsers ignore ``frame-ancestors`` in a meta element."""
