"""Create new documents: their paths and their text; existing files are never overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from drammenworks.authoring.archetypes import archetype
from drammenworks.authoring.arguments import (
    file_name,
    sites_with_section,
    validate_language,
    validate_site,
    validate_title,
)
from drammenworks.authoring.commented_yaml import render_fields, render_translation, todo_marker
from drammenworks.authoring.file_layout import FileLayout, file_layout, find_kind
from drammenworks.authoring.new_files import new_files
from drammenworks.authoring.write_errors import NotWritableError
from drammenworks.base.text.language_names import language_name
from drammenworks.config import Site
from drammenworks.config.load_sites import load_sites
from drammenworks.config.site import LANGUAGES
from drammenworks.content.discover import Source, discover
from drammenworks.content.models import Kind
from drammenworks.content.models.common import NamedMeta
from drammenworks.content.parse_document import split
from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """The arguments of ``new``, as entered."""

    kind: str
    title: str
    """For a translation, the title or the name of the original."""
    sites: tuple[str, ...] = ()
    """The sites that publish it; by default, all with a section for its kind."""
    lang: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A new document that is not yet written."""

    path: str
    """Relative to the project's root, with forward slashes."""
    files: Mapping[str, str]
    """Path → text; the document last."""
    date_note: str = ""
    """The interpretation of its date, in bokmål."""
    sites: tuple[str, ...] = ()
    """The names of the sites that publish it; none for a translation, which follows its original."""


def plan_document(root: Path, request: DocumentRequest, *, now: datetime) -> NewDocument:
    """Return the requested document.

    :raises UsageError: if the request is invalid, or the document exists.
    :raises ContentError: if the sites' files or the original are invalid.
    """
    kind = find_kind(request.kind)
    title = validate_title(request.title)
    sites = load_sites(root)
    known = sites_with_section(kind, sites)
    chosen = [validate_site(site_id, kind, sites) for site_id in dict.fromkeys(request.sites)]
    default = sites[0].default_language
    lang = validate_language(request.lang or default, chosen or sites)
    sources = discover(root, languages=LANGUAGES, default_language=default).sources
    if lang != default:
        if request.date is not None:
            raise UsageError(Phrase("En oversettelse tar datoen fra originalen. Ta bort --date."))
        of_kind = [source for source in sources if source.kind == kind.name]
        originals = {source.name: source for source in of_kind if source.lang == default}
        original = _original(root, kind, title, originals)
        return _translation(root, kind, lang, original, of_kind)
    name = file_name(title)
    for source in sources:
        if source.id == f"{kind.name}/{name}":
            raise UsageError(
                Phrase(
                    "{path} finnes allerede, og blir ikke skrevet over. "
                    "Åpne den, eller gi det nye en annen tittel.",
                    path=source.path,
                )
            )
    publishers = chosen or known
    initial = archetype(
        kind,
        title,
        date_text=request.date,
        now=now.astimezone(publishers[0].timezone),
        sites=[site.id for site in publishers],
        lang=default,
    )
    fields = render_fields(kind, initial.values, notes=initial.notes, examples=initial.examples)
    layout = file_layout(kind)
    folder = f"content/{kind.folder}"
    if layout is FileLayout.FOLDER:
        folder = f"{folder}/{name}"
        if (root / folder).is_dir() and any((root / folder).iterdir()):
            raise UsageError(
                Phrase(
                    "Mappen {folder}/ finnes allerede. Gi det nye en annen tittel, eller flytt mappen.",
                    folder=folder,
                )
            )
        path = f"{folder}/index{layout.suffix}"
    else:
        path = f"{folder}/{name}{layout.suffix}"
    extra_files = {f"{folder}/{file}": text for file, text in initial.extra_files.items()}
    return NewDocument(
        path,
        {**extra_files, path: _document(path, fields, "skriv teksten her.")},
        initial.date_note,
        tuple(site.name for site in publishers),
    )


def possible_sites(root: Path, request: DocumentRequest) -> list[Site]:
    """Return the sites that can publish a requested document; none for a translation.

    :raises UsageError: if no kind has this name, or no site has a section for it.
    :raises ContentError: if the sites' files are invalid.
    """
    sites = load_sites(root)
    if request.lang not in (None, sites[0].default_language):
        return []
    return sites_with_section(find_kind(request.kind), sites)


def write_document(root: Path, document: NewDocument) -> None:
    """Write a new document; a failure leaves no files behind.

    :raises NotWritableError: if it cannot be written, or a file exists at its path.
    """
    for path in document.files:
        if not (root / path).parent.resolve().is_relative_to((root / "content").resolve()):
            raise NotWritableError(
                Phrase("{path} ville havnet utenfor content/, for en mappe er en snarvei dit.", path=path)
            )
    with new_files(root, document.files, named=document.path):
        pass


def _translation(
    root: Path, kind: Kind, lang: str, original: Source, sources: Sequence[Source]
) -> NewDocument:
    other = next((s for s in sources if s.name == original.name and s.lang == lang), None)
    if other is not None:
        raise UsageError(Phrase("{path} finnes allerede, og blir ikke skrevet over.", path=other.path))
    raw = split(original, (root / original.path).read_bytes())
    language = language_name(lang)
    own = ["summary"] if issubclass(kind.model, NamedMeta) else ["title", "summary"]
    values: dict[str, object] = {
        name: todo_marker(f"{raw.fields[name]} (på {language})") for name in own if raw.fields.get(name)
    }
    values["draft"] = True
    fields = render_translation(kind, values, raw.fields)
    stem, _, suffix = original.path.rpartition(".")
    path = f"{stem}.{lang}.{suffix}"
    return NewDocument(path, {path: _document(path, fields, f"skriv teksten på {language} her.")})


def _original(root: Path, kind: Kind, name_or_title: str, originals: Mapping[str, Source]) -> Source:
    """Return the document with this title, name, id or path."""
    for source in originals.values():
        if name_or_title in (source.name, source.id, source.path):
            return source
    titles: dict[str, Source] = {}
    for source in originals.values():
        fields = split(source, (root / source.path).read_bytes()).fields
        title = fields.get("title") or fields.get("name")
        if isinstance(title, str):
            titles.setdefault(" ".join(title.split()).casefold(), source)
    found = titles.get(name_or_title.casefold())
    if found is None:
        suggestion = did_you_mean(name_or_title, [*originals, *titles])
        raise UsageError(
            Phrase(
                "Fant ikke «{said}» blant {plural}, så det er ingenting å oversette.{suggestion} "
                "Skriv tittelen eller filnavnet til originalen, og lag den først om den ikke finnes.",
                said=name_or_title,
                plural=kind.plural,
                suggestion=suggestion,
            )
        )
    return found


def _document(path: str, fields: str, body: str) -> str:
    if path.endswith(".yaml"):
        return fields
    return f"---\n{fields}---\n{todo_marker(body)}\n"
