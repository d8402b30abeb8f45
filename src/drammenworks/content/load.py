"""From content/ on disk to the library: the stages of content in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from drammenworks.content.discover import Source, discover
from drammenworks.content.document import Document
from drammenworks.content.files import check_files
from drammenworks.content.library import Library, check_references, make_library
from drammenworks.content.read import Bodies, Read, read_again, read_documents
from drammenworks.content.tables import load_tables
from drammenworks.engine.cache import Cache
from drammenworks.engine.pool import Pool
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import files as rules

Pair = tuple[Source, Source | None]
"""A file, and the one that it is a translation of."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a document's file held when it was last read."""

    document: Document | None
    findings: tuple[Finding, ...]


Content = Mapping[Pair, Known]
"""What is known of every file that holds a document."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that lies below content/."""

    library: Library
    findings: list[Finding]
    content: Content = field(default_factory=dict)


def load_library(
    root: Path,
    *,
    languages: Collection[str],
    default_language: str,
    cache: Cache,
    pool: Pool,
    known: Content | None = None,
) -> Loaded:
    """Return the library of the project at ``root`` and everything that is wrong with the content.

    :param known: what is known of files that did not change since; the others alone are read. When None, the
        cache knows, and each file is looked at.
    """
    found = discover(root, languages=languages, default_language=default_language)
    findings = list(found.findings)
    originals = {source.id: source for source in found.sources if source.lang == default_language}
    pairs: list[Pair] = []
    for source in found.sources:
        if source.lang == default_language:
            pairs.append((source, None))
        elif source.id in originals:
            pairs.append((source, originals[source.id]))
        else:
            findings.append(_no_original(source, default_language))
    content = _read(root, pairs, cache, pool, known)
    documents: list[Document] = []
    for read in content.values():
        findings.extend(read.findings)
        if read.document is not None:
            documents.append(read.document)
    tables, problems = load_tables(root, documents, found.files)
    findings.extend(problems)
    read_files = {document.location.path for document in documents}
    broken = {source.id for source in found.sources if source.path not in read_files}
    library = make_library(documents, found.files, tables, broken)
    findings.extend(check_references(library))
    findings.extend(check_files(library))
    return Loaded(library, findings, content)


def unchanged(content: Content, changed: Collection[str]) -> Content:
    """Return what is still known after a change of these files or folders, by their paths."""
    files, folders = frozenset(changed), tuple(f"{path}/" for path in changed)

    def is_as_it_was(source: Source) -> bool:
        return source.path not in files and not source.path.startswith(folders)

    return {
        (source, original): known
        for (source, original), known in content.items()
        if is_as_it_was(source) and (original is None or is_as_it_was(original))
    }


def _read(
    root: Path, pairs: list[Pair], cache: Cache, pool: Pool, known: Content | None
) -> dict[Pair, Known]:
    """Return what each file holds, in the order given."""
    bodies = Bodies(cache)

    def of(read: Read) -> Known:
        return Known(read.head.document(bodies) if read.head is not None else None, read.findings)

    if known is None:
        return dict(zip(pairs, map(of, read_documents(root, pairs, cache, pool).values()), strict=True))
    anew = read_again(root, [pair for pair in pairs if pair not in known], cache, pool)
    return {pair: known[pair] if pair in known else of(anew[pair[0]]) for pair in pairs}


def _no_original(source: Source, default_language: str) -> Finding:
    folder, _, file_name = source.path.rpartition("/")
    stem, _, suffix = file_name.rpartition(".")
    name = f"{folder}/{stem.partition('.')[0]}.{suffix}"
    location = Location(source.path)
    return rules.NO_ORIGINAL.at(location, lang=source.lang, default=default_language, name=name)
