"""Makes new documents: where a file goes, what is in it, and never over another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from drammenworks.authoring.archetypes import archetype
from drammenworks.authoring.arguments import (
    LANGUAGE_NAMES,
    file_name,
    validate_language,
    validate_site,
    validate_title,
)
from drammenworks.authoring.errors import NotWritableError, write_error
from drammenworks.authoring.kinds import FileLayout, file_layout, find_kind
from drammenworks.authoring.scaffold import render_fields, render_translation, todo_marker
from drammenworks.config.load import load_sites
from drammenworks.config.site import LANGUAGES
from drammenworks.content.discover import Source, discover
from drammenworks.content.models import Kind
from drammenworks.content.models.common import NamedMeta
from drammenworks.content.parse import take_apart
from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """What somebody asked for, as they wrote it."""

    kind: str
    title: str
    """Of a translation, the title or the name of the document that it translates."""
    site: str | None = None
    lang: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A new document, not yet written."""

    path: str
    """Relative to the project's root, with forward slashes."""
    files: Mapping[str, str]
    """Path → text; the document last."""
    understood: str = ""
    """What its date was taken for, in bokmål."""


def plan_document(root: Path, wanted: DocumentRequest, *, now: datetime) -> NewDocument:
    """Return the document that somebody wants.

    :raises UsageError: if it cannot be made of what they said, or is there already.
    :raises ContentError: if the sites' files, or the document to translate, are wrong.
    """
    kind = find_kind(wanted.kind)
    title = validate_title(wanted.title)
    sites = load_sites(root)
    site = validate_site(wanted.site, kind, sites)
    default = sites[0].default_language
    lang = validate_language(wanted.lang or default, [site] if site is not None else sites)
    sources = discover(root, languages=LANGUAGES, default_language=default).sources
    if lang != default:
        if wanted.date is not None:
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
    zone = site.timezone if site is not None else sites[0].timezone
    made = archetype(
        kind, title, said=wanted.date, now=now.astimezone(zone), site=site.id if site is not None else None
    )
    fields = render_fields(kind, made.values, notes=made.notes, examples=made.examples)
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
    beside = {f"{folder}/{file}": text for file, text in made.beside.items()}
    return NewDocument(path, {**beside, path: _document(path, fields, "skriv teksten her.")}, made.understood)


def write_document(root: Path, made: NewDocument) -> None:
    """Write a new document; when that fails, nothing of it is left.

    :raises NotWritableError: if it cannot be written, or there is a file in its place.
    """
    written: list[Path] = []
    try:
        for path, text in made.files.items():
            file = root / path
            if not file.parent.resolve().is_relative_to((root / "content").resolve()):
                raise NotWritableError(
                    Phrase("{path} ville havnet utenfor content/, for en mappe er en snarvei dit.", path=path)
                )
            for folder in reversed(file.parents):
                if not folder.exists():
                    folder.mkdir()
                    written.append(folder)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                written.append(file)
                stream.write(text)
    except OSError as error:
        for done in reversed(written):
            with suppress(OSError):
                done.rmdir() if done.is_dir() else done.unlink()
        if isinstance(error, FileExistsError):
            raise NotWritableError(
                Phrase("{path} finnes allerede, og blir ikke skrevet over.", path=made.path)
            ) from error
        raise write_error(made.path, error) from error


def _translation(
    root: Path, kind: Kind, lang: str, original: Source, sources: Sequence[Source]
) -> NewDocument:
    other = next((s for s in sources if s.name == original.name and s.lang == lang), None)
    if other is not None:
        raise UsageError(Phrase("{path} finnes allerede, og blir ikke skrevet over.", path=other.path))
    raw = take_apart(original, (root / original.path).read_bytes())
    language = LANGUAGE_NAMES.get(lang, lang)
    own = ["summary"] if issubclass(kind.model, NamedMeta) else ["title", "summary"]
    values: dict[str, object] = {
        name: todo_marker(f"{raw.fields[name]} (på {language})") for name in own if raw.fields.get(name)
    }
    values["draft"] = True
    fields = render_translation(kind, values, raw.fields)
    stem, _, suffix = original.path.rpartition(".")
    path = f"{stem}.{lang}.{suffix}"
    return NewDocument(path, {path: _document(path, fields, f"skriv teksten på {language} her.")})


def _original(root: Path, kind: Kind, said: str, originals: Mapping[str, Source]) -> Source:
    """Return the document that ``said`` names: by its title, its name, or its file."""
    for source in originals.values():
        if said in (source.name, source.id, source.path):
            return source
    titles: dict[str, Source] = {}
    for source in originals.values():
        fields = take_apart(source, (root / source.path).read_bytes()).fields
        called = fields.get("title") or fields.get("name")
        if isinstance(called, str):
            titles.setdefault(" ".join(called.split()).casefold(), source)
    found = titles.get(said.casefold())
    if found is None:
        suggestion = did_you_mean(said, [*originals, *titles])
        raise UsageError(
            Phrase(
                "Fant ikke «{said}» blant {plural}, så det er ingenting å oversette.{suggestion} "
                "Skriv tittelen eller filnavnet til originalen, og lag den først om den ikke finnes.",
                said=said,
                plural=kind.plural,
                suggestion=suggestion,
            )
        )
    return found


def _document(path: str, fields: str, body: str) -> str:
    if path.endswith(".yaml"):
        return fields
    return f"---\n{fields}---\n{todo_marker(body)}\n"
