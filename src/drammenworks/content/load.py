"""From content/ on disk to the library: the stages of content in order."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from drammenworks.content.discover import Source, discover
from drammenworks.content.document import Document
from drammenworks.content.files import check_files
from drammenworks.content.library import Library, check_references, make_library
from drammenworks.content.read import Bodies, read_documents
from drammenworks.content.tables import load_tables
from drammenworks.engine.cache import Cache
from drammenworks.engine.pool import Pool
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import files as rules


def load_library(
    root: Path,
    *,
    languages: Collection[str],
    default_language: str,
    cache: Cache,
    pool: Pool,
) -> tuple[Library, list[Finding]]:
    """Return the library of the project at ``root`` and everything that is wrong with the content."""
    found = discover(root, languages=languages, default_language=default_language)
    findings = list(found.findings)
    originals = {source.id: source for source in found.sources if source.lang == default_language}
    pairs: list[tuple[Source, Source | None]] = []
    for source in found.sources:
        if source.lang == default_language:
            pairs.append((source, None))
        elif source.id in originals:
            pairs.append((source, originals[source.id]))
        else:
            findings.append(_no_original(source, default_language))
    documents: list[Document] = []
    bodies = Bodies(cache)
    for read in read_documents(root, pairs, cache, pool).values():
        findings.extend(read.findings)
        if read.head is not None:
            documents.append(read.head.document(bodies))
    tables, problems = load_tables(root, documents, found.files)
    findings.extend(problems)
    read_files = {document.location.path for document in documents}
    broken = {source.id for source in found.sources if source.path not in read_files}
    library = make_library(documents, found.files, tables, broken)
    findings.extend(check_references(library))
    findings.extend(check_files(library))
    return library, findings


def _no_original(source: Source, default_language: str) -> Finding:
    folder, _, file_name = source.path.rpartition("/")
    stem, _, suffix = file_name.rpartition(".")
    name = f"{folder}/{stem.partition('.')[0]}.{suffix}"
    location = Location(source.path)
    return rules.NO_ORIGINAL.at(location, lang=source.lang, default=default_language, name=name)
