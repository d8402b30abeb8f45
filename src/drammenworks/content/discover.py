"""Find the documents and the files beside them; the names and folders say what each is."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.paths import (
    CONTENT,
    GONE_FILE,
    LEDGER_SUFFIX,
    URLS_FOLDER,
    is_ignored,
    overlong,
    reserved_name,
)
from drammenworks.base.text.language_names import language_name
from drammenworks.base.text.slugs import is_slug, slugify
from drammenworks.content.attachment_formats import is_linkable
from drammenworks.content.models import KIND_BY_FOLDER, KINDS, kind_meant
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.nearest import nearest, suggestion_for
from drammenworks.errors.rules import fields as field_rules
from drammenworks.errors.rules import files as rules
from drammenworks.errors.rules import urls as url_rules

_OTHER_FOLDERS = ("media", "sites", "urls")
_DOCUMENT_SUFFIXES = (".md", ".yaml", ".yml")
_OTHER_TEXTS = (".txt", ".markdown", ".docx", ".doc", ".odt", ".rtf", ".pages", ".html", ".htm")
"""What other programs write, and editors take for what a document is."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Python reads the bytes of a name that are no UTF-8 as lone surrogates."""


@dataclass(frozen=True, slots=True)
class Source(FastPickle):
    """A file that holds one language of one document."""

    path: str
    """Relative to the project's root, with forward slashes."""
    kind: str
    name: str
    lang: str

    @property
    def id(self) -> str:
        """The id of the document that it holds."""
        return f"{self.kind}/{self.name}"


@dataclass(slots=True)
class Discovery:
    """What is on disk under content/."""

    sources: list[Source] = field(default_factory=list)
    """One for each language of each document, in the order of their paths."""
    files: set[str] = field(default_factory=set)
    """Every other file: pictures and data, by path relative to the project's root."""
    urls: set[str] = field(default_factory=set)
    """The files of addresses under content/urls/."""
    findings: list[Finding] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """Those of the other files that a word processor wrote and that lie where documents do."""


def discover(root: Path, *, languages: Collection[str], default_language: str) -> Discovery:
    """Return what lies under content/ in the project at ``root``, in a fixed order."""
    found = Discovery()
    reader = _Reader(found, languages, default_language)
    for folder, names in _walk(root / CONTENT, CONTENT, found):
        reader.folder(folder, names)
    return found


def printable(name: str) -> str:
    """Return a file's name with � for what cannot be shown: control characters, bytes that are no UTF-8."""
    return _UNPRINTABLE.sub("�", name)


def not_read(path: str, advice: str = "") -> Finding:
    """Return the finding of a text that is no document.

    :param advice: what else can be done with it.
    """
    name = path.rsplit("/", 1)[-1]
    better = f"{slugify(name.partition('.')[0]) or 'navn'}.md"
    return rules.NOT_READ.at(Location(path), name=name, suggestion=better, advice=advice)


def _walk(top: Path, shown: str, found: Discovery) -> Iterator[tuple[str, list[str]]]:
    """Yield every folder with the names of its files, both sorted; links are not followed."""
    # A stack, because folders may be nested more deeply than calls.
    waiting = [(top, shown)]
    while waiting:
        folder, path = waiting.pop()
        listed = _list(folder, path, found)
        if listed is not None:
            yield path, listed.files
            waiting += [(folder / name, f"{path}/{name}") for name in reversed(listed.folders)]


class _Listing(NamedTuple):
    """The names in a folder, sorted."""

    files: list[str]
    folders: list[str]


def _list(top: Path, shown: str, found: Discovery) -> _Listing | None:
    """Return the names in a folder, or None when it cannot be read; links are in neither list."""
    names: list[str] = []
    folders: list[str] = []
    try:
        with os.scandir(top) as scan:
            entries = [entry for entry in scan if not is_ignored(entry.name)]
    except OSError as error:
        reason = error.strerror or type(error).__name__
        found.findings.append(rules.UNREADABLE.at(Location(shown), reason=reason))
        return None
    for entry in entries:
        name = printable(entry.name)
        place = Location(f"{shown}/{name}")
        if entry.is_symlink():
            found.findings.append(rules.SYMLINK.at(place, name=name))
        elif name != entry.name:
            found.findings.append(rules.UNPRINTABLE_NAME.at(place, name=name))
        elif (too_long := overlong(place.path)) is not None:
            finding = rules.PATH_TOO_LONG.at(place, length=too_long.length, limit=too_long.limit)
            found.findings.append(finding)
        elif entry.is_dir():
            folders.append(name)
        elif entry.is_file():
            names.append(name)
        else:
            # Reading a pipe or a device would wait for ever.
            found.findings.append(rules.UNREADABLE.at(place, reason=Phrase("den er ikke en vanlig fil")))
    return _Listing(sorted(names), sorted(folders))


class _Reader:
    """Sorts the files of one folder after another into documents and the rest."""

    def __init__(self, found: Discovery, languages: Collection[str], default_language: str) -> None:
        self._found = found
        self._languages = languages
        self._default = default_language
        self._owners: set[str] = set()
        self._seen: dict[tuple[str, str], str] = {}

    def folder(self, folder: str, names: list[str]) -> None:
        """Sort the files of a folder; its parents have been sorted before it."""
        parts = folder.split("/")
        top = parts[1] if len(parts) > 1 else ""
        if top not in KIND_BY_FOLDER:
            for name in names:
                self._no_document(f"{folder}/{name}", top, name)
            return
        owner = self._owner(folder, names)
        for name in names:
            path = f"{folder}/{name}"
            if owner is not None and not (folder == owner and name.startswith("index.")):
                self._beside(path, owner)
            elif name.endswith(_DOCUMENT_SUFFIXES):
                self._document(path, KIND_BY_FOLDER[top].name, parts[-1] if len(parts) > 2 else "", name)
            elif name.casefold().endswith(_DOCUMENT_SUFFIXES):
                better = name.casefold()
                self._found.findings.append(rules.BAD_NAME.at(Location(path), name=name, suggestion=better))
            elif name.casefold().endswith(_OTHER_TEXTS) and not is_linkable(name):
                self._found.findings.append(not_read(path))
            else:
                if name.casefold().endswith(_OTHER_TEXTS):
                    # A document may link to it, which only its text says.
                    self._found.texts.append(path)
                self._found.files.add(path)

    def _owner(self, folder: str, names: list[str]) -> str | None:
        """Return the folder of the document that everything in ``folder`` belongs to, if any."""
        if len(folder.split("/")) > 2 and any(
            name.startswith("index.") and name.endswith(_DOCUMENT_SUFFIXES) for name in names
        ):
            self._owners.add(folder)
        while folder:
            if folder in self._owners:
                return folder
            folder = folder.rpartition("/")[0]
        return None

    def _beside(self, path: str, owner: str) -> None:
        # YAML beside an index is a report's data; prose there would be lost without a word.
        if path.endswith(".md"):
            place = Location(path)
            self._found.findings.append(rules.BESIDE_INDEX.at(place, owner=owner))
        else:
            self._found.files.add(path)

    def _document(self, path: str, kind: str, folder: str, file_name: str) -> None:
        place = Location(path)
        stem = file_name.rpartition(".")[0]
        name, _, suffix = stem.partition(".")
        lang = suffix or self._default
        if name == "index":
            if not folder:
                self._found.findings.append(rules.NAMELESS_INDEX.at(place, file=file_name))
                return
            name = folder
        if suffix and suffix not in self._languages:
            known = ", ".join(sorted(self._languages))
            finding = rules.UNKNOWN_LANGUAGE.at(place, lang=suffix, known=known)
            self._found.findings.append(finding)
            return
        if not is_slug(name):
            better = slugify(name) or "navn"
            self._found.findings.append(rules.BAD_NAME.at(place, name=name, suggestion=better))
            return
        if reserved_name(name) is not None:
            self._found.findings.append(field_rules.RESERVED_NAME.at(place, name=name, value=name))
            return
        source = Source(path, kind, name, lang)
        other = self._seen.setdefault((source.id, lang), path)
        if other != path:
            finding = rules.TWO_FILES.at(place, id=source.id, language=language_name(lang), other=other)
            self._found.findings.append(finding)
            return
        self._found.sources.append(source)

    def _no_document(self, path: str, top: str, name: str) -> None:
        if top == "media":
            self._found.files.add(path)
        elif top == "urls":
            self._file_of_addresses(path, name)
        elif top != "sites":
            self._misplaced(path, top or name)
        elif path != f"{CONTENT}/sites/{name}" or not name.endswith(".yaml"):
            self._found.findings.append(rules.NOT_A_SITE.at(Location(path)))

    def _file_of_addresses(self, path: str, name: str) -> None:
        is_ledger = name.endswith(LEDGER_SUFFIX) and is_slug(name.removesuffix(LEDGER_SUFFIX))
        if path == GONE_FILE or (is_ledger and path == f"{URLS_FOLDER}/{name}"):
            self._found.urls.add(path)
        else:
            self._found.findings.append(url_rules.NO_FILE_OF_ADDRESSES.at(Location(path), name=name))

    def _misplaced(self, path: str, name: str) -> None:
        known = [*KIND_BY_FOLDER, *_OTHER_FOLDERS]
        kind = kind_meant(name)
        suggestion = suggestion_for(KINDS[kind].folder if kind is not None else nearest(name, known))
        folders = ", ".join(known)
        finding = rules.MISPLACED.at(Location(path), folders=folders, suggestion=suggestion)
        self._found.findings.append(finding)
