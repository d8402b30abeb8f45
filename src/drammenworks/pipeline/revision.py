"""What a small change makes of what was ready before: other bodies, other themes, and all else the same.

Most saves change the text of one document. Nothing that was planned depends on it: editions, pages and routes
stay, and only the document itself is read and checked again. Whatever more a change may do, such as
to break something, is left to the stages from the beginning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drammenworks.base.paths import THEMES_FOLDER
from drammenworks.checks.links import check_document_links
from drammenworks.checks.pictures import probe_document_pictures
from drammenworks.checks.tables import check_document_tables
from drammenworks.content.discover import Source
from drammenworks.content.document import Document
from drammenworks.content.files import check_files_of, files_of
from drammenworks.content.library import Library, check_references_of, references
from drammenworks.content.load import Known
from drammenworks.content.models import KINDS
from drammenworks.content.pictures import Pictures
from drammenworks.content.read import read_again
from drammenworks.engine.recorder import Question
from drammenworks.errors import Finding
from drammenworks.pipeline.options import Options
from drammenworks.pipeline.prepare import Ready, load_themes
from drammenworks.pipeline.workshop import Workshop
from drammenworks.render.facts import OF_THEMES, TEXT, DocumentKey, Facts
from drammenworks.site.web import Web

Texts = Mapping[DocumentKey, Document]
"""The documents whose bodies are others than before."""


@dataclass(frozen=True, slots=True)
class Revision:
    """All that rendering needs after a small change, and what the change may make of former answers."""

    ready: Ready
    texts: Texts
    retargeted: Collection[str]
    """The documents that somebody refers to who did not before, or the other way round."""
    pictures: Collection[str]
    """Files that no document showed before."""
    themes: bool
    """Something in the themes is another."""

    def questions(self, facts: Facts, asked: Iterable[Question]) -> Iterator[Question]:
        """Yield the questions of a site whose answers may be others now.

        :param facts: those of before the change.
        :param asked: what its pages asked; what the facts were asked here, they know.
        """
        for key in self.texts:
            yield (TEXT, *key)
        for target in self.retargeted:
            for kind in KINDS:
                for lang in facts.materials.site.languages:
                    yield ("referrers", target, kind, lang)
        for file in self.pictures:
            yield ("picture", file)
        if self.themes:
            yield from (question for question in (*asked, *facts.answers) if question[0] in OF_THEMES)


def revise(ready: Ready, changed: Collection[str], options: Options, workshop: Workshop) -> Revision | None:
    """Return what is ready after a change of these files, or None when the change is no small one.

    :param ready: what was ready before, without errors.
    :param changed: every file that may have changed, by its path from the project's root.
    """
    themes = {path for path in changed if path.startswith(f"{THEMES_FOLDER}/")}
    pairs = _pairs(ready.web, {*changed} - themes, options.root)
    if pairs is None or (themes and _told_of(ready, THEMES_FOLDER)):
        return None
    texts = _read(ready.web.library, pairs, options, workshop)
    if texts is None:
        return None
    web = _exchange(ready.web, texts)
    pictures = _check(ready, web, texts, options, workshop)
    if pictures is None:
        return None
    content = {
        (source, original): Known(texts[source.id, source.lang], ())
        for source, original in pairs
        if (source.id, source.lang) in texts
    }
    loaded, findings = load_themes(ready.sites, options) if themes else (ready.themes, [])
    if findings:
        return None
    return Revision(
        replace(ready, web=web, themes=loaded, pictures=pictures, content={**ready.content, **content}),
        texts,
        retargeted={target for _, target in _references(ready.web, texts) ^ _references(web, texts)},
        pictures=pictures.probes.keys() - ready.pictures.probes.keys(),
        themes=bool(themes),
    )


def _pairs(web: Web, paths: Collection[str], root: Path) -> list[tuple[Source, Source | None]] | None:
    """Return the documents in these files, each with its original; None when not all are documents."""
    default_language = next(iter(web.editions.values())).site.default_language
    pairs: list[tuple[Source, Source | None]] = []
    for path in paths:
        document = _document_in(path, web.library)
        if document is None or (root / path).is_symlink() or not (root / path).is_file():
            return None
        original = web.library.get(document.id, default_language)
        if original is None or original is document:
            pairs.append((_source(document), None))
        else:
            pairs.append((_source(document), _source(original)))
    return pairs


def _document_in(path: str, library: Library) -> Document | None:
    document_id = library.ids_by_path.get(path, "")
    versions = (library.documents[document_id, lang] for lang in library.languages(document_id))
    return next((version for version in versions if version.location.path == path), None)


def _source(document: Document) -> Source:
    return Source(document.location.path, document.kind, document.name, document.lang)


def _read(
    library: Library,
    pairs: Sequence[tuple[Source, Source | None]],
    options: Options,
    workshop: Workshop,
) -> Texts | None:
    """Return the documents whose bodies are others now; None when there is more to it."""
    texts: dict[DocumentKey, Document] = {}
    for source, read in read_again(options.root, pairs, workshop.cache, workshop.pool).items():
        key = (source.id, source.lang)
        before = library.documents[key]
        if read.head is None or read.findings:
            return None
        document = read.head.document(before.load_body)
        same_text = replace(
            document, outline=before.outline, body_digest=before.body_digest, structure=before.structure
        )
        if same_text != before:
            return None
        if document.body_digest != before.body_digest:
            texts[key] = document
    return texts


def _exchange(web: Web, texts: Texts) -> Web:
    editions = {site_id: edition.with_texts(texts) for site_id, edition in web.editions.items()}
    return replace(web, library=web.library.with_texts(texts), editions=editions)


def _check(ready: Ready, web: Web, texts: Texts, options: Options, workshop: Workshop) -> Pictures | None:
    """Return what is known of pictures, the new ones among them; None when anything was or is wrong.

    :param ready: as of before.
    """
    library = web.library
    findings: list[Finding] = []
    # Links from elsewhere may lead to a heading.
    touched = {**texts, **{key: library.documents[key] for key in _linking_to_headings(ready.web, texts)}}
    for document in touched.values():
        if _told_of(ready, document.location.path):
            return None
        findings += check_document_links(document, web)
    for key, document in texts.items():
        # What is wrong with a picture is told of where the picture lies, as long as somebody shows it.
        if any(_told_of(ready, use.path) for use in files_of(ready.web.library.documents[key])):
            return None
        findings += check_references_of(document, library.ids)
        findings += check_files_of(document, library)
        findings += check_document_tables(document)
    published = (
        document
        for key, document in texts.items()
        if any(key in edition.documents for edition in web.editions.values())
    )
    pictures, problems = probe_document_pictures(
        published, web, options.root, workshop.cache, workshop.pool, known=ready.pictures
    )
    return None if findings or problems else pictures


def _linking_to_headings(web: Web, texts: Texts) -> Iterator[DocumentKey]:
    """Yield who refers to a document whose headings are others than they were in ``web``."""
    library = web.library
    for key, document in texts.items():
        if document.outline.headings != library.documents[key].outline.headings:
            for other in library.referrers(document.id):
                yield from ((other, lang) for lang in library.languages(other))


def _told_of(ready: Ready, path: str) -> bool:
    """Tell whether there is a finding in a file or below a folder."""
    return any(f"{finding.location.path}/".startswith(f"{path}/") for finding in ready.findings)


def _references(web: Web, texts: Texts) -> set[tuple[str, str]]:
    """Return which of these documents refers to whom, in the form that they have there."""
    library = web.library
    return {
        (document_id, target)
        for document_id, _ in texts
        for lang in library.languages(document_id)
        for target, _ in references(library.documents[document_id, lang])
    }
