"""Which document is to be moved, and what it is to be called: by its file, its name or its address."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from drammenworks.authoring.arguments import MAX_NAME
from drammenworks.base.paths import CONTENT, reserved_name
from drammenworks.base.text.slugs import is_slug, slugify
from drammenworks.content.graph_queries import discovery, document_in, sites, versions
from drammenworks.content.models import KIND_BY_FOLDER, KINDS
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean
from drammenworks.site.entries import entry
from drammenworks.site.own_addresses import own_address

_ID = re.compile("(?P<kind>[a-z]+)[:/](?P<name>[^/:]+)")


def find_document(ask: QueryContext, text: str) -> str:
    """Return the id of the document that a person names.

    :param text: a file, a name with its kind, a path on a site, or a full address.
    :raises UsageError: if there is no such document, or several.
    """
    known: set[str] = {source.id for source in discovery(ask).sources}
    by_file: str | None = next((document_id for document_id, _ in document_in(ask, _file(text)) or ()), None)
    if by_file is not None:
        return by_file
    found = _ID.fullmatch(text)
    if found is not None and f"{found['kind']}/{found['name']}" in known:
        return f"{found['kind']}/{found['name']}"
    owners = sorted(_owners(ask, text)) if "/" in text else []
    if len(owners) == 1:
        return owners[0]
    if owners:
        raise UsageError(
            Phrase(
                "«{text}» er adressen til flere dokumenter: {ids}. Skriv ett av dem.",
                text=text,
                ids=", ".join(owners),
            )
        )
    paths = [source.path for source in discovery(ask).sources]
    names = [*known, *(one.replace("/", ":", 1) for one in known), *paths]
    raise UsageError(
        Phrase(
            "Fant ikke «{text}». Skriv en fil (content/news/navn.md), et navn med slaget foran "
            "(article:navn) eller en adresse (/aktuelt/navn/).{suggestion}",
            text=text,
            suggestion=did_you_mean(text, names),
        )
    )


def new_name(text: str, kind: str) -> str:
    """Return the name of a document, as a person gives it: alone, with the kind, as a file or as an address.

    :raises UsageError: if it is none, or one of another kind.
    """
    found = _ID.fullmatch(text)
    file = _file(text)
    if found is not None and found["kind"] in KINDS:
        other, name = found["kind"], found["name"]
    elif file.startswith(f"{CONTENT}/") and file.count("/") > 1:
        folder, *rest = file.split("/")[1:]
        other = KIND_BY_FOLDER[folder].name if folder in KIND_BY_FOLDER else folder
        stem = rest[-1].partition(".")[0]
        name = rest[0] if stem == "index" and len(rest) > 1 else stem
    else:
        path = unquote(urlsplit(text).path)
        # What is neither a name, a file nor an address is shown as it is.
        name = path.rstrip("/").rpartition("/")[2] if path.startswith("/") else text
        other, name = kind, file.removesuffix(".md") if name.endswith(".md") else name
    if other != kind:
        raise UsageError(
            Phrase(
                "Et dokument kan ikke flyttes fra «{kind}» til «{other}», for feltene er ikke de samme. "
                "Lag et nytt med «new», og la den gamle adressen lede dit med «aliases».",
                kind=kind,
                other=other,
            )
        )
    if not is_slug(name) or len(name) > MAX_NAME or reserved_name(name) is not None or name == "index":
        raise UsageError(
            Phrase(
                "«{name}» kan ikke være et filnavn: bruk a–z, 0–9 og bindestrek, og høyst {limit} tegn. "
                "Prøv «{better}».",
                name=name,
                limit=MAX_NAME,
                better=slugify(name)[:MAX_NAME].strip("-") or "et-navn",
            )
        )
    return name


def check_folder(ask: QueryContext, document_id: str, text: str, name: str) -> None:
    """Check that a document given an address can have it: only the last word of it is the document's own.

    :param text: what is to be its name or address.
    :param name: the name in that.
    :raises UsageError: if it would get another address.
    """
    own = own_address(ask, text)
    path = own.path if own is not None else unquote(urlsplit(text).path)
    folders = sorted({_folder(found) for found in _addresses(ask, document_id)})
    if path.startswith("/") and folders and _folder(path) not in folders:
        raise UsageError(
            Phrase(
                "Et dokument får bare nytt navn, og mappen følger nettstedet: «{text}» ville gitt {address}. "
                "Skriv bare navnet, «{name}».",
                text=text,
                address=f"{folders[0]}{name}/",
                name=name,
            )
        )


def _addresses(ask: QueryContext, document_id: str) -> Iterator[str]:
    """Yield the paths of a document's pages, published or not."""
    for lang in versions(ask, document_id):
        for field in ("paths", "withheld"):
            for _, path, *_ in entry.field(ask, field, document_id, lang) or ():
                yield path


def _folder(path: str) -> str:
    return f"{path.rstrip('/').rpartition('/')[0]}/"


def _file(text: str) -> str:
    return posixpath.normpath(text.replace("\\", "/"))


def _owners(ask: QueryContext, text: str) -> set[str]:
    """Return the ids of the documents whose page, published or not, has an address."""
    own = own_address(ask, text)
    path = f"{(own.path if own is not None else unquote(text)).rstrip('/')}/"
    wanted = {own.site} if own is not None else {one.id for one in sites(ask)}
    owners = set()
    for source in discovery(ask).sources:
        for field in ("paths", "withheld"):
            for site_id, found, *_ in entry.field(ask, field, source.id, source.lang) or ():
                if site_id in wanted and found == path:
                    owners.add(source.id)
    return owners
