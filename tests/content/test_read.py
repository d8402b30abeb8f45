"""Reading what changed, and what it leaves in the cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drammenworks.content.discover import discover
from drammenworks.content.markdown import Body
from drammenworks.content.read import Bodies, read_documents
from drammenworks.engine.cache import Cache
from drammenworks.engine.pool import SerialPool


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    """A cache beside an empty project."""
    cache = Cache(tmp_path / "cache", "fingerprint")
    yield cache
    cache.close()


def _text(body: Body) -> str:
    (paragraph,) = body.chunks
    assert isinstance(paragraph, str)
    return paragraph.removeprefix("<p>").removesuffix("</p>\n")


def read_with(root: Path, cache: Cache, **texts: str) -> dict[str, str]:
    """Give pages these texts, read them, and return their texts as they are kept."""
    folder = root / "content/pages"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(f"---\ntitle: Side\n---\n{text}\n", encoding="utf-8")
    sources = discover(root, languages=["nb"], default_language="nb").sources
    reads = read_documents(root, [(source, None) for source in sources], cache, SerialPool())
    # What a next run would do: nothing is left open.
    cache.packs.close()
    bodies = Bodies(cache)
    return {source.name: _text(bodies(source.path)) for source in reads}


def test_a_body_is_the_one_that_was_read_last(tmp_path: Path, cache: Cache) -> None:
    """Its former place counts no more."""
    read_with(tmp_path, cache, a="En.", b="To.")
    assert read_with(tmp_path, cache, a="Tre.") == {"a": "Tre.", "b": "To."}


def test_many_edits_leave_few_files(tmp_path: Path, cache: Cache) -> None:
    """The bodies move together, and what is garbage alone is removed."""
    read_with(tmp_path, cache, **{f"side-{number}": "Før." for number in range(10)})
    for number in range(80):
        kept = read_with(tmp_path, cache, a=f"Utgave {number}.")
        assert kept.pop("a") == f"Utgave {number}."
        assert set(kept.values()) == {"Før."}
    assert len(list((tmp_path / "cache/packs").iterdir())) < 40


def test_editing_everything_leaves_no_garbage(tmp_path: Path, cache: Cache) -> None:
    """Of the bodies before the edit nothing is kept."""
    read_with(tmp_path, cache, a="En. " * 100, b="To. " * 100)
    (before,) = (tmp_path / "cache/packs").iterdir()
    read_with(tmp_path, cache, a="Tre.", b="Fire.")
    (after,) = (tmp_path / "cache/packs").iterdir()
    assert after.name != before.name
    assert not before.exists()
