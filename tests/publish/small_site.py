"""A site of a few pages in three versions, a store that fails when it is told to, and a reader who is always there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drammenworks.base.digests import sha256
from drammenworks.publish.options import PublishOptions
from drammenworks.publish.outcome import Outcome
from drammenworks.publish.place import Place
from drammenworks.publish.publisher import publish_to_store
from drammenworks.publish.store import Headers, TargetStore

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def _page(*assets: str) -> bytes:
    tags = "".join(f'<link rel="stylesheet" href="/{asset}">' for asset in assets)
    return f"<!doctype html><html><head>{tags}</head><body>…</body></html>".encode()


FIRST = {
    "index.html": _page("assets/site.11111111.css", "media/elva.aaaa1111.jpg"),
    "om/index.html": _page("assets/site.11111111.css"),
    "kontakt/index.html": _page("assets/site.11111111.css"),
    "assets/site.11111111.css": b"body{}",
    "media/elva.aaaa1111.jpg": b"elva",
    "rapport/rapport.pdf": b"%PDF 1",
    "feed.xml": b"<feed/>",
    "robots.txt": b"",
    "_headers": b"/*\n",
}
"""Path → bytes."""

SECOND = {
    **{path: data for path, data in FIRST.items() if not path.startswith(("assets/", "kontakt/"))},
    "assets/site.22222222.css": b"body{color:red}",
    "index.html": _page("assets/site.22222222.css", "media/elva.aaaa1111.jpg"),
    "om/index.html": _page("assets/site.22222222.css"),
    "nytt/index.html": _page("assets/site.22222222.css", "media/bru.bbbb2222.jpg"),
    "media/bru.bbbb2222.jpg": b"brua",
    "rapport/rapport.pdf": b"%PDF 2",
    "feed.xml": b"<feed>2</feed>",
}

THIRD = {
    **{path: data for path, data in SECOND.items() if "site.2" not in path},
    "assets/site.33333333.css": b"body{color:blue}",
    "index.html": _page("assets/site.33333333.css"),
    "om/index.html": _page("assets/site.33333333.css"),
    "nytt/index.html": _page("assets/site.33333333.css", "media/bru.bbbb2222.jpg"),
}


def with_many_pages(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a site with sixteen more pages, which have its style sheet."""
    (style,) = (path for path in site if path.endswith(".css"))
    files = {f"files/{number}.pdf": b"%d" % number for number in range(16)}
    return {
        **site,
        **files,
        **{f"sak-{number}/index.html": _page(style, f"files/{number}.pdf") for number in range(16)},
    }


class Site:
    """A site in memory."""

    def __init__(self, content: Mapping[str, bytes]) -> None:
        self.content = dict(content)
        self.files = {path: sha256(data) for path, data in content.items()}

    def read(self, path: str) -> bytes:
        return self.content[path]


class Killed(BaseException):
    """The process ends here."""


class DictStore:
    """Files in memory."""

    name = "minnet"
    workers = 1

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def read(self, path: str, *, limit: int | None = None) -> bytes | None:
        data = self.files.get(path)
        return data if data is None else data[:limit]

    def write(self, path: str, data: bytes, headers: Headers | None = None) -> None:
        self.files[path] = data

    def create(self, path: str, data: bytes) -> bool:
        return self.files.setdefault(path, data) is data

    def remove(self, path: str) -> None:
        self.files.pop(path, None)

    def discard(self, path: str) -> None:
        pass

    def exists(self, path: str) -> bool:
        return path in self.files

    def md5(self, path: str) -> str | None:
        return None

    def list(self, folder: str = "") -> Iterator[str]:
        return iter([path for path in self.files if not folder or path.startswith(f"{folder}/")])


class WatchedStore:
    """Calls something before each operation that changes a store."""

    def __init__(self, store: TargetStore, before: Callable[[str, str], None]) -> None:
        self.name = store.name
        self.workers = 1
        self._store = store
        self._before = before

    def read(self, path: str, *, limit: int | None = None) -> bytes | None:
        return self._store.read(path, limit=limit)

    def write(self, path: str, data: bytes, headers: Headers | None = None) -> None:
        self._before("write", path)
        self._store.write(path, data, headers)

    def create(self, path: str, data: bytes) -> bool:
        self._before("create", path)
        return self._store.create(path, data)

    def remove(self, path: str) -> None:
        self._before("remove", path)
        self._store.remove(path)

    def discard(self, path: str) -> None:
        self._store.discard(path)

    def exists(self, path: str) -> bool:
        return self._store.exists(path)

    def md5(self, path: str) -> str | None:
        return self._store.md5(path)

    def list(self, folder: str = "") -> Iterator[str]:
        return self._store.list(folder)


class Reader:
    """Fetches all pages again and again, and what each page that was ever fetched needs."""

    def __init__(self, store: TargetStore) -> None:
        self._store = store
        self._needed: set[str] = set()
        self.missing: set[str] = set()

    def look(self) -> None:
        for path in list(self._store.list()):
            page = self._store.read(path) if path.endswith(".html") else None
            if page is not None:
                assert page.endswith(b"</html>"), f"{path} is half a page"
                self._needed |= set(re.findall(r'(?:href|src)="/([^"]+)"', page.decode()))
        self.missing |= {path for path in self._needed if not self._store.exists(path)}


def kill_at(
    stores: tuple[TargetStore, TargetStore], number: int, reader: Reader
) -> tuple[WatchedStore, WatchedStore]:
    """Return stores that are read before each operation, and killed before that of this number; 0 for none."""
    count = 0

    def before(kind: str, path: str) -> None:
        nonlocal count
        reader.look()
        count += 1
        if count == number:
            raise Killed

    return WatchedStore(stores[0], before), WatchedStore(stores[1], before)


def check_killed_run(stores: tuple[TargetStore, TargetStore], moment: int) -> None:
    """Check that a killed run leaves no reader without an asset, and that the next run ends it."""
    publish(*stores, FIRST)
    reader = Reader(stores[0])
    try:
        publish(*kill_at(stores, moment, reader), SECOND)
    except Killed:
        stores[1].remove("lease.json")
    publish(*stores, THIRD, now=later(1))
    reader.look()
    assert reader.missing == set()
    assert content(stores[0]).items() >= THIRD.items()


def options(**changes: object) -> PublishOptions:
    """Return options for publishing at :data:`NOW`, less what a test changes."""
    given: dict[str, object] = {"target": "", "output": Path(), "now": NOW, **changes}
    return PublishOptions(**given)  # type: ignore[arg-type]


def publish(
    files: TargetStore, records: TargetStore, site: Mapping[str, bytes] | None, **changes: object
) -> Outcome:
    """Publish a site, or go back when there is none."""

    def ignore(*_: object) -> None:
        pass

    return publish_to_store(
        Place("a", files, records),
        Site(site) if site is not None else None,
        options(**({"back_to": ""} if site is None else {}) | changes),
        progress=ignore,
        on_wait=ignore,
    )


def content(store: TargetStore) -> dict[str, bytes]:
    """Return path → bytes of all files of a store."""
    return {path: store.read(path) or b"" for path in store.list()}


def later(hours: float) -> datetime:
    """Return an instant after :data:`NOW`."""
    return NOW + timedelta(hours=hours)
