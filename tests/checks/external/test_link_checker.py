"""Asking other websites: what they answer, and how they are treated."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from yarl import URL

from drammenworks.checks.external.link_checker import RequestPolicy, _result_of_error, check_urls
from drammenworks.checks.external.link_results import LinkResult, LinkStatus
from tests.checks.external.website import Here, Website, website
from tests.waiting import PATIENCE

QUICK = RequestPolicy(timeout=PATIENCE, pause=0.0, attempts=2, backoff=0.01)
"""Hurried, but for who is slow to answer: that may be this machine."""


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as server:
        yield server


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name is looked up, whatever happens."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError(f"looked up {args}")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def _ask(site: Website | int, *urls: str, policy: RequestPolicy = QUICK) -> list[LinkResult]:
    port = site if isinstance(site, int) else site.port
    results = asyncio.run(check_urls(urls, agent="test", policy=policy, resolver=Here(port)))
    return [results[url] for url in urls]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("fine", LinkResult(LinkStatus.OK)),
        ("status/204", LinkResult(LinkStatus.OK)),
        ("status/404", LinkResult(LinkStatus.GONE, "404")),
        ("status/410", LinkResult(LinkStatus.GONE, "410")),
        ("status/401", LinkResult(LinkStatus.HTTP_ERROR, "401")),
        ("status/403", LinkResult(LinkStatus.HTTP_ERROR, "403")),
        ("status/429", LinkResult(LinkStatus.HTTP_ERROR, "429")),
        ("status/500", LinkResult(LinkStatus.HTTP_ERROR, "500")),
        ("status/503", LinkResult(LinkStatus.HTTP_ERROR, "503")),
        ("status/999", LinkResult(LinkStatus.HTTP_ERROR, "999")),
        ("no-head", LinkResult(LinkStatus.OK)),
        ("head-says-404", LinkResult(LinkStatus.OK)),
        ("moved/301", LinkResult(LinkStatus.MOVED, "http://nettsted.no/fine")),
        ("moved/308", LinkResult(LinkStatus.MOVED, "http://nettsted.no/fine")),
        ("moved/302", LinkResult(LinkStatus.OK)),
        ("moved/307", LinkResult(LinkStatus.OK)),
        ("circle", LinkResult(LinkStatus.REDIRECT_LOOP)),
        ("far/0", LinkResult(LinkStatus.REDIRECT_LOOP)),
        ("odd-redirect", LinkResult(LinkStatus.HTTP_ERROR, "302")),
        ("broken-redirect", LinkResult(LinkStatus.INVALID_RESPONSE)),
        ("once-busy", LinkResult(LinkStatus.OK)),
        ("wait/0", LinkResult(LinkStatus.OK)),
        ("wait/3600", LinkResult(LinkStatus.HTTP_ERROR, "429")),
        ("endless-header", LinkResult(LinkStatus.INVALID_RESPONSE)),
    ],
)
def test_every_response_has_a_result(site: Website, path: str, expected: LinkResult) -> None:
    """After redirects, and with a second try where it may help."""
    assert _ask(site, f"http://nettsted.no/{path}") == [expected]


def test_no_response_is_a_timeout(site: Website) -> None:
    """The result contains the timeout."""
    hasty = replace(QUICK, timeout=0.5)
    assert _ask(site, "http://nettsted.no/slow", policy=hasty) == [LinkResult(LinkStatus.TIMEOUT, "0.5")]


def test_a_huge_body_is_not_read(site: Website) -> None:
    """What matters is in front of it."""
    assert _ask(site, "http://nettsted.no/huge") == [LinkResult(LinkStatus.OK)]
    assert site.sent < 1 << 26


def test_a_host_with_norwegian_letters_is_requested_by_its_ascii_name(site: Website) -> None:
    """As browsers do (IDNA 2008), and a redirect to it is followed."""
    results = _ask(site, "http://hokksund.øre/fine", "http://nettsted.no/elsewhere")
    assert results[0] == LinkResult(LinkStatus.OK)
    assert results[1] == LinkResult(LinkStatus.MOVED, "http://hokksund.øre/fine")
    assert ("HEAD", "hokksund.xn--re-kka", "/fine") in site.requests


@pytest.mark.parametrize("url", ["http://", "http://[", "https://eksempel.no:port/", "http:///a"])
def test_an_invalid_url_is_not_requested(site: Website, url: str) -> None:
    """The result is an invalid URL."""
    (result,) = _ask(site, url)
    assert result == LinkResult(LinkStatus.INVALID_URL)
    assert site.requests == []


def test_an_unknown_host(site: Website) -> None:
    """The result contains the host name, which may be misspelt."""
    results = _ask(site, "http://nobody.no/a", "http://nettsted.no/fine")
    assert results == [LinkResult(LinkStatus.NO_HOST, "nobody.no"), LinkResult(LinkStatus.OK)]


def test_several_unknown_hosts_are_unknown_while_others_can_be_found(site: Website) -> None:
    """However many they are: a machine that finds a host that always exists is online."""
    results = _ask(site, "http://nobody.no/a", "http://nobody.se/b")
    assert results == [
        LinkResult(LinkStatus.NO_HOST, "nobody.no"),
        LinkResult(LinkStatus.NO_HOST, "nobody.se"),
    ]


@pytest.mark.parametrize("error", [socket.EAI_NONAME, socket.EAI_AGAIN])
@pytest.mark.parametrize(
    "urls", [["http://a.no/"], ["http://a.no/", "https://b.se/x"], ["http://a.no/", "http://["]]
)
def test_without_a_connection_no_link_is_blamed(error: int, urls: list[str]) -> None:
    """Whatever the system says of names then, and also when there is a single link."""
    asked = check_urls(urls, agent="test", policy=QUICK, resolver=Here(None, error))
    expected = [LinkStatus.INVALID_URL if url == "http://[" else LinkStatus.OFFLINE for url in urls]
    assert [result.status for result in asyncio.run(asked).values()] == expected


@pytest.mark.parametrize("number", [errno.ENETUNREACH, errno.ENETDOWN])
def test_a_network_that_is_down_is_not_the_fault_of_a_link(number: int) -> None:
    """The host has not refused anything."""
    assert _result_of_error(OSError(number, "x"), URL("http://a.no/"), QUICK).status is LinkStatus.OFFLINE


def test_a_name_server_that_fails_for_one_host_says_nothing_of_it(site: Website) -> None:
    """The next run asks again."""
    resolver = Here(site.port, socket.EAI_AGAIN)
    urls = ["http://nobody.no/", "http://a.no/fine"]
    results = asyncio.run(check_urls(urls, agent="test", policy=QUICK, resolver=resolver))
    assert [result.status for result in results.values()] == [LinkStatus.OFFLINE, LinkStatus.OK]


def test_where_nothing_listens() -> None:
    """It is tried again, and then told."""
    with socket.socket() as deaf:
        # Ours, so that nobody else listens there either.
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
        assert _ask(port, "http://nettsted.no/") == [LinkResult(LinkStatus.REFUSED)]


def test_a_server_that_speaks_no_tls(site: Website) -> None:
    """Its certificate cannot be valid."""
    assert _ask(site, "https://nettsted.no/") == [LinkResult(LinkStatus.BAD_CERTIFICATE)]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate")
def test_an_unsigned_certificate(tmp_path: Path) -> None:
    """Browsers warn of it, and so do we."""
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "1",
            "-subj",
            "/CN=nettsted.no",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def shake_hands() -> None:
            connection, _ = listener.accept()
            # The visitor hangs up, in one way or another.
            with connection, contextlib.suppress(OSError):
                context.wrap_socket(connection, server_side=True).recv(1)

        thread = threading.Thread(target=shake_hands)
        thread.start()
        results = _ask(listener.getsockname()[1], "https://nettsted.no/")
        assert results == [LinkResult(LinkStatus.BAD_CERTIFICATE)]
        thread.join()


def test_requests_to_a_host_are_sequential_with_pauses(site: Website) -> None:
    """However many links lead there."""
    polite = replace(QUICK, pause=0.05)
    _ask(site, *(f"http://nettsted.no/a-while/{number}" for number in range(5)), policy=polite)
    assert site.most_at_once == 1
    gaps = [later - earlier for earlier, later in zip(site.times, site.times[1:], strict=False)]
    # It takes 0.05 seconds to answer; a millisecond is for the roundness of clocks.
    assert min(gaps) >= 0.05 + 0.05 - 0.001


def test_several_hosts_are_checked_concurrently_up_to_a_limit(site: Website) -> None:
    """Slow hosts do not delay the rest."""
    urls = [f"http://nettsted{number}.no/together/3" for number in range(12)]
    _ask(site, *urls, policy=replace(QUICK, hosts=3))
    assert site.most_at_once == 3


def test_each_url_is_requested_once(site: Website) -> None:
    """However often it is linked to."""
    _ask(site, "http://nettsted.no/fine", "http://nettsted.no/fine")
    assert site.requests == [("HEAD", "nettsted.no", "/fine")]
