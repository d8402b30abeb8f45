"""Documents and sites made of a few lines, without a project on disk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from drammenworks.base.strict_yaml import load
from drammenworks.config import Site
from drammenworks.content.discover import Source
from drammenworks.content.document import Document
from drammenworks.content.library import Library, make_library
from drammenworks.content.models import KIND_BY_FOLDER
from drammenworks.content.parse import parse_document, take_apart
from drammenworks.errors import Finding
from drammenworks.site.edition import Edition, make_edition
from drammenworks.site.publication import Moment

OSLO = ZoneInfo("Europe/Oslo")
AT = datetime(2026, 11, 21, 12, 0, tzinfo=OSLO)


def parse(
    path: str, fields: str = "", body: str = "", *, original: str | None = None
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the document at ``path`` under content/, such as ``pages/om.en.md``, and its findings.

    :param original: the fields of the document that it translates.
    """
    folder, _, file_name = path.partition("/")
    name, lang = (*file_name.removesuffix(".md").split("."), "nb")[:2]
    source = Source(f"content/{path}", KIND_BY_FOLDER[folder].name, name, lang)
    raw = take_apart(source, f"---\n{fields}\n---\n{body}".encode())
    other = None
    if original is not None:
        other = take_apart(
            Source(f"content/{folder}/{name}.md", source.kind, name, "nb"), f"---\n{original}\n---\n".encode()
        )
    parsed = parse_document(raw, other)
    document = parsed.head.document(lambda _: parsed.body) if parsed.head is not None else None
    return document, parsed.findings


def document(path: str, fields: str = "", body: str = "", *, original: str | None = None) -> Document:
    """Return the document at ``path``; its title is its name unless the fields say otherwise."""
    if not re.search("^title:", fields, re.MULTILINE) and not re.search(
        "^name:", f"{fields}\n{original}", re.MULTILINE
    ):
        fields = f"title: {path.rpartition('/')[2].partition('.')[0].capitalize()}\n{fields}"
    made, findings = parse(path, fields, body, original=original)
    assert made is not None, findings
    return made


SECTIONS = """
  project: {nb: /prosjekter/, en: /projects/}
  report: {nb: /rapporter/, en: /reports/}
  event: {nb: /arrangementer/, en: /events/}
  article: {nb: /aktuelt/, en: /news/}
  person: {nb: /personer/, en: /people/}
  page: {nb: /, en: /}
"""


def site(name: str = "a", settings: str = "", *, sections: str = SECTIONS) -> Site:
    """Return a site in bokmål and English."""
    text = (
        f"id: {name}\nname: Nettsted {name.upper()}\nbase_url: https://{name}.example\ntheme: base\n"
        f"languages: [nb, en]\nsections:{sections}{settings}"
    )
    return Site.model_validate(load(text, path="a.yaml"), context={"lang": "nb"})


def library(*documents: Document) -> Library:
    """Return the library of these documents."""
    return make_library(documents, files=(), tables={})


def edition(
    *documents: Document,
    of: Site | None = None,
    others: Iterable[Site] = (),
    at: datetime = AT,
    drafts: bool = False,
) -> Edition:
    """Return what a site publishes of these documents."""
    chosen = of or site()
    sites = sorted([chosen, *others], key=lambda one: one.id)
    return make_edition(library(*documents), chosen, sites, Moment(at, drafts))
