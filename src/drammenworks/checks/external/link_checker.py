"""Ask other websites whether our links to them lead somewhere, with good manners.

HEAD first, which costs them nothing, and GET where HEAD is not understood; no body is read. One request at a
time to each host with a pause between, few hosts at once, and what may be a bad day is tried again.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from drammenworks.checks.external.link_results import LinkResult, LinkStatus

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class RequestPolicy:
    """How websites are asked."""

    timeout: float = 15.0
    """Seconds for each request."""
    pause: float = 0.3
    """Seconds between two requests to the same host."""
    attempts: int = 3
    backoff: float = 1.0
    """Seconds before the second attempt; twice as many before each later one."""
    longest_wait: float = 10.0
    """Seconds that a website may ask us to wait (Retry-After) before we give up."""
    hosts: int = 8
    """How many are asked at once."""
    redirects: int = 10


@dataclass(slots=True)
class _LinkChecker:
    session: aiohttp.ClientSession
    manners: RequestPolicy
    slots: asyncio.Semaphore
    turns: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def verdict(self, url: str) -> LinkResult:
        """Return what becomes of a link, followed to its end."""
        try:
            here = URL(url)
            if here.host is None:
                return LinkResult(LinkStatus.BAD_ADDRESS)
        except ValueError:
            return LinkResult(LinkStatus.BAD_ADDRESS)
        seen = {here}
        moved_to: URL | None = None
        for_good = True
        for _ in range(self.manners.redirects):
            answer = await self._answer(here)
            if isinstance(answer, LinkResult):
                return answer
            status, location = answer
            if status not in _REDIRECTS or location is None:
                return _result_of_status(status, moved_to)
            try:
                here = here.join(URL(location)).with_fragment(None)
            except ValueError:
                return LinkResult(LinkStatus.GARBLED)
            if here.scheme not in ("http", "https"):
                return LinkResult(LinkStatus.STATUS, str(status))
            if here in seen:
                return LinkResult(LinkStatus.CIRCLE)
            seen.add(here)
            for_good = for_good and status in _FOR_GOOD
            if for_good:
                moved_to = here
        return LinkResult(LinkStatus.CIRCLE)

    async def _answer(self, url: URL) -> tuple[int, str | None] | LinkResult:
        """Return the status of an address and where it redirects to, trying again what may pass."""
        wait = self.manners.backoff
        answer: tuple[int, str | None] | LinkResult = LinkResult(LinkStatus.REFUSED)
        for attempt in range(self.manners.attempts):
            if attempt:
                await asyncio.sleep(wait)
                wait *= 2
            status, location, retry_after, failure = await self._once(url)
            if failure is not None:
                if failure.outcome not in (LinkStatus.REFUSED, LinkStatus.SLOW):
                    return failure
                answer = failure
                continue
            answer = (status, location)
            if status not in _TRY_AGAIN:
                return answer
            if retry_after is not None:
                if retry_after > self.manners.longest_wait:
                    return answer
                wait = max(wait, retry_after)
        return answer

    async def _once(self, url: URL) -> tuple[int, str | None, float | None, LinkResult | None]:
        host = f"{url.host}:{url.port}"
        async with self.turns.setdefault(host, asyncio.Lock()), self.slots:
            try:
                answer = await self._request("HEAD", url)
                # Many answer HEAD with an error that GET does not get.
                if answer[0] >= HTTPStatus.BAD_REQUEST and answer[0] not in _TRY_AGAIN:
                    await asyncio.sleep(self.manners.pause)
                    answer = await self._request("GET", url)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                return 0, None, None, _result_of_error(error, url, self.manners)
            finally:
                await asyncio.sleep(self.manners.pause)
        return *answer, None

    async def _request(self, method: str, url: URL) -> tuple[int, str | None, float | None]:
        async with self.session.request(method, url, allow_redirects=False) as response:
            # What has come of the body so far is all that there will be.
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
    manners: RequestPolicy | None = None,
    resolver: AbstractResolver | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, LinkResult]:
    """Return the verdict on each address.

    :param agent: how we present ourselves (User-Agent).
    :param resolver: finds the hosts; the system's when None.
    """
    wanted = list(dict.fromkeys(urls))
    polite = manners or RequestPolicy()
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=resolver, limit=polite.hosts, force_close=True),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": agent, "Accept": "*/*", "Accept-Language": "nb, en;q=0.5"},
        timeout=aiohttp.ClientTimeout(total=polite.timeout),
        trust_env=resolver is None,
        auto_decompress=False,
    ) as session:
        asker = _LinkChecker(session, polite, asyncio.Semaphore(polite.hosts))
        verdicts: dict[str, LinkResult] = {}

        async def judge(url: str) -> None:
            verdicts[url] = await asker.verdict(url)
            if progress is not None:
                progress(len(verdicts), len(wanted))

        await asyncio.gather(*map(judge, wanted))
    nameless = {verdict.detail for verdict in verdicts.values() if verdict.outcome is LinkStatus.NO_HOST}
    if len(nameless) > 1 and all(verdict.outcome is LinkStatus.NO_HOST for verdict in verdicts.values()):
        return dict.fromkeys(wanted, LinkResult(LinkStatus.OFFLINE))
    return {url: verdicts[url] for url in wanted}


def _result_of_status(status: int, moved_to: URL | None) -> LinkResult:
    if status in _GONE:
        return LinkResult(LinkStatus.GONE, str(status))
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        return LinkResult(LinkStatus.STATUS, str(status))
    if moved_to is not None:
        return LinkResult(LinkStatus.MOVED, moved_to.human_repr())
    return LinkResult(LinkStatus.FINE)


def _result_of_error(error: Exception, url: URL, manners: RequestPolicy) -> LinkResult:
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return LinkResult(LinkStatus.NO_HOST, url.host or "")
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError | ssl.SSLError):
        return LinkResult(LinkStatus.BAD_CERTIFICATE)
    if isinstance(error, aiohttp.InvalidURL):
        return LinkResult(LinkStatus.BAD_ADDRESS)
    if isinstance(error, TimeoutError):
        return LinkResult(LinkStatus.SLOW, f"{manners.timeout:g}")
    if isinstance(error, aiohttp.ClientResponseError | aiohttp.ClientPayloadError | ValueError):
        return LinkResult(LinkStatus.GARBLED)
    return LinkResult(LinkStatus.REFUSED)
