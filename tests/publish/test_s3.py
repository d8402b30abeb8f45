"""Publishing to an object store that speaks S3: a real server, on this machine."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from drammenworks.publish.errors import StoreError
from drammenworks.publish.fsspec_store import FsspecStore, open_store
from drammenworks.publish.place import current_manifest
from tests.publish.small_site import (
    FIRST,
    SECOND,
    check_killed_run,
    content,
    later,
    publish,
)

with warnings.catch_warnings():
    # Marks hold for tests, not for what is imported here.
    warnings.simplefilter("ignore")
    boto3 = pytest.importorskip("boto3")
    pytest.importorskip("s3fs")
    moto_server = pytest.importorskip("moto.server")

# The server of the tests, and the libraries, do what newer versions of Python advise against.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

Stores = tuple[FsspecStore, FsspecStore]


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def client(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A client of the server, which has one bucket that is empty."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "navn",
        "AWS_SECRET_ACCESS_KEY": "hemmelig-nokkel",
        "AWS_DEFAULT_REGION": "eu-north-1",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3", endpoint_url=endpoint)
    for bucket in client.list_buckets()["Buckets"]:
        for found in client.list_objects_v2(Bucket=bucket["Name"]).get("Contents", []):
            client.delete_object(Bucket=bucket["Name"], Key=found["Key"])
        client.delete_bucket(Bucket=bucket["Name"])
    client.create_bucket(Bucket="byene", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
    return client


@pytest.fixture
def stores(client: Any) -> Stores:
    return open_store("s3://byene/a"), open_store("s3://byene/.drammenworks/a")


def test_a_site_is_published_twice_and_gone_back_from(stores: Stores) -> None:
    publish(*stores, FIRST)
    assert content(stores[0]) == FIRST
    assert publish(*stores, FIRST).uploaded == ()
    publish(*stores, SECOND, now=later(30))
    publish(*stores, SECOND, now=later(60))
    assert content(stores[0]) == SECOND
    publish(*stores, None, now=later(61))
    publish(*stores, None, back_to="2026-11-30.1", now=later(90))
    assert content(stores[0]) == FIRST


def test_browsers_are_told_types_and_caching(stores: Stores, client: Any) -> None:
    publish(*stores, FIRST)
    said = {
        path: (head["ContentType"], head["CacheControl"])
        for path in ("index.html", "assets/site.11111111.css", "media/elva.aaaa1111.jpg", "feed.xml")
        if (head := client.head_object(Bucket="byene", Key=f"a/{path}"))
    }
    ask_again = "public, max-age=0, must-revalidate"
    for_ever = "public, max-age=31536000, immutable"
    assert said == {
        "index.html": ("text/html; charset=utf-8", ask_again),
        "assets/site.11111111.css": ("text/css; charset=utf-8", for_ever),
        "media/elva.aaaa1111.jpg": ("image/jpeg", for_ever),
        "feed.xml": ("application/xml", ask_again),
    }


def test_what_the_store_computed_saves_reading_it_back(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[str] = []
    original = FsspecStore.read

    def read(store: FsspecStore, path: str, *, limit: int | None = None) -> bytes | None:
        reads.append(path)
        return original(store, path, limit=limit)

    monkeypatch.setattr(FsspecStore, "read", read)
    publish(*stores, FIRST)
    assert not set(reads) & FIRST.keys()
    publish(*stores, FIRST, verify=True)
    assert not set(reads) & FIRST.keys()


def test_a_lease_is_written_on_condition(stores: Stores) -> None:
    assert stores[1].create("lease.json", b"1")
    assert not stores[1].create("lease.json", b"2")
    assert stores[1].read("lease.json") == b"1"


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(1, 24, 3))
def test_killed_at_some_moments(stores: Stores, moment: int) -> None:
    check_killed_run(stores, moment)


def test_a_bucket_that_is_none_is_told(client: Any) -> None:
    stores = open_store("s3://finnes-ikke/a"), open_store("s3://finnes-ikke/.drammenworks/a")
    with pytest.raises(StoreError, match="det finnes ikke"):
        publish(*stores, FIRST)


def test_a_host_that_does_not_answer_is_told(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    stores = open_store("s3://byene/a"), open_store("s3://byene/.drammenworks/a")
    with pytest.raises(StoreError, match="svarer ikke") as caught:
        publish(*stores, FIRST)
    assert "hemmelig-nokkel" not in str(caught.value)


def test_without_keys_it_is_told(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    stores = open_store("s3://byene/a"), open_store("s3://byene/.drammenworks/a")
    with pytest.raises(StoreError, match="påloggingen"):
        publish(*stores, FIRST)
    monkeypatch.undo()


def test_nothing_is_public_that_is_stored_of_earlier_versions(stores: Stores) -> None:
    publish(*stores, FIRST)
    publish(*stores, SECOND)
    manifest = current_manifest(stores[1])
    assert manifest is not None
    assert set(content(stores[0])) == manifest.files.keys() | manifest.retired.keys()
