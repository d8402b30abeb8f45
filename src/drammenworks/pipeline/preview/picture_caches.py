"""The caches of pictures and of themes, for threads that the end of a preview may interrupt."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from drammenworks.images.encoded_files import Encodable, EncodedFile, EncodedFileCache
from drammenworks.outputs.theme_files import ThemeFile
from drammenworks.pipeline.preview.picture_queue import Picture


class PictureCaches:
    """The caches of images and of themes, which let no file be half written when the process ends."""

    def __init__(self, images: Path, themes: Path) -> None:
        self._writing = threading.Lock()
        self.is_closed = False
        self.of_images = _GuardedCache(images, self.writing)
        self._of_themes = _GuardedCache(themes, self.writing)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Let one thread write.

        :raises InterruptedError: after :meth:`close`.
        """
        with self._writing:
            if self.is_closed:
                raise InterruptedError
            yield

    def find(self, picture: Picture) -> EncodedFile | None:
        """Return a file, or None when it is not in the cache."""
        return self._cache(picture).find(picture)

    def has(self, picture: Picture) -> bool:
        """Return whether a file is still there: other processes may remove files from the cache."""
        file = self.find(picture)
        return file is not None and file.path.exists()

    def put(self, picture: Picture, data: bytes) -> EncodedFile:
        """Add a file atomically.

        :raises OSError: if it cannot be written.
        """
        return self._cache(picture).put(picture, data)

    def close(self) -> None:
        """Let no file be added any more, and return when none is being written."""
        with self._writing:
            self.is_closed = True

    def _cache(self, picture: Picture) -> EncodedFileCache:
        return self._of_themes if isinstance(picture, ThemeFile) else self.of_images


class _GuardedCache(EncodedFileCache):
    def __init__(self, folder: Path, writing: Callable[[], AbstractContextManager[None]]) -> None:
        super().__init__(folder)
        self._writing = writing

    def put(self, item: Encodable, data: bytes) -> EncodedFile:
        """Add a file atomically, unless the process ends."""
        with self._writing():
            return super().put(item, data)
