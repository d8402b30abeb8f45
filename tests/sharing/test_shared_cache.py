"""Reading and storing by a store that may do anything."""

from __future__ import annotations

import pickle
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from drammenworks.engine.sharing.entries import CacheEntry, action_name, entry_of, write_entry
from drammenworks.engine.sharing.keys import Keys
from drammenworks.engine.sharing.open_store import open_store
from drammenworks.engine.sharing.shared_cache import SharedCache
from drammenworks.engine.sharing.stores import StoreUnusableError
from tests.sharing.keys import reader, writer
from tests.sharing.server import FAULTS, CacheServer, Fault, serve
from tests.waiting import PATIENCE

ACTIONS = [action_name("test", str(number)) for number in range(40)]
DATA = [f"the bytes of {number}".encode() * 100 for number in range(40)]
LIMIT = 100_000


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The URL of a bucket of a real server, which speaks as S3 does."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        s3fs = pytest.importorskip("s3fs")
        s3fs.S3FileSystem().makedirs("shared", exist_ok=True)
        yield "s3://shared"
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


@pytest.fixture(params=["http", "file", "memory", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty store of each kind."""
    if request.param == "http":
        with serve() as running:
            yield f"{running.url}/"
    elif request.param == "file":
        yield (tmp_path / "store").as_uri()
    elif request.param == "s3":
        yield f"{request.getfixturevalue('bucket')}/{tmp_path.name}"
    else:
        yield f"memory://{tmp_path.name}"


def opened(url: str, keys: Keys | None = None) -> SharedCache:
    return SharedCache(open_store(url), keys or reader())


def fill(url: str, keys: Keys | None = None, data: list[bytes] = DATA) -> SharedCache:
    """Store bytes for all actions."""
    shared = opened(url, keys or writer())
    for action, one in zip(ACTIONS, data, strict=True):
        shared.offer(one, action)
    shared.finish()
    return shared


def fetched(shared: SharedCache, *, limit: int = LIMIT) -> dict[int, bytes]:
    return dict(shared.fetch(ACTIONS, limit=limit, seconds=PATIENCE))


def test_what_one_stored_another_gets(url: str) -> None:
    shared = fill(url)
    other = opened(url)
    assert fetched(other) == dict(enumerate(DATA))
    assert (shared.counts.stored, other.counts.fetched, other.counts.rejected) == (40, 40, 0)
    assert [*shared.remarks(), *other.remarks()] == []


def test_an_empty_store_has_nothing(url: str) -> None:
    shared = opened(url)
    assert fetched(shared) == {}
    assert not shared.has(ACTIONS[0])
    assert shared.remarks() == []


def test_without_a_key_nothing_is_stored(url: str) -> None:
    fill(url, reader())
    assert fetched(opened(url)) == {}


def test_what_nobody_trusted_signed_is_refused(url: str) -> None:
    fill(url, writer("mallory"))
    shared = opened(url)
    assert fetched(shared) == {}
    assert shared.counts.rejected == 40
    [remark] = shared.remarks()
    assert remark.startswith("Avvist fra det delte lageret: 40.")


def test_without_trusted_keys_nothing_is_asked(server: CacheServer) -> None:
    fill(server.url)
    server.asked.clear()
    assert fetched(opened(server.url, Keys(()))) == {}
    assert server.asked == []


def test_files_are_stored_as_they_are_when_the_build_is_over(url: str, tmp_path: Path) -> None:
    """A file that is gone by then is not."""
    file = tmp_path / "picture.webp"
    file.write_bytes(b"picture")
    shared = opened(url, writer())
    shared.offer(file, ACTIONS[0])
    shared.offer(tmp_path / "gone", ACTIONS[1])
    shared.finish()
    assert fetched(opened(url)) == {0: b"picture"}


def test_the_last_one_counts(url: str) -> None:
    """The graph of a build has the name of the one before."""
    for data in (b"one", b"two"):
        shared = opened(url, writer())
        shared.offer(data, ACTIONS[0], ACTIONS[1])
        shared.finish()
    assert fetched(opened(url)) == {0: b"two", 1: b"two"}


def test_several_can_write_at_once(url: str) -> None:
    """They store the same bytes under the same names; who reads meanwhile gets them whole or not at all."""
    threads = [threading.Thread(target=fill, args=(url,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        shared = opened(url)
        assert all(DATA[position] == data for position, data in fetched(shared).items())
        assert shared.remarks() == [] or shared.counts.rejected
    assert fetched(opened(url)) == dict(enumerate(DATA))


def test_what_is_larger_than_wanted_is_not_fetched(server: CacheServer) -> None:
    fill(server.url)
    server.asked.clear()
    shared = opened(server.url)
    assert fetched(shared, limit=100) == {}
    assert not any("/cas/" in path for _, path in server.asked)


@pytest.mark.parametrize("wrong", [b"", b"the bytes of 1", DATA[0][:-1], DATA[0] + b"x", b"x" * len(DATA[0])])
def test_bytes_that_were_not_signed_are_refused(server: CacheServer, wrong: bytes) -> None:
    """Cut short, longer, or others of the same length."""
    fill(server.url)
    server.held[f"cas/{entry_of(DATA[0]).digest}"] = wrong
    shared = opened(server.url)
    assert fetched(shared) == {number: data for number, data in enumerate(DATA) if number}


def test_a_lost_half_is_a_miss(server: CacheServer) -> None:
    """The bytes may be thrown out before the entry; whoever makes them again stores both."""
    fill(server.url)
    del server.held[f"cas/{entry_of(DATA[0]).digest}"]
    shared = opened(server.url)
    assert 0 not in fetched(shared)
    assert shared.remarks() == []
    fill(server.url)
    assert 0 in fetched(opened(server.url))


def test_a_signed_lie_about_the_size_is_refused(server: CacheServer) -> None:
    """More is never read than the entry says."""
    fill(server.url)
    lie = CacheEntry(entry_of(DATA[0]).digest, 5)
    server.held[f"ac/{ACTIONS[0]}"] = write_entry(ACTIONS[0], lie, writer())
    assert 0 not in fetched(opened(server.url))


def test_entries_that_were_moved_are_refused(server: CacheServer) -> None:
    fill(server.url)
    server.held[f"ac/{ACTIONS[0]}"] = server.held[f"ac/{ACTIONS[1]}"]
    assert 0 not in fetched(opened(server.url))


def test_a_huge_entry_is_refused(server: CacheServer) -> None:
    fill(server.url)
    server.held[f"ac/{ACTIONS[0]}"] += b"x" * 1_000_000
    assert 0 not in fetched(opened(server.url))


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_store_that_fails_has_nothing_and_costs_little_time(server: CacheServer, fault: Fault) -> None:
    fill(server.url)
    server.fault = fault
    shared = opened(server.url)
    started = time.monotonic()
    assert list(shared.fetch(ACTIONS, limit=LIMIT, seconds=4)) == []
    assert time.monotonic() - started < 10
    assert len(shared.remarks()) == 1
    # Once it has failed, it is left alone.
    if fault != "garbage":
        server.asked.clear()
        started = time.monotonic()
        assert fetched(shared) == {}
        assert not shared.has(ACTIONS[0])
        assert server.asked == []
        assert time.monotonic() - started < 1


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", ["hangs", "fails", "refuses"])
def test_a_store_that_takes_nothing_costs_little_time(server: CacheServer, fault: Fault) -> None:
    server.fault = fault
    started = time.monotonic()
    shared = fill(server.url)
    assert time.monotonic() - started < 15
    assert shared.counts.stored == 0
    assert len(shared.remarks()) == 1


def test_a_store_that_is_not_there_costs_no_time() -> None:
    with serve() as gone:
        pass
    shared = opened(gone.url)
    started = time.monotonic()
    assert fetched(shared) == {}
    assert time.monotonic() - started < 3
    assert "svikter" in shared.remarks()[0]


def test_what_does_not_come_in_time_is_given_up(server: CacheServer) -> None:
    """A slow store is a miss; the thread that waits for it ends with the process."""
    fill(server.url)
    server.fault = "hangs"
    shared = opened(server.url)
    started = time.monotonic()
    assert list(shared.fetch(ACTIONS, limit=LIMIT, seconds=0.2)) == []
    assert time.monotonic() - started < 2
    assert "for tregt" in shared.remarks()[0]


def test_a_connection_that_the_server_closed_is_opened_again(server: CacheServer) -> None:
    """Servers close those that nobody uses for a while."""
    fill(server.url)
    store = open_store(server.url)
    name = f"cas/{entry_of(DATA[0]).digest}"
    assert store.get(name, LIMIT) == DATA[0]
    store._idle[0].sock.shutdown(2)  # type: ignore[attr-defined]
    assert store.get(name, LIMIT) == DATA[0]
    store.close()


def test_a_name_and_a_password_are_sent_and_never_told(server: CacheServer) -> None:
    fill(server.url)
    server.authorization.clear()
    shared = opened(server.url.replace("//", "//anne:hem%2Flig@"))
    assert len(fetched(shared)) == 40
    assert server.authorization == {"Basic YW5uZTpoZW0vbGln"}
    server.fault = "fails"
    assert fetched(shared) == {}
    assert not any(secret in str(shared.remarks()) for secret in ("hem", "lig@", "anne"))


def test_a_folder_of_the_server_can_be_used(server: CacheServer) -> None:
    """bazel-remote keeps caches apart by a name before the kind; this server does not."""
    shared = fill(f"{server.url}/project/")
    assert shared.counts.stored == 0
    assert {urlsplit(path).path.split("/")[1] for _, path in server.asked} == {"project"}


def test_names_are_digests_alone(server: CacheServer) -> None:
    """Nothing that a store says becomes a name, here or there."""
    fill(server.url)
    fetched(opened(server.url))
    for _, path in server.asked:
        _, kind, name = path.split("/")
        assert kind in ("ac", "cas")
        assert len(name) == 64
        assert set(name) <= set("0123456789abcdef")


def test_a_link_in_a_folder_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """Others may write into the folder, too."""
    target = tmp_path / "mine"
    target.write_text("important", encoding="utf-8")
    store = tmp_path / "store"
    fill(store.as_uri())
    link = store / "ac" / ACTIONS[0]
    link.unlink()
    link.symlink_to(target)
    assert 0 not in fetched(opened(store.as_uri()))
    fill(store.as_uri())
    assert target.read_text(encoding="utf-8") == "important"
    assert 0 in fetched(opened(store.as_uri()))


def test_a_worker_has_none() -> None:
    """It gets the environment of the graph, and asks nobody."""
    assert pickle.loads(pickle.dumps(opened("memory://nothing"))) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://",
        "http://:80",
        "https://a.example:x",
        "gopher://a",
        "https://a.example/?x",
        "http://[",
        "HTTPS://",
        "x::y://z",
    ],
)
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(StoreUnusableError, match="Skriv for eksempel"):
        open_store(url)
