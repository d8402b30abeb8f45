"""A new site: its file, and the pages that every site needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from string import Template

from drammenworks.authoring.commented_yaml import dump_yaml
from drammenworks.authoring.scaffold.text_files import text_file
from drammenworks.base.paths import SITES_FOLDER
from drammenworks.config import Site
from drammenworks.config.load_sites import load_sites
from drammenworks.errors import ContentError, Phrase, UsageError

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "article": {"nb": "/aktuelt/", "nn": "/aktuelt/", "en": "/news/"},
    "event": {"nb": "/arrangementer/", "nn": "/arrangement/", "en": "/events/"},
    "page": {"nb": "/", "nn": "/", "en": "/"},
}
"""Kinds of content that a site begins with, and where they are in each language."""
_FURTHER: Mapping[str, Mapping[str, str]] = {
    "project": {"nb": "/prosjekter/", "nn": "/prosjekt/", "en": "/projects/"},
    "report": {"nb": "/arsrapporter/", "nn": "/arsrapportar/", "en": "/annual-reports/"},
    "video": {"nb": "/videoer/", "nn": "/videoar/", "en": "/videos/"},
    "place": {"nb": "/steder/", "nn": "/stader/", "en": "/places/"},
    "person": {"nb": "/personer/", "nn": "/personar/", "en": "/people/"},
    "organisation": {"nb": "/organisasjoner/", "nn": "/organisasjonar/", "en": "/organisations/"},
}
TAXONOMIES: Mapping[str, Mapping[str, str]] = {"tags": {"nb": "/emner/", "nn": "/emne/", "en": "/topics/"}}

_PAGES = ("forside", "om", "kontakt", "personvern", "tilgjengelighet")
_FOOTER = ("kontakt", "personvern", "tilgjengelighet")


@dataclass(frozen=True, slots=True)
class NewSite:
    """What is known of a site that is to be made."""

    id: str
    name: str
    base_url: str
    languages: tuple[str, ...]
    """The first is that of originals."""
    suffix: str = ""
    """Of the names of its pages, so that they differ from those of other sites."""
    like: Site | None = None
    """A site whose sections, taxonomies and features it gets."""
    with_article: bool = True
    """It begins with an example of a piece of news, too."""
    published: date = field(default_factory=date.today)
    """The date of the example."""


def site_content(new: NewSite) -> dict[str, str]:
    """Return the site's file and its pages: path from the project's root → text."""
    files = {_site_path(new): _site_file(new)}
    pages = [f"pages/{name}" for name in _PAGES] + (["news/nyhet"] if new.with_article else [])
    for lang in new.languages:
        ending = "" if lang == new.languages[0] else f".{lang}"
        for page in pages:
            folder, _, name = page.partition("/")
            stem = "eksempel-nyhet" if name == "nyhet" else name
            files[f"content/{folder}/{stem}{new.suffix}{ending}.md"] = _page(new, lang, name)
    return files


def check_site(root: Path, new: NewSite) -> None:
    """Make sure that the answers, in the site's file by now, are valid settings of a site.

    :raises UsageError: with what is wrong with the first that is not.
    """
    try:
        load_sites(root)
    except ContentError as error:
        own = (found for found in error.findings if found.location.path == _site_path(new))
        finding = next(own, error.findings[0])
        raise UsageError(Phrase("{message} {hint}", message=finding.message, hint=finding.hint)) from error


def _site_path(new: NewSite) -> str:
    return f"{SITES_FOLDER}/{new.id}.yaml"


def _page(new: NewSite, lang: str, name: str) -> str:
    text = text_file(f"pages/{lang}/{name}.md")
    if lang != new.languages[0]:
        # A translation takes these from its original.
        text = re.sub(r"(?m)^(?:sites|template|date|example): .*\n", "", text)
    front, mark, body = text.partition("\n---\n")
    values = {
        "site": new.id,
        "today": new.published.isoformat(),
        "contact": f"kontakt{new.suffix}",
        "about": f"om{new.suffix}",
    }
    return Template(_with_name(front, new.name) + mark + body).substitute(values)


def _with_name(front: str, name: str) -> str:
    """Return front matter with the site's name in its title, quoted where YAML wants it."""
    found = re.search(r"(?m)^title: (.*\$name.*)$", front)
    if found is None:
        return front
    title = dump_yaml({"title": found[1].replace("$name", name)})
    # A dollar begins a placeholder.
    return front.replace(found[0], title.replace("$", "$$"))


def _site_file(new: NewSite) -> str:
    like = new.like
    default = new.languages[0]
    sections = like.sections if like is not None else SECTIONS
    taxonomies = like.taxonomies if like is not None else TAXONOMIES
    lines = [
        dump_yaml({"id": new.id}),
        dump_yaml({"name": new.name}),
        dump_yaml({"base_url": new.base_url}),
        dump_yaml({"theme": new.id}),
        f"languages: [{', '.join(new.languages)}]",
        f"default_language: {default}",
        *(f"{name}: {str(value).lower()}" for name, value in _features(like).items()),
        "sections:",
        *(f"  {kind}: {_paths(paths, new.languages)}" for kind, paths in sections.items()),
    ]
    if like is None:
        lines.append("  # Ta bort «# » foran det nettstedet også skal ha:")
        lines += [f"  # {kind}: {_paths(paths, new.languages)}" for kind, paths in _FURTHER.items()]
    if taxonomies:
        lines.append("taxonomies:")
        lines += [f"  {name}: {_paths(paths, new.languages)}" for name, paths in taxonomies.items()]
    lines += ["menus:", "  main:"]
    lines += [f"    - section: {kind}" for kind in sections if kind != "page"]
    lines += [f"    - page: om{new.suffix}", "  footer:"]
    lines += [f"    - page: {page}{new.suffix}" for page in _FOOTER]
    return "\n".join(lines) + "\n"


def _features(like: Site | None) -> dict[str, bool]:
    if like is None:
        return dict.fromkeys(("feeds", "search", "calendars", "pdfs"), True)
    return {name: getattr(like, name) for name in ("feeds", "search", "calendars", "pdfs")}


def _paths(paths: Mapping[str, str], languages: tuple[str, ...]) -> str:
    return "{" + ", ".join(f"{lang}: {paths[lang]}" for lang in languages if lang in paths) + "}"
