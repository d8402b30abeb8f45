"""Pickles without absolute paths: a path below a known folder is stored by the folder's name."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from drammenworks.engine.manifest import stays_inside

_TELLTALES = (b"\x8c\x07pathlib", b"\x8c\x0epathlib._local")
"""One of these is in every pickle of a path: the name of its module, with the length before it."""
PACKAGES = "packages"
"""The name of the folder of installed packages, where nobody makes what is missing."""

_RELATIVE = ""
"""In place of the name of a folder, for a path that is relative."""


class NotPortableError(Exception):
    """A value names a place that other machines do not have."""


def has_paths(pickled: bytes) -> bool:
    """Tell whether there may be paths in a pickle; others are the same on every machine."""
    return any(telltale in pickled for telltale in _TELLTALES)


def dump_portable(value: Any, folders: Mapping[str, Path]) -> bytes:
    """Return a pickle of a value.

    :param folders: by name; of two that hold a path, the first counts.
    :raises NotPortableError: if a path is in none of them.
    """
    out = io.BytesIO()
    _Pickler(out, folders).dump(value)
    pickled = out.getvalue()
    if has_paths(pickled):
        # One within bytes that were pickled before.
        raise NotPortableError
    return pickled


def load_portable(pickled: bytes, folders: Mapping[str, Path]) -> Any:
    """Return the value of a pickle that :func:`dump_portable` made, with this machine's paths.

    The pickle must be of someone who may run code here.

    :raises pickle.UnpicklingError: if it names an unknown folder, a path that leads out of one, or a file
        of a package that is not where it is on other machines.
    """
    return _Unpickler(io.BytesIO(pickled), folders).load()


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, folders: Mapping[str, Path]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._folders = folders

    def persistent_id(self, obj: Any) -> tuple[str, str, bool] | None:
        if not isinstance(obj, PurePath):
            return None
        is_pure = not isinstance(obj, Path)
        if not obj.is_absolute():
            return _RELATIVE, obj.as_posix(), is_pure
        for name, folder in self._folders.items():
            if obj.is_relative_to(folder):
                return name, obj.relative_to(folder).as_posix(), is_pure
        raise NotPortableError


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, folders: Mapping[str, Path]) -> None:
        super().__init__(file)
        self._folders = dict(folders)

    def persistent_load(self, pid: Any) -> PurePath:
        name, path, is_pure = pid
        if name == _RELATIVE:
            return PurePosixPath(path) if is_pure else Path(path)
        if name not in self._folders or not (path == "." or stays_inside(path)):
            raise pickle.UnpicklingError("a path that leads elsewhere")
        found: Path = self._folders[name] / path
        if name == PACKAGES and not found.exists():
            raise pickle.UnpicklingError("a package that is installed elsewhere")
        return found
