"""Makes new documents: where a file goes, what is in it, and never over another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from drammenworks.authoring.kinds import Layout, find_kind, layout_of
from drammenworks.authoring.recipes import recipe
from drammenworks.authoring.scaffold import fields_text, placeholder, translation_text
from drammenworks.base.text.slugs import slugify
from drammenworks.config import Site, load_sites
from drammenworks.config.site import LANGUAGES
from drammenworks.content.discover import Source, discover
from drammenworks.content.models import Kind
from drammenworks.content.models.common import Named
from drammenworks.content.parse import take_apart
from drammenworks.engine.publish import reason_of
from drammenworks.errors import DrammenworksError, UsageError
from drammenworks.errors.nearest import did_you_mean

MAX_TITLE = 120
"""Characters; what is longer is no title, and search engines cut it in the middle."""
MAX_NAME = 80
"""Characters of a file's name; with the folders above it, Windows takes 260."""

_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_RESERVED = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Windows takes these for devices, whatever comes after the dot."""

_LANGUAGE_NAMES = {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}


class NotWritableError(DrammenworksError):
    """A new document cannot be written."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked for, as they wrote it."""

    kind: str
    title: str
    """Of a translation, the title or the name of the document that it translates."""
    site: str | None = None
    lang: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A new document, not yet written."""

    path: str
    """Relative to the project's root, with forward slashes."""
    files: Mapping[str, str]
    """Path → text; the document last."""
    understood: str = ""
    """What its date was taken for, in bokmål."""


def draft(root: Path, wanted: Wanted, *, now: datetime) -> Draft:
    """Return the document that somebody wants.

    :raises UsageError: if it cannot be made of what they said, or is there already.
    :raises ContentError: if the sites' files, or the document to translate, are wrong.
    """
    kind = find_kind(wanted.kind)
    title = _title(wanted.title)
    sites = load_sites(root)
    site = _site(wanted.site, kind, sites)
    default = sites[0].default_language
    lang = _language(wanted.lang or default, [site] if site is not None else sites)
    sources = discover(root, languages=LANGUAGES, default_language=default).sources
    if lang != default:
        if wanted.date is not None:
            raise UsageError("En oversettelse tar datoen fra originalen. Ta bort --date.")
        of_kind = [source for source in sources if source.kind == kind.name]
        originals = {source.name: source for source in of_kind if source.lang == default}
        original = _original(root, kind, title, originals)
        return _translation(root, kind, lang, original, of_kind)
    name = _name(title)
    for source in sources:
        if source.id == f"{kind.name}/{name}":
            raise UsageError(
                f"{source.path} finnes allerede, og blir ikke skrevet over. "
                "Åpne den, eller gi det nye en annen tittel."
            )
    zone = site.timezone if site is not None else sites[0].timezone
    made = recipe(
        kind, title, said=wanted.date, now=now.astimezone(zone), site=site.id if site is not None else None
    )
    fields = fields_text(kind, made.values, notes=made.notes, examples=made.examples)
    layout = layout_of(kind)
    folder = f"content/{kind.folder}"
    if layout is Layout.FOLDER:
        folder = f"{folder}/{name}"
        if (root / folder).is_dir() and any((root / folder).iterdir()):
            raise UsageError(
                f"Mappen {folder}/ finnes allerede. Gi det nye en annen tittel, eller flytt mappen."
            )
        path = f"{folder}/index{layout.suffix}"
    else:
        path = f"{folder}/{name}{layout.suffix}"
    beside = {f"{folder}/{file}": text for file, text in made.beside.items()}
    return Draft(path, {**beside, path: _document(path, fields, "skriv teksten her.")}, made.understood)


def write(root: Path, made: Draft) -> None:
    """Write a new document; when that fails, nothing of it is left.

    :raises NotWritableError: if it cannot be written, or there is a file in its place.
    """
    written: list[Path] = []
    try:
        for path, text in made.files.items():
            file = root / path
            if not file.parent.resolve().is_relative_to((root / "content").resolve()):
                raise NotWritableError(
                    f"{path} ville havnet utenfor content/, for en mappe er en snarvei dit."
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
            raise NotWritableError(f"{made.path} finnes allerede, og blir ikke skrevet over.") from error
        raise NotWritableError(f"Kan ikke skrive {made.path}: {reason_of(error)}") from error


def _translation(root: Path, kind: Kind, lang: str, original: Source, sources: Sequence[Source]) -> Draft:
    other = next((s for s in sources if s.name == original.name and s.lang == lang), None)
    if other is not None:
        raise UsageError(f"{other.path} finnes allerede, og blir ikke skrevet over.")
    raw = take_apart(original, (root / original.path).read_bytes())
    language = _LANGUAGE_NAMES.get(lang, lang)
    own = ["summary"] if issubclass(kind.model, Named) else ["title", "summary"]
    values: dict[str, object] = {
        name: placeholder(f"{raw.fields[name]} (på {language})") for name in own if raw.fields.get(name)
    }
    values["draft"] = True
    fields = translation_text(kind, values, raw.fields)
    stem, _, suffix = original.path.rpartition(".")
    path = f"{stem}.{lang}.{suffix}"
    return Draft(path, {path: _document(path, fields, f"skriv teksten på {language} her.")})


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
            f"Fant ikke «{said}» blant {kind.plural}, så det er ingenting å oversette.{suggestion} "
            "Skriv tittelen eller filnavnet til originalen, og lag den først om den ikke finnes."
        )
    return found


def _document(path: str, fields: str, body: str) -> str:
    if path.endswith(".yaml"):
        return fields
    return f"---\n{fields}---\n{placeholder(body)}\n"


def _title(said: str) -> str:
    title = " ".join(said.split())
    if not title:
        raise UsageError("Tittelen er tom. Skriv hva det nye skal hete, i anførselstegn.")
    if _INVISIBLE.search(title):
        raise UsageError("Tittelen har usynlige tegn som ikke kan stå i en fil. Skriv den på nytt.")
    if len(title) > MAX_TITLE:
        raise UsageError(
            f"Tittelen er på {len(title)} tegn, og kan være på høyst {MAX_TITLE}. Legg resten i ingressen."
        )
    return title


def _name(title: str) -> str:
    """Return the name of the file of a document with this title."""
    name = slugify(title)
    if not name:
        raise UsageError(
            f"«{title}» har ingen bokstaver eller tall, og filen får navn etter tittelen. Legg til et ord."
        )
    if len(name) > MAX_NAME:
        name = name[: MAX_NAME + 1].rpartition("-")[0] or name[:MAX_NAME]
    if _RESERVED.fullmatch(name):
        raise UsageError(f"Windows kan ikke ha en fil som heter «{name}». Legg til et ord i tittelen.")
    if name == "index":
        raise UsageError("«index» er navnet på filen i en mappe. Legg til et ord i tittelen.")
    return name


def _site(site_id: str | None, kind: Kind, sites: Sequence[Site]) -> Site | None:
    by_id = {site.id: site for site in sites}
    having = [site.id for site in sites if kind.name in site.sections]
    if site_id is None:
        if not having:
            raise UsageError(f"Ingen av nettstedene har {kind.plural}.")
        return None
    if site_id not in by_id:
        suggestion = did_you_mean(site_id, by_id)
        raise UsageError(f"Nettstedet «{site_id}» finnes ikke.{suggestion} Velg blant: {', '.join(by_id)}.")
    if site_id not in having:
        raise UsageError(
            f"{site_id} har ingen del for {kind.plural}. Det har: {', '.join(having) or '(ingen)'}."
        )
    return by_id[site_id]


def _language(lang: str, sites: Sequence[Site]) -> str:
    known = [known for known in LANGUAGES if any(known in site.languages for site in sites)]
    if lang not in known:
        names = ", ".join(f"{code} ({_LANGUAGE_NAMES[code]})" for code in known)
        raise UsageError(f"Språket «{lang}» finnes ikke her.{did_you_mean(lang, known)} Velg blant: {names}.")
    return lang
