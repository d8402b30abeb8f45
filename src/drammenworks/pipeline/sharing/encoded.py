"""Encoded files in the shared cache: pictures, social cards and PDFs, each by the key that it has here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from drammenworks.engine.sharing.entries import action_name
from drammenworks.engine.sharing.shared_cache import PATIENCE, SharedCache
from drammenworks.images.encoded_files import Encodable, EncodedFileCache

_Item = TypeVar("_Item", bound=Encodable)

_SECONDS_EACH = 0.05
"""How long one may take on the way: less than making it does."""
_LARGEST = 64 << 20
"""Bytes."""


def fetch_encoded(shared: SharedCache | None, folder: Path, items: Iterable[_Item]) -> list[_Item]:
    """Bring the files into the folder that are not there and that others have; return what nobody has.

    :param folder: of the cache, as :class:`EncodedFileCache` keeps it.
    """
    if shared is None:
        return []
    here = EncodedFileCache(folder)
    missing = {(item.key, item.format): item for item in items if here.find(item) is None}
    for item, data in fetch_each(shared, folder, list(missing.values())):
        here.put(item, data)
        del missing[item.key, item.format]
    return list(missing.values())


def fetch_each(shared: SharedCache, folder: Path, items: Sequence[_Item]) -> Iterator[tuple[_Item, bytes]]:
    """Yield those files of a folder that others have, in any order, with their bytes."""
    fetched = shared.fetch(
        [_action(folder, item) for item in items],
        limit=_LARGEST,
        seconds=PATIENCE + _SECONDS_EACH * len(items),
    )
    for position, data in fetched:
        yield items[position], data


def offer_encoded(shared: SharedCache | None, folder: Path, items: Iterable[Encodable]) -> None:
    """Let others have files that nobody had, and that were made since."""
    if shared is None or not shared.is_filled:
        return
    here = EncodedFileCache(folder)
    for item in items:
        file = here.find(item)
        if file is not None:
            shared.offer(file.path, _action(folder, item))


def _action(folder: Path, item: Encodable) -> str:
    return action_name("encoded", folder.name, item.key, item.format)
