"""A text file as an editor's program wrote it: its ends of lines and its byte order mark are kept."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.base.source_text import decode_source

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, read."""

    text: str
    """With LF line ends."""
    newline: str
    has_mark: bool

    @classmethod
    def read(cls, data: bytes, path: str) -> SourceFile:
        """Return the text in some bytes.

        :raises ContentError: if they are no text.
        """
        crlf = data.count(b"\r\n")
        newline = "\r\n" if crlf > data.count(b"\n") - crlf else "\n"
        return cls(decode_source(data, path=path), newline, data.startswith(_BOM))

    def encode(self, text: str) -> bytes:
        """Return another text in the form of the file."""
        return (_BOM if self.has_mark else b"") + text.replace("\n", self.newline).encode()
