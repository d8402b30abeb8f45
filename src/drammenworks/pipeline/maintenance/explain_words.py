"""What pages read, in words that an editor understands: «listen over prosjekter», and no name of a query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drammenworks.base.text.language_names import language_name
from drammenworks.content.graph_queries import referrers
from drammenworks.content.models import KINDS
from drammenworks.engine.graph import Graph
from drammenworks.engine.queries import Key
from drammenworks.errors import Phrase
from drammenworks.site.entries import entry

OWN = Phrase("Siden lages av")
OTHERS = Phrase("Viser også noe fra")
_LISTS = Phrase("Lister på siden")
_LINKS = Phrase("Lenker til")
_THEME = Phrase("Maler og filer i temaet (for den som lager utseendet)")

HEADINGS: Mapping[str, str] = {
    "entry.fields": OTHERS,
    "entry.title": OTHERS,
    "entry.menu_title": OTHERS,
    "entry.body": OTHERS,
    "picture": Phrase("Bilder"),
    "attachment": Phrase("Filer til nedlasting"),
    "table_file": Phrase("Tabeller"),
    "first_listed": _LISTS,
    "list_pages": _LISTS,
    "first_upcoming": _LISTS,
    "latest_past": _LISTS,
    "referrers": Phrase("Sider som viser hit"),
    "entry.paths": _LINKS,
    "has_page": _LINKS,
    "menu": Phrase("Menyer"),
    "template": _THEME,
    "asset": _THEME,
    "drawing": _THEME,
}
"""The headings of what a page reads, by query or field of a query, in the order of their listing."""

OF_FILES = ("picture", "attachment", "table_file")
"""Queries whose first argument is the path of a file."""

_SUBJECTS: Mapping[str, str] = {
    **dict.fromkeys(
        ("site", "sites", "site_files", "protected_names", "producers"), Phrase("Oppsettet av nettstedet")
    ),
    **dict.fromkeys(
        ("theme", "strings", "stylesheet", "preloads", "site_assets", "picture_preset", "site_cards"),
        Phrase("Temaet"),
    ),
    **dict.fromkeys(
        ("discovery", "versions", "valid_versions", "content_listing", "document_in", "other_file"),
        Phrase("Hvilke filer som finnes"),
    ),
    "addresses": Phrase("Adressen som nettstedet bygges for"),
    "route": Phrase("Hva som ligger på adressen"),
}
"""What changed, by a query that is not listed under a heading."""


def describe(graph: Graph, read: Key) -> Iterator[str]:
    """Yield what was read, as an editor would name it; nothing for what does not exist."""
    name, *about = read
    if name.startswith("entry."):
        path = source_of(graph, str(about[0]), str(about[1]))
        if path is not None:
            yield path
    elif name == referrers.name:
        record = graph.find(read)
        for document_id, lang in sorted(record.answer or ()) if record is not None else ():
            yield source_of(graph, document_id, lang) or f"{document_id} ({lang})"
    elif name in OF_FILES:
        yield str(about[0])
    else:
        # The first argument is the site, which is that of the page.
        yield _named(name, [str(part) for part in about[1:] if part is not None])


def subject(graph: Graph, cell: Key) -> str:
    """Return what a change was in, as the subject of a sentence."""
    name, *about = cell
    if name in _SUBJECTS:
        return _SUBJECTS[name]
    if name == referrers.name:
        return Phrase("Hvilke sider som viser hit")
    if name in ("first_listed", "list_pages"):
        return Phrase("Listen over {what}", what=_named(name, [str(part) for part in about[1:]]))
    if name in HEADINGS:
        words = next(describe(graph, cell), None)
        if words is not None:
            return Phrase("{heading}: {what}", heading=HEADINGS[name], what=words)
    return Phrase("Noe som siden bygger på")


def source_of(graph: Graph, document_id: str, lang: str) -> str | None:
    """Return the file of a document, or None when there is none."""
    record = graph.find(entry.key(document_id, lang))
    return record.answer.path if record is not None and record.answer is not None else None


def _named(name: str, about: list[str]) -> str:
    match name, about:
        case (("first_listed" | "list_pages"), [kind, lang, *_]):
            what = KINDS[kind].plural if kind in KINDS else kind
        case "first_upcoming", [lang, *_]:
            what = Phrase("de neste arrangementene")
        case "latest_past", [lang, *_]:
            what = Phrase("arrangementene som er over")
        case "menu", ["main", lang]:
            what = Phrase("hovedmenyen")
        case "menu", ["footer", lang]:
            what = Phrase("menyen nederst")
        case _:
            return " ".join(about) or name
    return Phrase("{what} på {language}", what=what, language=language_name(lang))
