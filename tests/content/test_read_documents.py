"""Reading what changed, and what it leaves in the cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drammenworks.content.discover import discover
from drammenworks.content.markdown import Body
from drammenworks.content.read_documents import (
    DocumentStore,
    ParseResult,
    ParseTask,
    forget_documents,
    read_documents,
    tidy_bodies,
)
from drammenworks.engine.pool import SerialPool
from drammenworks.engine.sqlite_cache import Cache, CacheDamagedError


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


def _write(root: Path, **texts: str) -> None:
    folder = root / "content/pages"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(f"---\ntitle: Side\n---\n{text}\n", encoding="utf-8")


def _read(root: Path, cache: Cache, *, much_changed: bool = False) -> dict[str, ParseResult]:
    """Read all documents as a build does."""
    sources = discover(root, languages=["nb"], default_language="nb").sources
    tasks = [ParseTask(source, None) for source in sources]
    results = dict(read_documents(root, tasks, cache, SerialPool()))
    cache.commit()
    tidy_bodies(cache, much_changed=much_changed)
    # As for the next run: nothing is left open.
    cache.packs.close()
    return {task.source.name: result for task, result in results.items()}


def read_with(root: Path, cache: Cache, *, much_changed: bool = False, **texts: str) -> dict[str, str]:
    """Give pages these texts, read them, and return their texts as they are cached."""
    _write(root, **texts)
    found = _read(root, cache, much_changed=much_changed)
    documents = DocumentStore(cache, root)
    return {name: _text(documents.body(f"content/pages/{name}.md")) for name in found}


def test_a_body_is_the_one_that_was_read_last(tmp_path: Path, cache: Cache) -> None:
    """Its former place no longer counts."""
    read_with(tmp_path, cache, a="En.", b="To.")
    assert read_with(tmp_path, cache, a="Tre.") == {"a": "Tre.", "b": "To."}


def test_many_edits_leave_few_files(tmp_path: Path, cache: Cache) -> None:
    """The bodies move together, and what is garbage alone is removed."""
    read_with(tmp_path, cache, **{f"side-{number}": "Før." for number in range(10)})
    for number in range(80):
        texts = read_with(tmp_path, cache, a=f"Utgave {number}.")
        assert texts.pop("a") == f"Utgave {number}."
        assert set(texts.values()) == {"Før."}
    assert len(list((tmp_path / "cache/packs").iterdir())) < 40


def test_editing_everything_leaves_no_garbage(tmp_path: Path, cache: Cache) -> None:
    """Of the bodies before the edit nothing remains."""
    read_with(tmp_path, cache, a="En. " * 100, b="To. " * 100)
    (before,) = (tmp_path / "cache/packs").iterdir()
    read_with(tmp_path, cache, much_changed=True, a="Tre.", b="Fire.")
    (after,) = (tmp_path / "cache/packs").iterdir()
    assert after.name != before.name
    assert not before.exists()


def test_a_document_is_stored_with_its_summary(tmp_path: Path, cache: Cache) -> None:
    """Planning needs the summary alone; the document itself is loaded when somebody shows it."""
    _write(tmp_path, a="## Mål\n\nEn [lenke](page:b).")
    result = _read(tmp_path, cache)["a"]
    assert (result.summary.title, result.summary.headings) == ("Side", ("mal",))
    assert result.summary.references == ("page/b",)
    document = DocumentStore(cache, tmp_path).document("content/pages/a.md")
    assert (document.id, document.meta.title) == ("page/a", "Side")
    assert result.summary.digest == document.digest


def test_a_document_that_is_unchanged_is_not_parsed_again(tmp_path: Path, cache: Cache) -> None:
    """Its result is that of before, from the cache."""
    _write(tmp_path, a="En.")
    before = _read(tmp_path, cache)
    packs = {file.name for file in (tmp_path / "cache/packs").iterdir()}
    assert _read(tmp_path, cache) == before
    assert {file.name for file in (tmp_path / "cache/packs").iterdir()} == packs


def test_a_changed_body_leaves_the_digest_of_the_fields_alone(tmp_path: Path, cache: Cache) -> None:
    """And changed fields that of the body: pages that show the one read nothing of the other."""
    _write(tmp_path, a="En.")
    before = _read(tmp_path, cache)["a"].summary
    _write(tmp_path, a="To.")
    after = _read(tmp_path, cache)["a"].summary
    assert (after.digest == before.digest, after.body_digest == before.body_digest) == (True, False)
    (tmp_path / "content/pages/a.md").write_text("---\ntitle: Ny\n---\nTo.\n", encoding="utf-8")
    renamed = _read(tmp_path, cache)["a"].summary
    assert (renamed.digest == after.digest, renamed.body_digest == after.body_digest) == (False, True)


def test_a_document_in_a_file_that_went_is_forgotten(tmp_path: Path, cache: Cache) -> None:
    """Whoever asks for it notices that the cache does not have it."""
    _write(tmp_path, a="En.")
    _read(tmp_path, cache)
    forget_documents(cache, tmp_path, ["content/pages/a.md"])
    cache.commit()
    with pytest.raises(CacheDamagedError):
        DocumentStore(cache, tmp_path).document("content/pages/a.md")
    with pytest.raises(CacheDamagedError):
        DocumentStore(cache, tmp_path).body("content/pages/a.md")


def test_a_document_that_cannot_be_read_has_findings_and_no_summary(tmp_path: Path, cache: Cache) -> None:
    """Once it can be read, the findings are gone."""
    _write(tmp_path, a="En.")
    file = tmp_path / "content/pages/a.md"
    file.write_bytes(b"---\ntitle: \xff\n---\n")
    result = _read(tmp_path, cache)["a"]
    assert result.summary is None
    assert [finding.code for finding in result.findings] == ["DW101"]
    _write(tmp_path, a="En.")
    result = _read(tmp_path, cache)["a"]
    assert result.summary is not None
    assert result.findings == ()
