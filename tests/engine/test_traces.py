"""How traces are kept: each by itself, without what many of them have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from drammenworks.engine.cache import Cache
from drammenworks.engine.recorder import Question
from drammenworks.engine.traces import (
    NEW,
    Packer,
    Shared,
    Trace,
    Traces,
    load_traces,
    save_traces,
    traces_by_age,
)
from drammenworks.pipeline.fingerprint import generator_fingerprint
from tests.engine.bench import Bench

SHARED: Shared = ((("site",), "abc"), (("menu", "main"), ("a" * 50,)))


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    """An empty cache."""
    cache = Cache(tmp_path, "fingerprint")
    yield cache
    cache.close()


def _trace(packer: Packer, **answers: object) -> Trace:
    asked: dict[Question, object] = {("site",): "abc", **{(name,): given for name, given in answers.items()}}
    packed = packer.pack(asked, "result", NEW)
    return Trace(packed, packer.shared, "result", NEW)


def test_a_trace_says_what_was_asked_and_answered() -> None:
    """Whether it is shared or its own."""
    trace = _trace(Packer(SHARED), body="x")
    assert dict(zip(trace.questions, trace.answers, strict=True)) == {("site",): "abc", ("body",): "x"}


def test_another_answer_than_the_shared_one_is_kept() -> None:
    """As when a page was made before what it asked was edited."""
    packer = Packer(SHARED)
    trace = Trace(packer.pack({("site",): "other"}, None, NEW), packer.shared, None, NEW)
    assert trace.answers == ("other",)


def test_what_is_shared_is_not_packed() -> None:
    """A page's own trace is as short as what is its own."""
    asked = dict(SHARED)
    assert b"aaaa" not in Packer(SHARED).pack(asked, None, NEW)
    assert b"aaaa" in Packer().pack(asked, None, NEW)


@pytest.mark.parametrize("packers", [(Packer(SHARED), Packer(SHARED)), (Packer(), Packer(SHARED))])
def test_traces_are_loaded_as_they_were_saved(cache: Cache, packers: tuple[Packer, Packer]) -> None:
    """Also those that another packed, who shared something else."""
    packer, other = packers
    saved = {"a": _trace(packer, body="x"), "b": _trace(other, body="y"), "c": _trace(packer)}
    save_traces(cache, "site", saved, packer, known=Traces())
    cache.commit()
    loaded = load_traces(cache, "site").by_target
    assert {name: (trace.questions, trace.answers) for name, trace in loaded.items()} == {
        name: (trace.questions, trace.answers) for name, trace in saved.items()
    }


def test_pages_share_what_all_of_them_ask(bench: Bench) -> None:
    """The site, its words and its templates are kept once for the pages of a site."""
    with closing(Cache(bench.root / ".cache/build", generator_fingerprint())) as cache:
        recent, _ = traces_by_age(cache, days=1)
        shared = {question[0] for name in recent for question, _ in load_traces(cache, name).shared}
    assert {"site", "strings", "template"} <= shared
    assert "page" not in shared
