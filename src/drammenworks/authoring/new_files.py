"""Write new files, all of them or none; existing files are never overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from drammenworks.authoring.write_errors import NotWritableError, write_error
from drammenworks.errors import Phrase


@contextmanager
def new_files(root: Path, files: Mapping[str, str], *, named: str = "") -> Iterator[None]:
    """Write files by their paths from the project's root; if the block raises, nothing of them is left.

    :param named: the path that errors name; by default that of the file at hand.
    :raises NotWritableError: if one cannot be written, or a file exists at its path.
    """
    written: list[Path] = []
    try:
        for path, text in files.items():
            try:
                _write(root / path, text, written)
            except FileExistsError as error:
                raise NotWritableError(
                    Phrase("{path} finnes allerede, og blir ikke skrevet over.", path=named or path)
                ) from error
            except OSError as error:
                raise write_error(named or path, error) from error
        yield
    except BaseException:
        for made in reversed(written):
            with suppress(OSError):
                made.rmdir() if made.is_dir() else made.unlink()
        raise


def _write(file: Path, text: str, written: list[Path]) -> None:
    """Write a file, and add it and the folders made for it to what was written."""
    for folder in reversed(file.parents):
        if not folder.exists():
            folder.mkdir()
            written.append(folder)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        written.append(file)
        stream.write(text)
