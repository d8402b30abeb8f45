"""Every document, indexed, and who refers to whom. Frozen before anything is planned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

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

    @property
    def ids(self) -> Collection[str]:
        """The ids of all documents, of those that could not be read as well."""
        return self._languages.keys() | self.broken

    def of_kind(self, kind: str) -> tuple[Document, ...]:
        """Return the documents of a kind in all languages, ordered by id and language."""
        return self._by_kind.get(kind, ())

    def languages(self, document_id: str) -> tuple[str, ...]:
        """Return the languages that a document exists in, sorted; none when it does not exist."""
        return self._languages.get(document_id, ())

    def referrers(self, document_id: str) -> tuple[str, ...]:
        """Return the ids of the documents that refer to this one, sorted."""
        return self._referrers.get(document_id, ())

    def with_texts(self, changed: Mapping[tuple[str, str], Document]) -> Library:
        """Return the library after the bodies of some documents, and nothing else, became others.

        Costs what the change does: of the rest, only containers are copied.
        """
        documents = {**self.documents, **changed}
        by_kind = dict(self._by_kind)
        for kind in {document.kind for document in changed.values()}:
            by_kind[kind] = exchanged(by_kind[kind], changed)
        referrers = dict(self._referrers)
        for document_id in {document_id for document_id, _ in changed}:
            was, now = (
                {
                    target
                    for lang in self.languages(document_id)
                    for target, _ in references(versions[document_id, lang])
                    if target != document_id
                }
                for versions in (self.documents, documents)
            )
            for target in was - now:
                rest = tuple(other for other in referrers[target] if other != document_id)
                referrers[target] = rest
            for target in now - was:
                referrers[target] = tuple(sorted((*referrers.get(target, ()), document_id)))
        return replace(self, documents=documents, _by_kind=by_kind, _referrers=referrers)


def exchanged(
    documents: Iterable[Document], changed: Mapping[tuple[str, str], Document]
) -> tuple[Document, ...]:
    """Return documents in their order, the changed ones in their new form."""
    return tuple([changed.get((document.id, document.lang), document) for document in documents])


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
    """Return a finding for every reference to a document that does not exist."""
    ids = {document_id for document_id, _ in library.documents} | library.broken
    return [
        finding for document in library.documents.values() for finding in check_references_of(document, ids)
    ]


def check_references_of(document: Document, ids: Collection[str]) -> list[Finding]:
    """Return a finding for every reference of a document to one that is not among ``ids``.

    References that a translation took over are told of at the original only.
    """
    findings = []
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
            finding = rules.UNKNOWN.at(location, target=ref.name, suggestion=did_you_mean(ref.name, names))
        findings.append(finding)
    return findings
