"""Compiled templates, kept between builds.

Jinja keys them by their source, but it runs whatever bytes it finds, and fails over those that it cannot
read.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from drammenworks.base.atomic_write import write_atomic
from drammenworks.engine.checksummed import pack, unpack


class CompiledTemplates(BytecodeCache):
    """A folder of compiled templates, each of which shows any damage."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in a compiled template, if it is kept and whole."""
        try:
            stored = unpack((self._folder / bucket.key).read_bytes())
        except OSError:
            return
        if isinstance(stored, bytes):
            bucket.bytecode_from_string(stored)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        write_atomic(self._folder / bucket.key, pack(bucket.bytecode_to_string()))
