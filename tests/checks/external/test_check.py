"""``check --external``: which links are checked, the cache, and the findings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from drammenworks.checks.external import LinkResult, LinkStatus, link_checker, link_finding
from drammenworks.checks.external.link_cache import BROKEN_TTL, FILE, WORKING_TTL, LinkCache
from drammenworks.errors import Location
from tests.project import AT, Project

NOW = datetime.fromisoformat("2026-11-21T12:00:00+01:00")
PAGE = "---\ntitle: Om oss\nsites: [a]\n---\n[Kommunen](https://kommunen.no/a#del) og [fylket](https://fylket.no/).\n"


@pytest.fixture
def checked_urls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the link checker: every link is gone; return the checked URLs."""
    urls: list[str] = []

    async def answer(wanted: Iterable[str], **_: object) -> dict[str, LinkResult]:
        urls.extend(wanted)
        return dict.fromkeys(urls, LinkResult(LinkStatus.GONE, "404"))

    monkeypatch.setattr(link_checker, "check_urls", answer)
    return urls


def test_links_of_bodies_and_fields_are_checked(project: Project, checked_urls: list[str]) -> None:
    """Without their fragments, and told where they stand."""
    project.write("content/pages/om.md", PAGE)
    project.write("content/organisations/ny.yaml", "name: Ny\nurl: https://ny.no/\nkind: partner\n")
    outcome = project.run("check", "--external", "--at", AT)
    assert {"https://kommunen.no/a", "https://fylket.no/", "https://ny.no/"} <= set(checked_urls)
    assert (
        "content/pages/om.md:5:1: advarsel DW331\n  Lenken til https://kommunen.no/a leder" in outcome.stderr
    )
    assert "content/organisations/ny.yaml:2:1: advarsel DW331" in outcome.stderr
    assert outcome.code == 0


def test_without_the_option_no_link_is_checked(project: Project, checked_urls: list[str]) -> None:
    """A check stays on this machine."""
    project.write("content/pages/om.md", PAGE)
    assert "DW331" not in project.run("check", "--at", AT).stderr
    assert checked_urls == []


def test_only_the_links_of_the_paths_are_checked(project: Project, checked_urls: list[str]) -> None:
    """Not those of other files."""
    project.write("content/pages/om.md", PAGE)
    project.write("content/organisations/ny.yaml", "name: Ny\nurl: https://ny.no/\nkind: partner\n")
    project.run("check", "--external", "--at", AT, "content/organisations")
    assert "https://ny.no/" in checked_urls
    assert "https://fylket.no/" not in checked_urls


@pytest.mark.parametrize("host", ["a.example", "noe.test", "localhost:8000", "www.example.com"])
def test_reserved_hosts_and_the_projects_own_are_not_checked(
    project: Project, checked_urls: list[str], host: str
) -> None:
    """The first lead nowhere by definition, and other checks know the second better."""
    project.write("content/pages/om.md", f"---\ntitle: Om\nsites: [a]\n---\n[Der borte](https://{host}/)\n")
    project.run("check", "--external", "--at", AT, "content/pages/om.md")
    assert checked_urls == []


def test_results_are_cached(project: Project, checked_urls: list[str]) -> None:
    """For an hour if broken, so that links are not checked at every commit."""
    project.write("content/pages/om.md", PAGE)
    path = "content/pages/om.md"
    first = project.run("check", "--external", "--at", f"{AT}T12:00", path)
    checked_urls.clear()
    again = project.run("check", "--external", "--at", f"{AT}T12:30", path)
    assert checked_urls == []
    assert "DW331" in again.stderr
    assert first.stderr == again.stderr
    project.run("check", "--external", "--at", f"{AT}T13:30", path)
    assert checked_urls == ["https://kommunen.no/a", "https://fylket.no/"]


@pytest.mark.parametrize(
    ("result", "ttl"),
    [
        (LinkResult(LinkStatus.OK), WORKING_TTL),
        (LinkResult(LinkStatus.MOVED, "x"), WORKING_TTL),
        (LinkResult(LinkStatus.TIMEOUT, "1"), BROKEN_TTL),
    ],
)
def test_cached_results_expire(tmp_path: Path, result: LinkResult, ttl: timedelta) -> None:
    """And so does what is from the future, after a clock was put right."""
    LinkCache(tmp_path, NOW).store({"u": result})
    almost = timedelta(seconds=1)
    assert LinkCache(tmp_path, NOW + ttl - almost).get_fresh(["u"]) == {"u": result}
    assert LinkCache(tmp_path, NOW + ttl).get_fresh(["u"]) == {}
    assert LinkCache(tmp_path, NOW - almost).get_fresh(["u"]) == {}


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        "null",
        '{"u": 1}',
        '{"u": ["x", "fine", ""]}',
        '{"u": ["2026-11-21", "odd", ""]}',
        '{"u": ["0001-01-01", "fine", ""]}',
    ],
)
def test_a_damaged_memory_is_forgotten(tmp_path: Path, damage: str) -> None:
    """It is only a memory."""
    (tmp_path / FILE).write_text(damage, encoding="utf-8")
    assert LinkCache(tmp_path, NOW).get_fresh(["u"]) == {}
    LinkCache(tmp_path, NOW).store({"u": LinkResult(LinkStatus.OK)})
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8")).keys() == {"u"}


@pytest.mark.parametrize("status", LinkStatus)
def test_every_status_has_its_own_finding(status: LinkStatus) -> None:
    """What readers notice is a warning; what only we could not find out is a remark."""
    finding = link_finding(LinkResult(status, "x"), "https://a.no/", Location("a.md"))
    if status is LinkStatus.OK:
        assert finding is None
    else:
        assert finding is not None
        assert re.fullmatch("DW33[1-4]", finding.code)
        assert "https://a.no/" in finding.message
