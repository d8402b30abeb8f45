"""Digests."""

from __future__ import annotations

from drammenworks.base.digests import digest, digest_parts


def test_only_equal_bytes_have_equal_digests() -> None:
    """A digest stands for the bytes, in 32 hexadecimal digits."""
    assert digest(b"a") == digest(b"a") != digest(b"b")
    assert len(digest(b"")) == 32


def test_the_border_between_parts_counts() -> None:
    """Different parts that join to the same bytes have different digests."""
    assert digest_parts("ab", "c") != digest_parts("a", "bc")


def test_text_counts_as_its_utf_8() -> None:
    """A part may be text or bytes."""
    assert digest_parts("æ") == digest_parts("æ".encode())
