"""From content/ on disk to the library: the stages of content in order."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from drammenworks.base.source_text import read_source
from drammenworks.content.discover import Source, discover
from drammenworks.content.document import Document
from drammenworks.content.files import check_files
from drammenworks.content.library import Library, check_references, make_library
from drammenworks.content.parse import RawDocument, parse_document, take_apart
from drammenworks.content.tables import load_tables
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.errors.rules import files as rules


def load_library(
    root: Path, *, languages: Collection[str], default_language: str
) -> tuple[Library, list[Finding]]:
    """Return the library of the project at ``root`` and everything that is wrong with the content."""
    found = discover(root, languages=languages, default_language=default_language)
    findings = list(found.findings)
    raws: dict[tuple[str, str], RawDocument] = {}
    for source in found.sources:
        try:
            data = read_source(root / source.path, path=source.path)
            raws[source.id, source.lang] = take_apart(source, data)
        except ContentError as error:
            findings.extend(error.findings)
    originals = {source.id for source in found.sources if source.lang == default_language}
    documents: list[Document] = []
    for (document_id, lang), raw in raws.items():
        if document_id not in originals:
            findings.append(_no_original(raw.source, default_language))
            continue
        original = None
        if lang != default_language:
            original = raws.get((document_id, default_language))
            if original is None:
                continue
        document, of_document = parse_document(raw, original)
        findings.extend(of_document)
        if document is not None:
            documents.append(document)
    tables, problems = load_tables(root, documents, found.files)
    findings.extend(problems)
    read = {(document.id, document.lang) for document in documents}
    broken = {source.id for source in found.sources if (source.id, source.lang) not in read}
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
