"""Signed entries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.engine.sharing.entries import action_name, entry_of, holds, read_entry, write_entry
from drammenworks.engine.sharing.keys import Keys, read_private_key, read_public_keys
from tests.sharing.keys import private_text, public_line, reader, writer

ACTION = action_name("encoded", "images", "key", "webp")
ENTRY = entry_of(b"the bytes")


def test_an_entry_is_read_by_whoever_trusts_its_key() -> None:
    stored = write_entry(ACTION, ENTRY, writer())
    assert read_entry(ACTION, stored, reader()) == ENTRY
    assert read_entry(ACTION, stored, reader("nobody", "ci")) == ENTRY
    assert holds(ENTRY, b"the bytes")
    assert not holds(ENTRY, b"the bytez")


@pytest.mark.parametrize("keys", [reader("mallory"), Keys(())], ids=["another key", "no key"])
def test_an_entry_of_anyone_else_is_refused(keys: Keys) -> None:
    assert read_entry(ACTION, write_entry(ACTION, ENTRY, writer()), keys) is None


def test_an_entry_cannot_stand_in_for_another() -> None:
    """Its signature covers what it is of, so that nobody can move it."""
    stored = write_entry(ACTION, ENTRY, writer())
    assert read_entry(action_name("encoded", "images", "key", "avif"), stored, reader()) is None


def test_no_byte_can_be_changed_so_that_other_bytes_are_signed() -> None:
    """Some bytes say nothing, such as what the output is called."""
    stored = write_entry(ACTION, ENTRY, writer())
    for position in range(len(stored)):
        changed = bytearray(stored)
        changed[position] ^= 1
        assert read_entry(ACTION, bytes(changed), reader()) in (None, ENTRY)


def test_an_entry_that_is_cut_short_is_refused() -> None:
    stored = write_entry(ACTION, ENTRY, writer())
    assert {read_entry(ACTION, stored[:length], reader()) for length in range(len(stored))} == {None}


def test_an_entry_without_a_signature_is_refused() -> None:
    signed = f"{ENTRY.digest} {ENTRY.size} {'0' * 128}\n".encode()
    assert (
        read_entry(
            ACTION, bytes((5 << 3 | 2, len(signed) & 0x7F | 0x80, len(signed) >> 7)) + signed, reader()
        )
        is None
    )


def test_what_a_server_adds_to_an_entry_is_passed_over() -> None:
    """bazel-remote writes who stored it into each."""
    stored = write_entry(ACTION, ENTRY, writer())
    worker = b"127.0.0.1"
    metadata = bytes((9 << 3 | 2, len(worker) + 2, 1 << 3 | 2, len(worker))) + worker
    exit_code, fixed = bytes((4 << 3, 0)), bytes((20 << 3 & 0x7F | 5 | 0x80, 1)) + b"1234"
    assert read_entry(ACTION, exit_code + stored + metadata + fixed, reader()) == ENTRY


@given(st.binary(max_size=300))
def test_garbage_is_no_entry(stored: bytes) -> None:
    assert read_entry(ACTION, stored, reader()) is None


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_different_parts_have_different_names(one: list[str], other: list[str]) -> None:
    assert (action_name("kind", *one) == action_name("kind", *other)) == (one == other)


def test_keys_are_those_of_ssh_keygen() -> None:
    """A file of public keys may have remarks and empty lines; a private key may lack its last newline."""
    text = f"# The build on main\n{public_line()}\n\n  {public_line('anne')}\n{public_line()}\n"
    private, public = read_private_key(private_text().rstrip())
    assert read_public_keys(text) == writer("ci", "anne").trusted
    assert (public, private) == (writer().trusted[0], writer().private)


def test_keys_saved_by_an_editor_on_windows_are_read() -> None:
    assert read_public_keys(f"\ufeff{public_line()}\r\n") == writer("ci").trusted


@pytest.mark.parametrize(
    "line",
    [
        "ssh-ed25519 AAAA",
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 rsa",
        "not a key",
        private_text().splitlines()[1],
        public_line().replace("A", "B"),
    ],
)
def test_a_line_that_is_no_public_key_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="2"):
        read_public_keys(f"# Keys\n{line}\n")


@pytest.mark.parametrize("text", ["", "x", public_line(), private_text()[:-60]])
def test_what_is_no_private_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the caller's
        read_private_key(text)


def test_keys_are_not_printed() -> None:
    """Neither in a traceback nor in a log."""
    keys = writer()
    assert keys.private is not None
    assert repr(keys.private) not in repr(keys)
