"""Addresses that were public and that nobody finds anything at now, and what to write about each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from drammenworks.base.paths import GONE_FILE, LEDGER_SUFFIX, ledger_path
from drammenworks.base.text.slugs import slugify
from drammenworks.checks.reference_suggestions import unknown_document
from drammenworks.config import Site
from drammenworks.content.graph_queries import (
    discovery,
    file_of_addresses,
    languages_of,
    sites,
    summary_of,
    versions,
)
from drammenworks.content.models import KINDS
from drammenworks.content.url_files import gone_file, ledger, locate_gone
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.nearest import did_you_mean, nearest_labelled
from drammenworks.errors.rules import sites as site_rules
from drammenworks.errors.rules import urls as rules
from drammenworks.site.calendars import calendar_path
from drammenworks.site.entries import entry, path_on, section, section_path
from drammenworks.site.facets import is_facet_path
from drammenworks.site.feeds import ATOM, JSON_FEED, feed_path
from drammenworks.site.gone import is_page
from drammenworks.site.ledger import BUCKETS, LostAddress, is_in_ledger, lost_addresses
from drammenworks.site.links import check_link, is_anything_broken
from drammenworks.site.list_pages import PAGE_WORD, taxonomy_path
from drammenworks.site.publication import Withheld

_DRAFT = Phrase("nå er den et utkast")
_EMBARGOED = Phrase("nå skal den publiseres først senere")
_TERM = re.compile("[^/]+/")
"""What follows the address of a taxonomy in that of a term."""


@CATALOGUE.query()
def ledger_findings(ask: QueryContext, site_id: str) -> tuple[Finding, ...] | None:
    """What is wrong with the ledger of a site; None when it has none."""
    found = ledger(ask, site_id)
    return found.findings if found is not None else None


@CATALOGUE.query(is_root=True)
def address_findings(ask: QueryContext) -> tuple[Finding, ...]:
    """What is wrong with the files of addresses, apart from the addresses themselves."""
    known = {one.id: one for one in sites(ask)}
    findings = list(gone_file(ask).findings)
    if not known:
        # Their files are broken, and are told of.
        return tuple(findings)
    for path in sorted(discovery(ask).urls):
        name = path.rpartition("/")[2].removesuffix(LEDGER_SUFFIX)
        if path.endswith(LEDGER_SUFFIX) and name not in known:
            suggestion = did_you_mean(name, known)
            findings.append(rules.LEDGER_OF_NO_SITE.at(Location(path), site=name, suggestion=suggestion))
    first: dict[tuple[str, str], int] = {}
    for index, gone in enumerate(gone_file(ask).entries):
        key = (gone.site, gone.address)
        if gone.site not in known:
            place = locate_gone(ask, "gone", index, "site")
            suggestion = did_you_mean(gone.site, known)
            ids = ", ".join(known)
            findings.append(
                site_rules.UNKNOWN_SITE.at(place, site=gone.site, known=ids, suggestion=suggestion)
            )
        elif key in first:
            before = locate_gone(ask, "gone", first[key], "address").line
            place = locate_gone(ask, "gone", index, "address")
            findings.append(rules.GONE_TWICE.at(place, url=gone.address, site=gone.site, first=before))
        elif gone.instead is not None:
            findings += _check_instead(ask, gone.instead, index, known[gone.site])
        first.setdefault(key, index)
    return tuple(findings)


def _check_instead(ask: QueryContext, target: str, index: int, site: Site) -> Iterator[Finding]:
    """Yield what is wrong with what readers are to see instead of a page that is gone."""
    place = locate_gone(ask, "gone", index, "instead")
    if not target.startswith("/") and ":" not in target:
        yield rules.BAD_INSTEAD.at(place, value=target)
        return
    kind, _, name = unquote(target.partition("#")[0]).partition(":")
    if kind in KINDS and not versions(ask, f"{kind}/{name}"):
        # Links take it that the references of a document are told of by themselves; this is none.
        yield unknown_document(ask, kind, name, place)
        return
    key = ("", site.default_language)
    finding = check_link(ask, target, place, key, GONE_FILE, site.id)
    if finding is not None:
        yield finding


def check_ledger(ask: QueryContext, site: Site) -> Iterator[Finding]:
    """Yield a finding for every address that a site had and does not answer any more."""
    findings = ledger_findings(ask, site.id)
    if findings is None:
        return
    yield from findings
    lost = [one for bucket in BUCKETS for one in lost_addresses(ask, site.id, bucket)]
    # What could not be read may have any of them.
    if lost and not is_anything_broken(ask) and not gone_file(ask).findings:
        for one in lost:
            yield from _lost(ask, site, one)


def _lost(ask: QueryContext, site: Site, lost: LostAddress) -> Iterator[Finding]:
    if lost.withheld is Withheld.EXPIRED or _is_further_page(site, lost.address):
        # Its document says when it was to disappear; and lists grow and shrink.
        return
    place = Location(ledger_path(site.id), lost.line, 1)
    line = _gone_line(ask, site, lost.address)
    if lost.withheld is not None:
        reason = _DRAFT if lost.withheld is Withheld.DRAFT else _EMBARGOED
        yield rules.WITHDRAWN.at(place, url=lost.address, site=site.id, reason=reason, line=line)
    elif _is_list(site, lost.address):
        yield rules.EMPTIED_LIST.at(place, url=lost.address, site=site.id, line=line)
    else:
        elsewhere = _document_elsewhere(ask, site, lost.address)
        moved: str = ""
        if elsewhere is not None:
            line = _gone_line(ask, site, lost.address, elsewhere)
        elif is_page(lost.address):
            moved = _alias_line(ask, site, lost.address)
        yield rules.LOST.at(place, url=lost.address, site=site.id, moved=moved, line=line)


def _is_further_page(site: Site, address: str) -> bool:
    """Tell whether an address is that of a page of a list other than the first."""
    above, _, number = address.rstrip("/").rpartition("/")
    words = {PAGE_WORD[lang] for lang in site.languages}
    return number.isdecimal() and above.rpartition("/")[2] in words


def _gone_line(ask: QueryContext, site: Site, address: str, instead: str | None = None) -> Phrase:
    """Return what to write in the file of gone addresses, to the letter.

    :param instead: what readers can see instead.
    """
    more = f', instead: "{instead}"' if instead is not None else ""
    text = f"- {{site: {site.id}, address: {address}{more}}}"
    if file_of_addresses(ask, GONE_FILE):
        return Phrase("«{entry}» på en egen linje under «gone:»", entry=text)
    return Phrase("to linjer, «gone:» og «{entry}»,", entry=text)


def _alias_line(ask: QueryContext, site: Site, address: str) -> Phrase | str:
    """Return what to write in the document that has probably taken over, to the letter."""
    document = _successor(ask, site, address)
    summary = summary_of(ask, document) if document is not None else None
    if summary is None:
        return Phrase(
            "Har en annen side tatt over, så skriv «aliases: [{url}]» øverst i den, mellom strekene. ",
            url=address,
        )
    if summary.aliases:
        return Phrase(
            "Har siden fått ny adresse, så legg til «{url}» i «aliases» i {path}. ",
            url=address,
            path=summary.path,
        )
    if not summary.path.endswith(".md"):
        return Phrase(
            "Har siden fått ny adresse, så skriv «aliases: [{url}]» på en egen linje i {path}. ",
            url=address,
            path=summary.path,
        )
    return Phrase(
        "Har siden fått ny adresse, så skriv «aliases: [{url}]» øverst i {path}, mellom strekene. ",
        url=address,
        path=summary.path,
    )


def _document_elsewhere(ask: QueryContext, site: Site, address: str) -> str | None:
    """Return the document with the name in an address, if it is meant for other sites now."""
    above, _, name = address.rstrip("/").rpartition("/")
    for kind in site.sections:
        for lang in languages_of(ask, f"{kind}/{name}"):
            is_there = lang in site.sections[kind] and section_path(site, kind, lang) == f"{above}/"
            if is_there and site.id not in entry.field(ask, "sites", f"{kind}/{name}", lang):
                return f"{kind}:{name}"
    return None


def _successor(ask: QueryContext, site: Site, address: str) -> tuple[str, str] | None:
    """Return the document that an address most likely belongs to now: a new one, or one of a like name."""
    above, _, name = address.rstrip("/").rpartition("/")
    by_label: dict[str, tuple[str, str]] = {}
    new: dict[str, tuple[str, str]] = {}
    for kind in site.sections:
        for lang in site.languages:
            if section_path(site, kind, lang) != f"{above}/":
                continue
            for document_id in section(ask, site.id, kind, lang) or ():
                path = path_on(ask, site.id, (document_id, lang))
                if path is None:
                    continue
                title = slugify(entry.field(ask, "title", document_id, lang))
                labels = dict.fromkeys((title, path.rstrip("/").rpartition("/")[2]), (document_id, lang))
                by_label |= labels
                if not is_in_ledger(ask, site.id, path):
                    new |= labels
    found = _nearest(name, new)
    if found is None and len(set(new.values())) == 1:
        found = next(iter(new.values()))
    return found or _nearest(name, by_label)


def _nearest(name: str, labels: dict[str, tuple[str, str]]) -> tuple[str, str] | None:
    """Return the document whose label is most like a name, or None when none is near."""
    label = nearest_labelled(name, {label: label for label in labels})
    return labels[label] if label is not None else None


def _is_list(site: Site, address: str) -> bool:
    """Tell whether an address is that of a list, a feed or a calendar which is empty now."""
    return any(_is_list_in(site, address, lang) for lang in site.languages)


def _is_list_in(site: Site, address: str, lang: str) -> bool:
    for name in site.taxonomies:
        path = taxonomy_path(site, name, lang)
        if address == path or (
            address.startswith(path) and _TERM.fullmatch(address.removeprefix(path)) is not None
        ):
            return True
    if site.feeds and address in [feed_path(site, lang, name=name) for name in (ATOM, JSON_FEED)]:
        return True
    for kind in site.sections:
        if lang not in site.sections[kind]:
            continue
        root = section_path(site, kind, lang)
        lists = [root] if root != site.prefix(lang) else []
        if site.feeds:
            lists += [feed_path(site, lang, kind, name) for name in (ATOM, JSON_FEED)]
        if kind == "event" and site.calendars:
            lists.append(calendar_path(site, lang))
        if address in lists or is_facet_path(site, kind, lang, address):
            return True
    return False
