"""Templates that are compiled once for all builds from nothing of a bench.

That is a third of the time of such a build, and Jinja's own work. What is found here follows from the bytes of a
template and from its name, and from nothing that a build has kept: the builds are as much from nothing as before.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import CodeType
from typing import Any
from unittest import mock

from jinja2 import Environment

from drammenworks.render.environment import ThemeEnvironment

Compiled = dict[tuple[str, str | None, str | None], CodeType]
"""By the source of a template, its name and its file; all environments of ours have the same settings."""


@contextlib.contextmanager
def compiled_once(known: Compiled) -> Iterator[None]:
    """Compile no template in the block that is known."""

    def find_or_compile(
        self: Environment, source: str, name: str | None = None, filename: str | None = None, **more: Any
    ) -> CodeType:
        key = (source, name, filename)
        if key not in known:
            code = Environment.compile(self, source, name, filename, **more)
            assert isinstance(code, CodeType)
            known[key] = code
        return known[key]

    with mock.patch.object(ThemeEnvironment, "compile", find_or_compile):
        yield
