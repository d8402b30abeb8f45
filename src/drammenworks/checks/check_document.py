"""What is wrong with a document beyond its own file: what it refers to, links to, shows and offers."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator, Mapping

from drammenworks.base.fields import excerpt
from drammenworks.base.model_fields import dotted
from drammenworks.checks.accounts import check_accounts
from drammenworks.checks.charts import check_charts
from drammenworks.checks.document_links import check_links
from drammenworks.checks.duplicate_list_items import check_repeated
from drammenworks.checks.figures import check_figures
from drammenworks.checks.figures_in_text import check_figures_in_text
from drammenworks.checks.locks import check_lock
from drammenworks.checks.plausible import check_plausible
from drammenworks.checks.publication_times import check_clock_changes, check_errata
from drammenworks.checks.reference_suggestions import likely_name, unknown_document
from drammenworks.checks.report_tables import check_tables
from drammenworks.checks.tag_spellings import check_spellings
from drammenworks.checks.typed_numbers import check_typed_numbers
from drammenworks.config import Site
from drammenworks.content.attachment_formats import is_linkable
from drammenworks.content.attachments import attachment
from drammenworks.content.document import Document, DocumentKey
from drammenworks.content.document_metadata import DocumentMetadata, references
from drammenworks.content.graph_queries import (
    SHARDS,
    discovery,
    document,
    known_as,
    other_file,
    sites,
    versions,
)
from drammenworks.content.image_info import Found
from drammenworks.content.image_queries import picture
from drammenworks.content.models import KINDS, kind_meant
from drammenworks.content.referenced_files import FileReference, files_of
from drammenworks.content.todo_markers import FILL_IN
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import Finding, Location, Phrase, nearest
from drammenworks.errors.nearest import nearest_labelled, suggestion_for
from drammenworks.errors.phrase import format_list
from drammenworks.errors.rules import accidental_markdown as markup_rules
from drammenworks.errors.rules import fields as field_rules
from drammenworks.errors.rules import files as file_rules
from drammenworks.errors.rules import media as media_rules
from drammenworks.errors.rules import references as reference_rules
from drammenworks.errors.rules import sites as site_rules
from drammenworks.errors.rules import urls as url_rules
from drammenworks.site.entries import entry
from drammenworks.site.publication import chosen_sites
from drammenworks.site.routes import check_claims

_HEAVY = 20_000_000
"""Bytes of a document from which on it is much to download; some hosts refuse files of 25 MiB."""

_NEEDED: Mapping[str | int, int] = {"image": 1200, "poster": 1200, "portrait": 400}
"""Pixels of width that an image needs, by its field: it is shown across the page, or as a portrait.

Less is blurred on a large screen. Images in the text are never shown larger than they are.
"""


@CATALOGUE.query(shards=SHARDS, is_enumerated=True)
def document_findings(ask: QueryContext, document_id: str, lang: str) -> tuple[Finding, ...]:
    """What is wrong with a document that could be read, each finding once."""
    key = (document_id, lang)
    summary: DocumentMetadata | None = document.field(ask, "summary", *key)
    if summary is None:
        return ()
    workspace: Workspace = ask.environment
    read: Document = workspace.documents.document(summary.path)
    findings = [
        *_check_references(ask, read),
        *_check_files(ask, read),
        *check_tables(ask, read),
        *check_figures(ask, read),
        *check_figures_in_text(ask, read),
        *check_typed_numbers(ask, read),
        *check_charts(ask, read),
        *check_accounts(read),
        *_check_sites(ask, read, summary),
        *check_repeated(read),
        *check_plausible(read),
        *check_errata(ask, read),
        *check_lock(ask, read),
        *_check_uid(ask, read, summary),
        *_check_published(ask, read, key),
    ]
    return tuple(dict.fromkeys(findings))


def _check_references(ask: QueryContext, read: Document) -> Iterator[Finding]:
    """Yield a finding for every reference to a document that does not exist, inherited ones apart."""
    for ref, place in references(read):
        is_inherited = not isinstance(place, Location) and place[0] in read.inherited
        # Most exist in the same language. One that exists and could not be read has findings of its own.
        if (
            is_inherited
            or entry.field(ask, "paths", str(ref), read.lang) is not None
            or versions(ask, str(ref))
        ):
            continue
        location = place if isinstance(place, Location) else read.location.locate(place)
        if not isinstance(place, Location) and not ref.is_well_formed:
            near = likely_name(ask, ref.kind, ref.name)
            yield field_rules.NOT_NAME.at(
                location,
                field=dotted(place),
                value=excerpt(ref.name),
                suggestion=suggestion_for(near) or Phrase(" Finnes det ikke ennå, så lag det først."),
            )
        elif ref.kind not in KINDS:
            target, known = ref.replace("/", ":", 1), ", ".join(KINDS)
            suggestion = suggestion_for(kind_meant(ref.kind))
            yield reference_rules.UNKNOWN_KIND.at(location, target=target, known=known, suggestion=suggestion)
        else:
            yield unknown_document(ask, ref.kind, ref.name, location)


def _check_uid(ask: QueryContext, read: Document, summary: DocumentMetadata) -> Iterator[Finding]:
    """Yield a finding for a document that feeds and calendars would take for another."""
    if read.meta.uid is None or "uid" in read.inherited:
        return
    others = {document_id for document_id, _ in known_as(ask, summary.uid) or ()} - {read.id}
    if others:
        named = format_list(sorted(others))
        yield url_rules.SAME_UID.at(read.location.at("uid"), uid=read.meta.uid, other=named)


def _check_files(ask: QueryContext, read: Document) -> Iterator[Finding]:
    """Yield a finding for every file that a document names and that does not exist."""
    for use in files_of(read):
        if not other_file(ask, use.path):
            yield file_rules.MISSING_FILE.at(
                use.location(read), src=use.src, suggestion=_suggestion(ask, use, read)
            )


def _suggestion(ask: QueryContext, use: FileReference, read: Document) -> str:
    """Return which file was probably meant, as the document would have to write it."""
    name = posixpath.basename(use.path)
    # The figures of a report lie beside it; another report has its own.
    files = [path for path in sorted(discovery(ask).files) if not use.is_data or _is_beside(path, read)]
    names = {posixpath.basename(path): path for path in files}
    # A Mac may write « å » as an a and a ring, which is a different name to every other system.
    composed = unicodedata.normalize("NFC", name)
    if any(other != name and unicodedata.normalize("NFC", other) == composed for other in names):
        return Phrase(" Gi filen navnet «{name}» på nytt: det som den har, ser bare likt ut.", name=name)
    near = nearest(name, names)
    if near is None:
        return ""
    path = names[near]
    return suggestion_for(path.removeprefix(f"{read.folder}/" if _is_beside(path, read) else "content"))


def _is_beside(path: str, read: Document) -> bool:
    return path.startswith(f"{read.folder}/")


def _check_sites(ask: QueryContext, read: Document, summary: DocumentMetadata) -> Iterator[Finding]:
    """Yield what is wrong with the sites that a document is meant for."""
    by_id = {site.id: site for site in sites(ask)}
    if not by_id:
        return
    for index, site_id in enumerate(summary.sites or ()):
        if "sites" in read.inherited:
            continue
        if site_id not in by_id:
            yield _unknown_site(by_id, site_id, read.location.at("sites", index))
        elif read.kind not in by_id[site_id].sections:
            place = read.location.at("sites", index)
            yield site_rules.NO_SECTION.at(place, site=site_id, kind=read.kind)
    chosen = chosen_sites(summary, by_id.values())
    canonical = summary.canonical_site
    if canonical is None or canonical in chosen or "canonical_site" in read.inherited:
        pass
    elif canonical not in by_id:
        yield _unknown_site(by_id, canonical, read.location.at("canonical_site"))
    else:
        known = ", ".join(chosen) or Phrase("(ingen)")
        yield site_rules.CANONICAL_SITE.at(read.location.at("canonical_site"), site=canonical, known=known)
    yield from check_clock_changes(read, {by_id[site_id].timezone for site_id in chosen})
    if _asks_for_pdf(read, summary) and chosen and not any(by_id[site_id].pdfs for site_id in chosen):
        names = format_list([by_id[site_id].name for site_id in chosen])
        yield field_rules.NO_PDFS.at(read.location.at("pdf"), sites=names, site=chosen[0])
    if summary.sites is None and not chosen:
        yield site_rules.NOWHERE.at(read.location.at())


def _asks_for_pdf(read: Document, summary: DocumentMetadata) -> bool:
    """Tell whether a document says itself that it is to have a PDF; a report need not."""
    return summary.has_pdf and summary.kind != "report" and "pdf" not in read.inherited


def _unknown_site(by_id: Mapping[str, Site], said: str, place: Location) -> Finding:
    labels = {**{site.name: site.id for site in by_id.values()}, **{site_id: site_id for site_id in by_id}}
    suggestion = suggestion_for(nearest_labelled(said, labels))
    return site_rules.UNKNOWN_SITE.at(
        place, site=excerpt(said), known=", ".join(by_id), suggestion=suggestion
    )


def _check_published(ask: QueryContext, read: Document, key: DocumentKey) -> Iterator[Finding]:
    """Yield what is wrong with a document on the sites that publish it."""
    found = entry(ask, *key)
    if found is None or not found.paths:
        return
    publishers = [site for site in sites(ask) if any(site.id == site_id for site_id, _ in found.paths)]
    yield from check_claims(ask, entry.key(*key), found)
    yield from check_spellings(ask, read, found)
    yield from check_links(ask, read, publishers)
    for use in files_of(read):
        if use.is_picture and other_file(ask, use.path):
            image = picture(ask, use.path)
            yield from _check_image(image, use, read)
            if not use.is_credited and not isinstance(image, str):
                for site in publishers:
                    if site.images.require_credit:
                        yield _no_credit(use, read, site.name)
    own = {(use.path, use.src) for use in files_of(read)}
    for use in files_of(read, inherited=True):
        if use.is_offered and other_file(ask, use.path):
            yield from _check_attachment(ask, use, read, is_own=(use.path, use.src) in own)


def _no_credit(use: FileReference, read: Document, site: str) -> Finding:
    suggestion = ""
    if isinstance(use.place, Location):
        suggestion = Phrase(" Det blir vist når bildet står på en linje for seg selv, uten lenke rundt.")
    return media_rules.NO_CREDIT.at(use.location(read), src=use.src, site=site, suggestion=suggestion)


def _check_image(found: Found, use: FileReference, read: Document) -> Iterator[Finding]:
    if isinstance(found, str):
        yield media_rules.UNUSABLE.at(use.location(read), src=use.src, reason=found)
        return
    probe = found.probe
    needed = 0 if probe.is_svg or isinstance(use.place, Location) else _NEEDED.get(use.place[0], 0)
    if probe.width < needed:
        yield media_rules.TOO_SMALL.at(use.location(read), src=use.src, width=probe.width, needed=needed)
    if probe.has_lost_frames:
        yield markup_rules.LOST_FRAMES.at(use.location(read), src=use.src)
    if probe.has_gps:
        yield media_rules.POSITION.at(Location(use.path), src=use.path.rsplit("/", 1)[-1], others="")


def _check_attachment(
    ask: QueryContext, use: FileReference, read: Document, *, is_own: bool
) -> Iterator[Finding]:
    attached = attachment(ask, use.path, use.is_picture)
    # What is wrong inside a file is reported there, once, however many documents offer it.
    yield from attached.findings
    is_shown_unusable = use.is_picture and isinstance(picture(ask, use.path), str)
    if attached.reason is not None and is_own and not is_shown_unusable:
        yield media_rules.UNUSABLE_FILE.at(use.location(read), src=use.src, reason=attached.reason)
    if is_own and attached.attachment is not None:
        yield from _check_download(use, read, attached.attachment.size, is_protected=attached.is_protected)
    if not read.meta.draft:
        for place in attached.unfilled:
            yield field_rules.UNFILLED.at(place, placeholder=FILL_IN, where="")


def _check_download(
    use: FileReference, read: Document, size: int, *, is_protected: bool
) -> Iterator[Finding]:
    """Yield what those who download a document would stumble over; films are large anyway."""
    if size > _HEAVY and is_linkable(use.path):
        megabytes, limit = round(size / 1_000_000), _HEAVY // 1_000_000
        yield media_rules.TOO_HEAVY.at(use.location(read), src=use.src, size=megabytes, limit=limit)
    if is_protected:
        yield media_rules.PROTECTED.at(use.location(read), src=use.src)
