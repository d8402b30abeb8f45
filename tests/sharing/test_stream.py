"""Snapshots as they are stored: values in a stream, and pickles without absolute paths."""

from __future__ import annotations

import pickle
import zlib
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.engine.sharing import stream
from drammenworks.engine.sharing.portable import (
    PACKAGES,
    NotPortableError,
    dump_portable,
    has_paths,
    load_portable,
)
from drammenworks.engine.sharing.stream import StreamItem, read_stream, write_stream

HERE = {"cache": Path("/home/anne/site/.cache"), "project": Path("/home/anne/site")}
THERE = {"cache": Path("/tmp/cache"), "project": Path("/srv/site")}


@given(
    st.lists(
        st.builds(StreamItem, st.text(max_size=9), st.text(max_size=9), st.binary(max_size=5000)), max_size=9
    )
)
def test_what_is_written_is_read(items: list[StreamItem]) -> None:
    assert list(read_stream(write_stream(items))) == items


def test_a_stream_that_is_cut_short_is_noticed() -> None:
    """Wherever it is cut."""
    whole = write_stream(
        [StreamItem("section", "name", bytes(range(256)) * 9), StreamItem("section", "other", b"x")]
    )
    for length in range(len(whole)):
        with pytest.raises(ValueError):  # noqa: PT011 - any of them
            list(read_stream(whole[:length]))


@given(st.binary(max_size=200))
def test_garbage_is_no_stream(data: bytes) -> None:
    for garbage in (data, write_stream([])[:24] + data):
        try:
            list(read_stream(garbage))
        except (ValueError, UnicodeDecodeError):
            continue


def test_a_stream_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_MOST", 1_000_000)
    with pytest.raises(ValueError, match="too large"):
        list(
            read_stream(
                write_stream([StreamItem("s", "n", bytes(600_000)), StreamItem("s", "n", bytes(600_000))])
            )
        )


def test_a_length_that_is_made_up_is_refused() -> None:
    head = zlib.compress(b"\0" * 4 + b"\xff" * 8)
    with pytest.raises(ValueError, match="too large"):
        list(read_stream(write_stream([])[:24] + head))


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (Path("/home/anne/site/content/a.md"), Path("/srv/site/content/a.md")),
        (Path("/home/anne/site/.cache/pages/0"), Path("/tmp/cache/pages/0")),
        (Path("/home/anne/site"), Path("/srv/site")),
        (Path("content/a.md"), Path("content/a.md")),
        (PurePosixPath("a/b"), PurePosixPath("a/b")),
        ({"a": [Path("/home/anne/site/a")], 2: "/home"}, {"a": [Path("/srv/site/a")], 2: "/home"}),
    ],
)
def test_paths_are_those_of_the_machine(here: Any, there: Any) -> None:
    pickled = dump_portable(here, HERE)
    assert b"anne" not in pickled
    assert load_portable(pickled, THERE) == there


@pytest.mark.parametrize("value", [Path("/etc/passwd"), pickle.dumps(Path("/home/anne/site/a"))])
def test_a_path_that_others_do_not_have_is_refused(value: Any) -> None:
    """Also within bytes that nobody looks into."""
    with pytest.raises(NotPortableError):
        dump_portable(value, HERE)


def test_only_pickles_of_paths_have_paths() -> None:
    assert has_paths(pickle.dumps([Path("a")]))
    assert not has_paths(pickle.dumps({"title": "Vi bruker pathlib", "tags": ["python"]}))


def test_packages_that_are_installed_elsewhere_are_noticed(tmp_path: Path) -> None:
    """A typeface that is not there could not be drawn with."""
    font = tmp_path / "lib" / "font.woff2"
    pickled = dump_portable([font], {PACKAGES: tmp_path})
    with pytest.raises(pickle.UnpicklingError):
        load_portable(pickled, {PACKAGES: tmp_path})
    font.parent.mkdir()
    font.write_bytes(b"")
    assert load_portable(pickled, {PACKAGES: tmp_path}) == [font]


class _Escape:
    """Pickles as a path that leads out of a folder."""

    def __init__(self, name: str, path: str) -> None:
        self.id = (name, path, False)


@pytest.mark.parametrize(
    ("name", "path"), [("project", "../../etc/passwd"), ("home", "a"), ("project", "/etc")]
)
def test_a_path_that_leads_out_of_its_folder_is_refused(name: str, path: str) -> None:
    import io

    class Pickler(pickle.Pickler):
        def persistent_id(self, obj: Any) -> Any:
            return obj.id if isinstance(obj, _Escape) else None

    out = io.BytesIO()
    Pickler(out).dump(_Escape(name, path))
    with pytest.raises(pickle.UnpicklingError):
        load_portable(out.getvalue(), THERE)
