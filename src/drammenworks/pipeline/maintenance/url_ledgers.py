"""Keep the ledgers: find which addresses are public and in none yet, and add them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drammenworks.base.atomic_write import write_atomic
from drammenworks.base.paths import ledger_path
from drammenworks.content.graph_queries import sites
from drammenworks.content.url_files import COMMENT, ledger
from drammenworks.engine.graph import Graph
from drammenworks.engine.output_errors import reason_of
from drammenworks.errors import DrammenworksError, Finding, Phrase
from drammenworks.pipeline.maintenance.planned import errors_of, planned
from drammenworks.pipeline.options import Options, Progress, silent
from drammenworks.pipeline.plan import chosen_sites
from drammenworks.site.entries import entry
from drammenworks.site.ledger import BUCKETS, KEPT, LostAddress, answered, lost_addresses
from drammenworks.site.page import FacetSubject, Page, TermSubject, output_path
from drammenworks.site.routes import folded, route, winner

_HEAD = Phrase(
    "Alle adressene nettstedet har hatt, skrevet av «drammenworks urls --write». Ta aldri bort en linje."
)


class LedgerNotWritableError(DrammenworksError):
    """A ledger cannot be written."""


@dataclass(frozen=True, slots=True)
class LedgerState:
    """What the ledger of one site has, and what it lacks."""

    site_id: str
    known: tuple[str, ...]
    """The addresses that it has."""
    new: tuple[str, ...]
    """Those that are public now, and not in it."""
    lost: tuple[LostAddress, ...]
    """Those of it that nothing answers now."""


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """What was found of all sites."""

    sites: tuple[LedgerState, ...]
    errors: tuple[Finding, ...]
    """What keeps the sites from being published, so that nothing was written."""


def update_ledgers(options: Options, progress: Progress | None = None, *, write: bool) -> LedgerReport:
    """Return how the ledgers differ from what is public now.

    :param write: also add what they lack, unless something is wrong: what is not published is not public.
    :raises UsageError: if a site is asked for that does not exist.
    :raises LedgerNotWritableError: if a ledger cannot be written.
    """
    with planned(options, progress or silent) as graph:
        chosen = chosen_sites(graph.ask(sites.key()), options)
        report = LedgerReport(tuple(_state(graph, site_id) for site_id in chosen), errors_of(graph))
    if write and not report.errors:
        for state in report.sites:
            if state.new:
                _write(options, state)
    return report


def _state(graph: Graph, site_id: str) -> LedgerState:
    found = graph.ask(ledger.key(site_id))
    known = {address for address, _ in found.lines} if found is not None else set()
    public: set[str] = set()
    lost: list[LostAddress] = []
    for bucket in BUCKETS:
        group = graph.ask(answered.key(site_id, bucket)) or {}
        public |= {address for address, state in group.values() if state == KEPT}
        lost += graph.ask(lost_addresses.key(site_id, bucket)) if known else ()
    new = sorted(address for address in public - known if not _is_of_examples(graph, site_id, address))
    return LedgerState(site_id, tuple(sorted(known)), tuple(new), tuple(sorted(lost)))


def _is_of_examples(graph: Graph, site_id: str, address: str) -> bool:
    """Tell whether an address is that of a term, a year or the like which only examples have."""
    claims = graph.ask(route.key(site_id, folded(output_path(address))))
    page = winner(claims) if claims else None
    if not isinstance(page, Page) or not isinstance(page.subject, FacetSubject | TermSubject):
        return False
    part = page.subject.slice
    entries = (graph.ask(entry.key(document_id, page.lang)) for document_id in part.items)
    return part.last is None and all(found is not None and found.is_example for found in entries)


def _write(options: Options, state: LedgerState) -> None:
    path = ledger_path(state.site_id)
    try:
        write_atomic(options.root / path, ledger_text([*state.known, *state.new]).encode())
    except OSError as error:
        raise LedgerNotWritableError(
            Phrase("Kan ikke skrive {path}: {reason}", path=path, reason=reason_of(error))
        ) from error


def ledger_text(addresses: Iterable[str]) -> str:
    """Return a ledger: one address on a line, in the order of their characters, so that lines alone merge."""
    return f"{COMMENT} {_HEAD}\n" + "".join(f"{address}\n" for address in sorted(set(addresses)))
