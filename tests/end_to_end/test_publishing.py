"""A whole site is published while somebody reads it: nothing that a page names is ever missing."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

import pytest

from tests.end_to_end.conftest import Built
from tests.project import tree
from tests.publish.small_site import DictStore, Killed, WatchedStore, later, publish
from tests.sample_sites import SITES

_NAMED = re.compile(rb"""["'\s(,]/((?:assets|media|files)/[^"'\s),>]+)""")
_IN_STYLES = re.compile(rb"""url\(["']?([^"')]+)""")
_FINGERPRINT = re.compile(r"^(?:assets|media|files)/.*?([0-9a-f]{8,})")
_READ = (".html", ".css", ".webmanifest", ".xml", ".svg")


def named(path: str, data: bytes) -> set[str]:
    """Return the fingerprinted files that a file names."""
    if not path.endswith(_READ):
        return set()
    found = {name.decode() for name in _NAMED.findall(data)}
    if path.endswith(".css"):
        urls = (url.decode() for url in _IN_STYLES.findall(data))
        beside = posixpath.dirname(path)
        found |= {
            posixpath.normpath(posixpath.join(beside, url))
            for url in urls
            if not url.startswith(("data:", "/", "#"))
        }
    return {name.partition("#")[0].partition("?")[0] for name in found}


def renamed(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a site in which every third fingerprinted file has another name and other bytes."""
    prints = sorted({match[1] for path in site if (match := _FINGERPRINT.match(path))})[::3]
    new = {old: "".join("0123456789abcdef"[15 - int(sign, 16)] for sign in old) for old in prints}
    either = re.compile("|".join(prints))

    def text(old: str) -> str:
        return either.sub(lambda found: new[found[0]], old)

    return {
        text(path): text(data.decode()).encode()
        if path.endswith(_READ)
        else data + b" " * (text(path) != path)
        for path, data in site.items()
    }


@pytest.mark.parametrize("site_id", SITES)
def test_whatever_is_public_names_nothing_that_is_missing(built: Built, site_id: str) -> None:
    """After each step of an update, of one that is killed halfway, and of the way back."""
    before = tree(built.output / site_id)
    after = renamed(before)
    assert {path for path in before if path not in after}, "no file has another name"
    files, records = DictStore(), DictStore()
    publish(files, records, before)
    assert set() < named("index.html", before["index.html"]) <= before.keys()
    needed: set[str] = set()
    steps = 0
    killed_at: int | None = None

    def check(_: str, __: str) -> None:
        nonlocal steps
        for path, data in files.files.items():
            if seen.get(path) is not data:
                seen[path] = data
                needed.update(named(path, data))
        assert needed <= files.files.keys()
        steps += 1
        if steps == killed_at:
            raise Killed

    seen: dict[str, bytes] = {}
    watched = WatchedStore(files, check)
    publish(watched, records, after, now=later(1))
    total = steps
    assert total > 50
    publish(watched, records, None, now=later(2))
    assert files.files.items() >= before.items()
    steps, killed_at = 0, total // 2
    with pytest.raises(Killed):
        publish(watched, records, after, now=later(3))
    records.remove("lease.json")
    killed_at = None
    publish(watched, records, after, now=later(4))
    assert files.files.items() >= after.items()
    assert publish(watched, records, after, now=later(5)).uploaded == ()
