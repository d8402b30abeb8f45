"""Validate the arguments of ``new``: title, site and language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drammenworks.base.paths import reserved_name
from drammenworks.base.text.language_names import language_name
from drammenworks.base.text.slugs import slugify
from drammenworks.config import Site
from drammenworks.config.site import LANGUAGES
from drammenworks.content.models import Kind
from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean

MAX_TITLE = 120
"""Characters. Search engines truncate longer titles."""
MAX_NAME = 80
"""Characters of a file name; with its folders, the limit of Windows is 260."""

_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def validate_title(text: str) -> str:
    """Return the title on one line.

    :raises UsageError: if it is empty, too long, or contains invisible characters.
    """
    title = " ".join(text.split())
    if not title:
        raise UsageError(Phrase("Tittelen er tom. Skriv hva det nye skal hete, i anførselstegn."))
    if _INVISIBLE.search(title):
        raise UsageError(Phrase("Tittelen har usynlige tegn som ikke kan stå i en fil. Skriv den på nytt."))
    if len(title) > MAX_TITLE:
        raise UsageError(
            Phrase(
                "Tittelen er på {count} tegn, og kan være på høyst {max_title}. Legg resten i ingressen.",
                count=len(title),
                max_title=MAX_TITLE,
            )
        )
    return title


def file_name(title: str) -> str:
    """Return the file name of a document with this title.

    :raises UsageError: if no valid file name exists.
    """
    name = slugify(title)
    if not name:
        raise UsageError(
            Phrase(
                "«{title}» har ingen bokstaver eller tall, og filen får navn etter tittelen. "
                "Legg til et ord.",
                title=title,
            )
        )
    if len(name) > MAX_NAME:
        name = name[: MAX_NAME + 1].rpartition("-")[0] or name[:MAX_NAME]
    if reserved_name(name) is not None:
        raise UsageError(
            Phrase("Windows kan ikke ha en fil som heter «{name}». Legg til et ord i tittelen.", name=name)
        )
    if name == "index":
        raise UsageError(Phrase("«index» er navnet på filen i en mappe. Legg til et ord i tittelen."))
    return name


def sites_with_section(kind: Kind, sites: Sequence[Site]) -> list[Site]:
    """Return the sites that can publish a document of a kind.

    :raises UsageError: if there are none.
    """
    found = [site for site in sites if kind.name in site.sections]
    if not found:
        raise UsageError(Phrase("Ingen av nettstedene har {plural}.", plural=kind.plural))
    return found


def validate_site(site_id: str, kind: Kind, sites: Sequence[Site]) -> Site:
    """Return the site with an id, or with a name.

    :raises UsageError: if it does not exist, or has no section for the kind.
    """
    by_id = {site.id: site for site in sites}
    by_name = {site.name.casefold(): site for site in sites}
    site = by_id.get(site_id) or by_name.get(site_id.casefold())
    if site is None:
        suggestion = did_you_mean(site_id, by_id)
        raise UsageError(
            Phrase(
                "Nettstedet «{site_id}» finnes ikke.{suggestion} Velg blant: {known}.",
                site_id=site_id,
                suggestion=suggestion,
                known=", ".join(by_id),
            )
        )
    if kind.name not in site.sections:
        known = ", ".join(other.id for other in sites_with_section(kind, sites))
        raise UsageError(
            Phrase(
                "{site_id} har ingen del for {plural}. Det har: {known}.",
                site_id=site.id,
                plural=kind.plural,
                known=known,
            )
        )
    return site


def validate_language(lang: str, sites: Sequence[Site]) -> str:
    """Return the language.

    :raises UsageError: if no site has this language.
    """
    known = [known for known in LANGUAGES if any(known in site.languages for site in sites)]
    if lang not in known:
        names = ", ".join(f"{code} ({language_name(code)})" for code in known)
        raise UsageError(
            Phrase(
                "Språket «{lang}» finnes ikke her.{suggestion} Velg blant: {names}.",
                lang=lang,
                suggestion=did_you_mean(lang, known),
                names=names,
            )
        )
    return lang
