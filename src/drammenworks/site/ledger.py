"""Whether every address that a site ever had is still answered; the ledger of a site has them all.

Addresses are compared in buckets, so that an edit looks at some hundreds of them and not at all.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from drammenworks.content.url_files import GoneAddress, Ledger, ledger
from drammenworks.engine.queries import CATALOGUE, Key, QueryContext
from drammenworks.site.entries import Entry, entry
from drammenworks.site.gone import gone_addresses
from drammenworks.site.list_pages import Target
from drammenworks.site.page import (
    FacetSubject,
    GoneSubject,
    ListSubject,
    NotFoundSubject,
    Page,
    Redirect,
    TermSubject,
)
from drammenworks.site.pdfs import former_pdf_path, pdf_path
from drammenworks.site.publication import Withheld
from drammenworks.site.routes import PRODUCERS, folded

_COUNT = 64
BUCKETS = tuple(f"{number:02x}" for number in range(_COUNT))
"""The parts that the addresses of a site are divided into: some 1,500 of 100,000 in each."""

KEPT = "kept"
"""The state of an address that belongs in the ledger."""
PASSING = "passing"
"""That of one which may go again: an example, a further page of a list, a redirect of a list."""


class LostAddress(NamedTuple):
    """An address of the ledger that is not answered."""

    address: str
    line: int
    """In the ledger."""
    withheld: Withheld | None
    """Why its document is not published now; None when no document has the address."""


def form(address: str) -> str:
    """Return what is the same for all ways of writing an address that lead to one file."""
    return folded(address.removesuffix("index.html")).rstrip("/")


def bucket_of(address: str) -> str:
    """Return the bucket of an address."""
    return BUCKETS[zlib.crc32(form(address).encode()) % _COUNT]


@CATALOGUE.index(entry, gone_addresses, *PRODUCERS, shards=_COUNT)
def answered(key: Key, answer: Any) -> Iterator[Any]:
    """By site and bucket: all addresses, each with its state, by whoever has it."""
    if key[0] == entry.name:
        found = _of_document(answer)
    elif key[0] == gone_addresses.name:
        found = _of_gone(key[1], answer)
    else:
        found = _of_lists(key[1], answer)
    for site_id, address, state in found:
        yield ((site_id, bucket_of(address)), (form(address), *key)), (address, state)


def _of_document(found: Entry) -> Iterator[tuple[str, str, str]]:
    state = PASSING if found.is_example else KEPT
    for site_id, path in found.paths:
        yield site_id, path, state
        if site_id in found.pdfs:
            yield site_id, pdf_path(path), state
        for alias, place in found.aliases:
            redirect = Redirect(alias, path, "", place)
            yield site_id, f"/{redirect.output_path}".removesuffix("index.html"), state
            former = former_pdf_path(alias) if site_id in found.pdfs else None
            if former is not None:
                yield site_id, former, PASSING
    for site_id, path, why in found.withheld:
        for address in (path, pdf_path(path), *(alias for alias, _ in found.aliases)):
            yield site_id, address, why


def _of_gone(site_id: str, found: tuple[GoneAddress, ...]) -> Iterator[tuple[str, str, str]]:
    for gone in found:
        yield site_id, gone.address, PASSING
        former = former_pdf_path(gone.address)
        if former is not None:
            yield site_id, former, PASSING


def _of_lists(site_id: str, targets: tuple[Target, ...]) -> Iterator[tuple[str, str, str]]:
    for target in targets:
        if isinstance(target, Redirect):
            yield site_id, target.path, PASSING
        elif not isinstance(target.subject, NotFoundSubject | GoneSubject):
            yield site_id, target.path, PASSING if _is_further(target) else KEPT


def _is_further(page: Page) -> bool:
    """Tell whether a page is one of a list that grows and shrinks: any but the first."""
    subject = page.subject
    return isinstance(subject, ListSubject | FacetSubject | TermSubject) and subject.slice.number is not None


@CATALOGUE.index(ledger, shards=_COUNT)
def ledger_line(key: Key, found: Ledger) -> Iterator[Any]:
    """By site and bucket: the addresses of the ledger, each with its line."""
    for address, line in found.lines:
        yield ((key[1], bucket_of(address)), address), line


@CATALOGUE.query(shards=_COUNT)
def lost_addresses(ask: QueryContext, site_id: str, bucket: str) -> tuple[LostAddress, ...]:
    """The addresses in the ledger of a site that nothing answers, in one bucket."""
    wanted = ledger_line(ask, site_id, bucket)
    if not wanted:
        return ()
    states: dict[str, list[str]] = {}
    for member, (_, state) in (answered(ask, site_id, bucket) or {}).items():
        states.setdefault(member[0], []).append(state)
    lost = []
    for address, line in sorted(wanted.items()):
        found = states.get(form(address), [])
        if KEPT not in found and PASSING not in found:
            lost.append(LostAddress(address, line, Withheld(min(found)) if found else None))
    return tuple(lost)


def is_in_ledger(ask: QueryContext, site_id: str, address: str) -> bool:
    """Tell whether an address is in the ledger of its site."""
    return address in (ledger_line(ask, site_id, bucket_of(address)) or {})
