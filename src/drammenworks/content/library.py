"""Every document, indexed, and who refers to whom. Frozen before anything is planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from drammenworks.content.document import Document
from drammenworks.content.models import KINDS
from drammenworks.content.models.references import Ref
from drammenworks.content.tables import Table
from drammenworks.errors import Finding, Location
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import references as rules


@dataclass(frozen=True, slots=True)
class Library:
    """All documents in all languages, and the files beside them."""

    documents: Mapping[tuple[str, str], Document]
    """By id and language."""
    files: frozenset[str]
    """Pictures and data, by path relative to the project's root."""
    broken: frozenset[str] = frozenset()
    """Ids of documents that exist but could not be read; what seems to miss them may be right."""
    tables: Mapping[str, Table] = field(default_factory=dict)
    """The reports' data, by the path of its file."""
    ids_by_path: Mapping[str, str] = field(default_factory=dict)
    """The id of the document that a file holds."""
    _by_kind: Mapping[str, tuple[Document, ...]] = field(default_factory=dict)
    _languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _referrers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def get(self, document_id: str, lang: str) -> Document | None:
        """Return a document in one language."""
        return self.documents.get((document_id, lang))

    def of_kind(self, kind: str) -> tuple[Document, ...]:
        """Return the documents of a kind in all languages, ordered by id and language."""
        return self._by_kind.get(kind, ())

    def languages(self, document_id: str) -> tuple[str, ...]:
        """Return the languages that a document exists in, sorted; none when it does not exist."""
        return self._languages.get(document_id, ())

    def referrers(self, document_id: str) -> tuple[str, ...]:
        """Return the ids of the documents that refer to this one, sorted."""
        return self._referrers.get(document_id, ())


def make_library(
    documents: Iterable[Document],
    files: Iterable[str],
    tables: Mapping[str, Table],
    broken: Iterable[str] = (),
) -> Library:
    """Return the library of these documents."""
    ordered = sorted(documents, key=lambda document: (document.id, document.lang))
    by_kind: dict[str, list[Document]] = {}
    languages: dict[str, list[str]] = {}
    referrers: dict[str, set[str]] = {}
    for document in ordered:
        by_kind.setdefault(document.kind, []).append(document)
        languages.setdefault(document.id, []).append(document.lang)
        for target, _ in references(document):
            if target != document.id:
                referrers.setdefault(target, set()).add(document.id)
    return Library(
        {(document.id, document.lang): document for document in ordered},
        frozenset(files),
        frozenset(broken),
        tables,
        {document.location.path: document.id for document in ordered},
        {kind: tuple(group) for kind, group in by_kind.items()},
        {key: tuple(langs) for key, langs in languages.items()},
        {key: tuple(sorted(ids)) for key, ids in referrers.items()},
    )


def references(document: Document) -> Iterator[tuple[Ref, Location | tuple[str | int, ...]]]:
    """Yield what a document refers to, each with its place or the keys of its field."""
    for keys, ref in document.named.references:
        yield ref, keys
    for link in document.outline.links:
        kind, separator, name = link.target.partition(":")
        if separator and kind in KINDS:
            yield Ref(f"{kind}/{name.partition('#')[0]}"), link.location
    for box in document.outline.boxes:
        if box.name == "video" and box.argument:
            yield Ref(f"video/{box.argument.removeprefix('video:')}"), box.location


def check_references(library: Library) -> list[Finding]:
    """Return a finding for every reference to a document that does not exist.

    References that a translation took over are told of at the original only.
    """
    ids = {document_id for document_id, _ in library.documents} | library.broken
    findings = []
    for document in library.documents.values():
        for ref, place in references(document):
            inherited = not isinstance(place, Location) and place[0] in document.inherited
            if ref in ids or inherited:
                continue
            location = place if isinstance(place, Location) else document.location.locate(place)
            if ref.kind not in KINDS:
                suggestion = did_you_mean(ref.kind, KINDS)
                finding = rules.UNKNOWN_KIND.at(
                    location, target=ref.replace("/", ":", 1), known=", ".join(KINDS), suggestion=suggestion
                )
            else:
                names = [other.split("/", 1)[1] for other in ids if other.startswith(f"{ref.kind}/")]
                finding = rules.UNKNOWN.at(
                    location, target=ref.name, suggestion=did_you_mean(ref.name, names)
                )
            findings.append(finding)
    return findings
