"""Typeset PDFs into the cache; the work of the threads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from drammenworks.engine.content_store import Store
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import themes as rules
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.pdf.theme import TypstTheme
from drammenworks.pdf.typesetting import Typesetter, TypesettingError
from drammenworks.pipeline.pdf_sources import PdfSource, pdf_key


class PdfTask:
    """Sets one PDF after another, each by the theme of its site."""

    def __init__(
        self,
        themes: Mapping[str, TypstTheme],
        pictures: Mapping[str, Path],
        sources: Store,
        kept: EncodedFileCache,
        folder: Path,
    ) -> None:
        self._themes = themes
        self._pictures = pictures
        self._sources = sources
        self._kept = kept
        self._folder = folder
        self._typesetters: dict[str, Typesetter] = {}
        self._lock = Lock()

    def __call__(self, source: PdfSource) -> EncodedFile | Finding:
        """Return a PDF, or why there is none."""
        data = json.loads(self._sources.file(source.digest).read_bytes())
        pictures = {use.output_path: self._pictures[use.output_path] for use in source.pictures}
        try:
            pdf = self._typesetter(source.theme).set(data, pictures)
        except TypesettingError as error:
            location = Location(error.file or source.document, error.line)
            return rules.TYPST.at(location, document=source.document, reason=error.reason)
        with self._lock:
            return self._kept.put(pdf_key(source.digest), pdf)

    def _typesetter(self, theme: str) -> Typesetter:
        with self._lock:
            if theme not in self._typesetters:
                self._typesetters[theme] = Typesetter(self._themes[theme], self._folder)
            return self._typesetters[theme]
