"""A server, and how long tests wait for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drammenworks.engine.sharing import http_store, shared_cache
from drammenworks.pipeline.sharing import encoded, snapshot
from tests.sharing.server import CacheServer, serve
from tests.waiting import PATIENCE


@pytest.fixture
def server() -> Iterator[CacheServer]:
    """A server that holds nothing yet."""
    with serve() as running:
        yield running


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for servers that work for as long as a busy machine needs."""
    monkeypatch.setattr(http_store, "_TIMEOUT", PATIENCE)
    monkeypatch.setattr(shared_cache, "PATIENCE", PATIENCE)
    monkeypatch.setattr(encoded, "PATIENCE", PATIENCE)
    monkeypatch.setattr(snapshot, "_SECONDS", PATIENCE)


@pytest.fixture
def impatient(patient: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less for servers that fail than builds do."""
    monkeypatch.setattr(http_store, "_TIMEOUT", 1.0)
    for module, name in ((shared_cache, "PATIENCE"), (encoded, "PATIENCE"), (snapshot, "_SECONDS")):
        monkeypatch.setattr(module, name, 3.0)
