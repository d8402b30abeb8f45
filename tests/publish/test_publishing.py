"""Publishing to a store: what is sent, in which order, and what stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from drammenworks.errors import DrammenworksError
from drammenworks.publish.archive import Archive
from drammenworks.publish.errors import PublishError, RefusedError
from drammenworks.publish.folder_store import FolderStore
from drammenworks.publish.fsspec_store import open_store
from drammenworks.publish.place import current_manifest
from drammenworks.publish.store import Headers, TargetStore
from tests.publish.small_site import (
    FIRST,
    SECOND,
    THIRD,
    DictStore,
    Killed,
    Reader,
    WatchedStore,
    content,
    kill_at,
    later,
    publish,
    with_many_pages,
)


@pytest.fixture(params=["dict", "folder", "memory"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[TargetStore, TargetStore]:
    """A place for the site, and one for what is known of it."""
    if request.param == "dict":
        return DictStore(), DictStore()
    if request.param == "folder":
        return FolderStore(tmp_path / "www" / "a"), FolderStore(tmp_path / "www" / ".drammenworks" / "a")
    name = f"memory://{tmp_path.as_posix().strip('/')}"
    return open_store(f"{name}/a"), open_store(f"{name}/.drammenworks/a")


def test_a_site_is_published_byte_for_byte(stores: tuple[TargetStore, TargetStore]) -> None:
    outcome = publish(*stores, FIRST)
    assert content(stores[0]) == FIRST
    assert outcome.version == "2026-11-30.1"
    assert (len(outcome.uploaded), outcome.verified) == (len(FIRST), len(FIRST))


def test_the_second_time_nothing_is_uploaded(stores: tuple[TargetStore, TargetStore]) -> None:
    publish(*stores, FIRST)
    changed: list[str] = []
    watched = [WatchedStore(store, lambda _, path: changed.append(path)) for store in stores]
    outcome = publish(watched[0], watched[1], FIRST)
    assert outcome.uploaded == outcome.removed == ()
    assert not outcome.is_new
    # The lease is taken and given back; that is all.
    assert changed == ["lease.json", "lease.json"]


def test_only_what_changed_is_uploaded(stores: tuple[TargetStore, TargetStore]) -> None:
    publish(*stores, FIRST)
    outcome = publish(*stores, FIRST | {"om/index.html": b"<html></html>"}, now=later(1))
    assert outcome.uploaded == ("om/index.html",)
    assert outcome.unchanged == len(FIRST) - 1


def test_the_size_of_a_file_decides_nothing(stores: tuple[TargetStore, TargetStore]) -> None:
    """A page in which one letter became another is as long as before."""
    publish(*stores, FIRST | {"om/index.html": b"<html>a</html>"})
    outcome = publish(*stores, FIRST | {"om/index.html": b"<html>b</html>"})
    assert outcome.uploaded == ("om/index.html",)


def test_assets_come_first_and_lists_last(stores: tuple[TargetStore, TargetStore]) -> None:
    publish(*stores, FIRST)
    order: list[tuple[str, str]] = []
    watched = WatchedStore(stores[0], lambda kind, path: order.append((kind, path)))
    publish(watched, stores[1], SECOND, allow_removals=True)
    assert order == [
        ("write", "assets/site.22222222.css"),
        ("write", "media/bru.bbbb2222.jpg"),
        ("write", "rapport/rapport.pdf"),
        ("write", "nytt/index.html"),
        ("write", "index.html"),
        ("write", "om/index.html"),
        ("write", "feed.xml"),
        ("remove", "kontakt/index.html"),
    ]


def test_what_pages_used_stays_for_a_day(stores: tuple[TargetStore, TargetStore]) -> None:
    publish(*stores, FIRST)
    publish(*stores, SECOND)
    assert stores[0].exists("assets/site.11111111.css")
    assert publish(*stores, SECOND, now=later(23)).waiting == 1
    outcome = publish(*stores, SECOND, now=later(24))
    assert outcome.removed == ("assets/site.11111111.css",)
    assert content(stores[0]) == SECOND
    assert not outcome.is_new


def test_an_asset_that_comes_back_is_not_uploaded_again(stores: tuple[TargetStore, TargetStore]) -> None:
    publish(*stores, FIRST)
    publish(*stores, SECOND)
    outcome = publish(*stores, FIRST, now=later(1))
    assert "assets/site.11111111.css" not in outcome.uploaded
    publish(*stores, FIRST, now=later(30))
    assert content(stores[0]) == FIRST


def test_an_asset_that_was_removed_and_comes_back_is_uploaded(
    stores: tuple[TargetStore, TargetStore],
) -> None:
    publish(*stores, FIRST)
    publish(*stores, SECOND)
    publish(*stores, SECOND, now=later(30))
    assert "assets/site.11111111.css" in publish(*stores, FIRST, now=later(31)).uploaded
    assert content(stores[0]).items() >= FIRST.items()


def test_a_dry_run_changes_nothing(stores: tuple[TargetStore, TargetStore]) -> None:
    publish(*stores, FIRST)
    before = [content(store) for store in stores]
    outcome = publish(*stores, SECOND, dry_run=True)
    assert outcome.uploaded[0] == "assets/site.22222222.css"
    assert outcome.removed == ("kontakt/index.html",)
    assert [content(store) for store in stores] == before


def test_more_than_a_third_is_removed_only_when_told(stores: tuple[TargetStore, TargetStore]) -> None:
    publish(*stores, FIRST)
    few = {path: data for path, data in FIRST.items() if not path.startswith(("om/", "kontakt/", "rapport/"))}
    with pytest.raises(RefusedError, match="--allow-removals"):
        publish(*stores, few)
    assert content(stores[0]) == FIRST
    publish(*stores, few, allow_removals=True)
    assert content(stores[0]) == few


def test_new_names_of_all_assets_are_no_removals(stores: tuple[TargetStore, TargetStore]) -> None:
    """A new style of all pictures renames each of them."""
    many = {f"media/bilde.{number:08x}.jpg": b"x" for number in range(100)}
    publish(*stores, FIRST | many)
    outcome = publish(*stores, FIRST, now=later(1))
    assert outcome.waiting == len(many)


def test_a_target_with_files_of_others_is_left_alone(stores: tuple[TargetStore, TargetStore]) -> None:
    stores[0].write("brev.txt", b"Hei")
    with pytest.raises(RefusedError, match="--take-over"):
        publish(*stores, FIRST)
    assert content(stores[0]) == {"brev.txt": b"Hei"}


def test_a_target_is_taken_over_when_told(stores: tuple[TargetStore, TargetStore]) -> None:
    """What is there with the same bytes is not uploaded; what is in no way stays."""
    stores[0].write("brev.txt", b"Hei")
    stores[0].write("index.html", b"annet")
    stores[0].write("feed.xml", FIRST["feed.xml"])
    outcome = publish(*stores, FIRST, take_over=True)
    assert "feed.xml" not in outcome.uploaded
    assert content(stores[0]) == FIRST | {"brev.txt": b"Hei"}
    publish(*stores, SECOND, now=later(1))
    assert stores[0].exists("brev.txt")


def test_what_somebody_changed_there_is_mended_when_verified(stores: tuple[TargetStore, TargetStore]) -> None:
    publish(*stores, FIRST)
    stores[0].write("om/index.html", b"<html>hei</html>")
    stores[0].remove("media/elva.aaaa1111.jpg")
    assert publish(*stores, FIRST).uploaded == ()
    outcome = publish(*stores, FIRST, verify=True)
    assert set(outcome.uploaded) == {"om/index.html", "media/elva.aaaa1111.jpg"}
    assert not outcome.is_new
    assert content(stores[0]) == FIRST


def test_a_file_takes_the_place_of_a_folder_and_back(stores: tuple[TargetStore, TargetStore]) -> None:
    publish(*stores, FIRST)
    other = {path: data for path, data in FIRST.items() if path != "om/index.html"} | {"om": b"om"}
    publish(*stores, other)
    assert content(stores[0]) == other
    publish(*stores, FIRST)
    assert content(stores[0]) == FIRST


def test_a_name_that_differs_by_case_alone_does_not_remove_the_new_file(
    stores: tuple[TargetStore, TargetStore],
) -> None:
    """On Windows and Macs they are the same file."""
    publish(*stores, FIRST | {"Hei.txt": b"1"})
    order: list[tuple[str, str]] = []
    watched = WatchedStore(stores[0], lambda kind, path: order.append((kind, path)))
    publish(watched, stores[1], FIRST | {"hei.txt": b"2"})
    assert order == [("remove", "Hei.txt"), ("write", "hei.txt")]


def test_what_arrives_otherwise_than_it_was_sent_stops(stores: tuple[TargetStore, TargetStore]) -> None:
    class Spoiling(WatchedStore):
        def write(self, path: str, data: bytes, headers: Headers | None = None) -> None:
            super().write(path, data + b"!" if path == "om/index.html" else data, headers)

    with pytest.raises(PublishError, match=r"om/index\.html"):
        publish(Spoiling(stores[0], lambda *_: None), stores[1], FIRST)
    assert current_manifest(stores[1]) is None


@pytest.mark.parametrize(
    ("stores", "moment"),
    [
        *(("dict", moment) for moment in range(1, 51)),
        *((kind, moment) for kind in ("folder", "memory") for moment in range(2, 51, 8)),
    ],
    indirect=["stores"],
)
def test_killed_at_any_moment_no_reader_misses_an_asset_and_the_next_run_ends_it(
    stores: tuple[TargetStore, TargetStore], moment: int
) -> None:
    """The run that is killed is an update; the next one publishes the same, or something newer."""
    first, second, third = (with_many_pages(site) for site in (FIRST, SECOND, THIRD))
    publish(*stores, first)
    reader = Reader(stores[0])
    reader.look()
    with pytest.raises(Killed):
        publish(*kill_at(stores, moment, reader), second)
    if stores[1].exists("lease.json"):
        # What is left of the lease would be waited for.
        stores[1].remove("lease.json")
    following = second if moment % 2 else third
    publish(*kill_at(stores, 0, reader), following, now=later(1))
    reader.look()
    assert reader.missing == set()
    assert content(stores[0]).items() >= following.items()
    assert not stores[1].exists("pending.json")
    assert publish(*stores, following, now=later(2)).uploaded == ()
    publish(*stores, following, now=later(30))
    assert content(stores[0]) == following
    publish(*stores, None, back_to="2026-11-30.1", now=later(31))
    publish(*stores, None, back_to="2026-11-30.1", now=later(60))
    assert content(stores[0]) == first


@pytest.mark.parametrize("moment", [2, 5, 8, 11])
def test_what_a_killed_run_has_uploaded_is_not_uploaded_again(
    stores: tuple[TargetStore, TargetStore], moment: int
) -> None:
    written: list[str] = []

    def before(kind: str, path: str) -> None:
        if kind == "write":
            if len(written) == moment:
                raise Killed
            written.append(path)

    with pytest.raises(Killed):
        publish(WatchedStore(stores[0], before), stores[1], FIRST | {"b/index.html": b"</html>"} | SECOND)
    stores[1].remove("lease.json")
    site = FIRST | {"b/index.html": b"</html>"} | SECOND
    outcome = publish(*stores, site)
    assert not set(outcome.uploaded) & set(written)
    assert outcome.verified == len(site)


def test_back_to_the_version_before(stores: tuple[TargetStore, TargetStore]) -> None:
    for number, site in enumerate((FIRST, SECOND, THIRD)):
        publish(*stores, site, now=later(30 * number))
    outcome = publish(*stores, None, now=later(90))
    assert outcome.restores == Archive(stores[1]).names()[1]
    assert content(stores[0]).items() >= SECOND.items()
    # The next step back is from there, not back to where it came from.
    publish(*stores, None, now=later(120))
    publish(*stores, FIRST, now=later(150))
    assert content(stores[0]) == FIRST


def test_back_to_any_version_is_byte_for_byte(stores: tuple[TargetStore, TargetStore]) -> None:
    sites = (FIRST, SECOND, THIRD, FIRST | {"om/index.html": b"4"})
    for number, site in enumerate(sites):
        publish(*stores, site, now=later(30 * number))
    names = Archive(stores[1]).names()
    for step, (name, site) in enumerate(zip(names, sites, strict=True)):
        publish(*stores, None, back_to=name, now=later(200 + 60 * step))
        publish(*stores, None, back_to=name, now=later(230 + 60 * step))
        assert content(stores[0]) == site


def test_there_is_nothing_before_the_first_version(stores: tuple[TargetStore, TargetStore]) -> None:
    publish(*stores, FIRST)
    with pytest.raises(RefusedError, match="ingen tidligere utgave"):
        publish(*stores, None)


@pytest.mark.parametrize("name", ["2026-11-30.9", "../current", "", "x" * 300, "2026-11-30.1/.."])
def test_a_version_that_is_none_is_told(stores: tuple[TargetStore, TargetStore], name: str) -> None:
    publish(*stores, FIRST)
    with pytest.raises(RefusedError):
        publish(*stores, None, back_to=name)
    assert content(stores[0]) == FIRST


def test_a_version_whose_files_are_gone_is_refused_before_anything_changes(
    stores: tuple[TargetStore, TargetStore],
) -> None:
    publish(*stores, FIRST)
    publish(*stores, SECOND)
    for path in list(stores[1].list("objects")):
        stores[1].remove(path)
    before = content(stores[0])
    with pytest.raises(RefusedError, match="ikke tatt vare på"):
        publish(*stores, None)
    assert content(stores[0]) == before


def test_versions_are_kept_as_many_as_told(stores: tuple[TargetStore, TargetStore]) -> None:
    for number in range(6):
        publish(*stores, FIRST | {"om/index.html": b"%d" % number}, keep_versions=3, now=later(number))
    assert len(Archive(stores[1]).names()) == 3
    # The pages of two earlier versions; those of the others went with them.
    assert len(list(stores[1].list("objects"))) == 2


def test_earlier_versions_go_at_once_when_told(stores: tuple[TargetStore, TargetStore]) -> None:
    """What must not be kept need not wait for the next change."""
    publish(*stores, FIRST)
    publish(*stores, SECOND)
    publish(*stores, SECOND, keep_versions=1, now=later(1))
    assert Archive(stores[1]).names() == ["2026-11-30.2"]
    assert list(stores[1].list("objects")) == []


def test_a_failing_lease_is_no_failing_publication(stores: tuple[TargetStore, TargetStore]) -> None:
    def before(kind: str, path: str) -> None:
        if kind == "remove" and path == "lease.json":
            raise DrammenworksError("nei")

    with pytest.raises(DrammenworksError):
        publish(stores[0], WatchedStore(stores[1], before), FIRST)
    assert content(stores[0]) == FIRST
