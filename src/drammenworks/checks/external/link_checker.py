"""Check links to other websites, with considerate requests.

HEAD first, which is cheap for the server, and GET where HEAD fails; no body is read. One request at a
time to each host, with a pause in between; few hosts at once; temporary errors are retried.
"""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from drammenworks.checks.external.link_results import LinkResult, LinkStatus

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_CONTROL = "http://example.com/"
"""A website that always exists (RFC 2606 § 3)."""
_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
"""Errors of this machine's own network, whatever the host."""
_TEMPORARY = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class RequestPolicy:
    """Limits of requests to other websites."""

    timeout: float = 15.0
    """Seconds per request."""
    pause: float = 0.3
    """Seconds between two requests to a host."""
    attempts: int = 3
    backoff: float = 1.0
    """Seconds before the second attempt; doubled for each further attempt."""
    max_retry_after: float = 10.0
    """The longest Retry-After, in seconds, that is respected."""
    hosts: int = 8
    """The number of concurrent hosts."""
    redirects: int = 10


@dataclass(slots=True)
class _LinkChecker:
    session: aiohttp.ClientSession
    policy: RequestPolicy
    concurrency: asyncio.Semaphore
    host_locks: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def check(self, url: str) -> LinkResult:
        """Return the result of a link, after its redirects."""
        try:
            current = URL(url)
            if current.host is None:
                return LinkResult(LinkStatus.INVALID_URL)
        except ValueError:
            return LinkResult(LinkStatus.INVALID_URL)
        visited = {current}
        moved_to: URL | None = None
        permanent = True
        for _ in range(self.policy.redirects):
            response = await self._request_with_retries(current)
            if isinstance(response, LinkResult):
                return response
            status, location = response
            if status not in _REDIRECTS or location is None:
                return _result_of_status(status, moved_to)
            try:
                current = current.join(URL(location)).with_fragment(None)
            except ValueError:
                return LinkResult(LinkStatus.INVALID_RESPONSE)
            if current.scheme not in ("http", "https"):
                return LinkResult(LinkStatus.HTTP_ERROR, str(status))
            if current in visited:
                return LinkResult(LinkStatus.REDIRECT_LOOP)
            visited.add(current)
            permanent = permanent and status in _PERMANENT
            if permanent:
                moved_to = current
        return LinkResult(LinkStatus.REDIRECT_LOOP)

    async def _request_with_retries(self, url: URL) -> tuple[int, str | None] | LinkResult:
        """Return the status of a URL and its redirect target, retrying temporary errors."""
        wait = self.policy.backoff
        response: tuple[int, str | None] | LinkResult = LinkResult(LinkStatus.REFUSED)
        for attempt in range(self.policy.attempts):
            if attempt:
                await asyncio.sleep(wait)
                wait *= 2
            status, location, retry_after, failure = await self._request_once(url)
            if failure is not None:
                if failure.status not in (LinkStatus.REFUSED, LinkStatus.TIMEOUT):
                    return failure
                response = failure
                continue
            response = (status, location)
            if status not in _TEMPORARY:
                return response
            if retry_after is not None:
                if retry_after > self.policy.max_retry_after:
                    return response
                wait = max(wait, retry_after)
        return response

    async def _request_once(self, url: URL) -> tuple[int, str | None, float | None, LinkResult | None]:
        host = f"{url.host}:{url.port}"
        async with self.host_locks.setdefault(host, asyncio.Lock()), self.concurrency:
            try:
                response = await self._request("HEAD", url)
                # Many servers return an error for HEAD that they do not return for GET.
                if response[0] >= HTTPStatus.BAD_REQUEST and response[0] not in _TEMPORARY:
                    await asyncio.sleep(self.policy.pause)
                    response = await self._request("GET", url)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                return 0, None, None, _result_of_error(error, url, self.policy)
            finally:
                await asyncio.sleep(self.policy.pause)
        return *response, None

    async def _request(self, method: str, url: URL) -> tuple[int, str | None, float | None]:
        async with self.session.request(method, url, allow_redirects=False) as response:
            # Closed without reading the rest of the body.
            response.close()
            retry_after = response.headers.get("Retry-After", "")
            return (
                response.status,
                response.headers.get("Location"),
                float(retry_after) if retry_after.isdecimal() else None,
            )


async def check_urls(
    urls: Iterable[str],
    *,
    agent: str,
    policy: RequestPolicy | None = None,
    resolver: AbstractResolver | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, LinkResult]:
    """Return the result of each URL.

    :param agent: the User-Agent header.
    :param resolver: the DNS resolver; the system's if None.
    """
    unique_urls = list(dict.fromkeys(urls))
    limits = policy or RequestPolicy()
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=resolver, limit=limits.hosts, force_close=True),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": agent, "Accept": "*/*", "Accept-Language": "nb, en;q=0.5"},
        timeout=aiohttp.ClientTimeout(total=limits.timeout),
        trust_env=resolver is None,
        auto_decompress=False,
    ) as session:
        checker = _LinkChecker(session, limits, asyncio.Semaphore(limits.hosts))
        results: dict[str, LinkResult] = {}

        async def check_url(url: str) -> None:
            results[url] = await checker.check(url)
            if progress is not None:
                progress(len(results), len(unique_urls))

        await asyncio.gather(*map(check_url, unique_urls))
        is_offline = any(result.status is LinkStatus.NO_HOST for result in results.values()) and not (
            any(_has_answered(result) for result in results.values()) or await _is_online(session)
        )
    if is_offline:
        # Without a network most systems say of every name that there is no such host.
        offline = LinkResult(LinkStatus.OFFLINE)
        return {
            url: offline if results[url].status is LinkStatus.NO_HOST else results[url] for url in unique_urls
        }
    return {url: results[url] for url in unique_urls}


def _has_answered(result: LinkResult) -> bool:
    """Tell whether another machine must have answered for this result."""
    return result.status not in (
        LinkStatus.NO_HOST,
        LinkStatus.OFFLINE,
        LinkStatus.INVALID_URL,
        LinkStatus.REFUSED,
        LinkStatus.TIMEOUT,
    )


async def _is_online(session: aiohttp.ClientSession) -> bool:
    """Tell whether a host that always exists can be reached."""
    try:
        async with session.head(_CONTROL, allow_redirects=False):
            return True
    except (aiohttp.ClientConnectorDNSError, aiohttp.ClientProxyConnectionError):
        return False
    except (aiohttp.ClientError, OSError):
        # Its name was found, and that is what was asked.
        return True


def _result_of_status(status: int, moved_to: URL | None) -> LinkResult:
    if status in _GONE:
        return LinkResult(LinkStatus.GONE, str(status))
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        return LinkResult(LinkStatus.HTTP_ERROR, str(status))
    if moved_to is not None:
        return LinkResult(LinkStatus.MOVED, moved_to.human_repr())
    return LinkResult(LinkStatus.OK)


def _result_of_error(error: Exception, url: URL, policy: RequestPolicy) -> LinkResult:
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        if isinstance(error.os_error, socket.gaierror) and error.os_error.errno == socket.EAI_AGAIN:
            # The name server did not answer; of the host that says nothing.
            return LinkResult(LinkStatus.OFFLINE)
        return LinkResult(LinkStatus.NO_HOST, url.host or "")
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return LinkResult(LinkStatus.OFFLINE)
    if isinstance(error, OSError) and error.errno in _NO_ROUTE:
        return LinkResult(LinkStatus.OFFLINE)
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError | ssl.SSLError):
        return LinkResult(LinkStatus.BAD_CERTIFICATE)
    if isinstance(error, aiohttp.InvalidURL):
        return LinkResult(LinkStatus.INVALID_URL)
    if isinstance(error, TimeoutError):
        return LinkResult(LinkStatus.TIMEOUT, f"{policy.timeout:g}")
    if isinstance(error, aiohttp.ClientResponseError | aiohttp.ClientPayloadError | ValueError):
        return LinkResult(LinkStatus.INVALID_RESPONSE)
    return LinkResult(LinkStatus.REFUSED)
