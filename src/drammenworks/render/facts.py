"""Everything that a page may learn, as questions and answers.

A page that is rendered notes its questions. It is rendered again only when one of them has another answer,
so nothing may reach a template in any other way. Answers are small values that compare by what they say:
where a page reads much, as the fields of a document, the answer is a digest of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from drammenworks.base.digests import digest, digest_parts
from drammenworks.content.attachments import Attachment
from drammenworks.content.document import Document
from drammenworks.content.models.event import Event
from drammenworks.content.pictures import Seen
from drammenworks.content.tables import Table
from drammenworks.render.materials import Materials
from drammenworks.site import navigation, ordering
from drammenworks.site.edition import section_path
from drammenworks.site.links import LinkPlace, Resolution, resolve
from drammenworks.site.navigation import Way
from drammenworks.site.page import Page
from drammenworks.site.plan import feed_path

Question = tuple[Any, ...]
"""The name of a method of :class:`Facts` without its underscore, and its arguments: strings and numbers."""

DocumentKey = tuple[str, str]
"""A document's id and language."""

TEXT = "body"
"""The question for a document's text."""

OF_TEXTS = frozenset({TEXT, "referrers"})
"""The questions in whose answers the body of a document has a part, beside its pictures."""

OF_THEMES = frozenset(
    {"asset", "cards", "drawing", "preloads", "preset", "strings", "stylesheet", "template"}
)
"""The questions in whose answers a theme has a part."""


@dataclass(slots=True)
class Facts:
    """Answers questions about one site. Asking twice is cheap."""

    materials: Materials
    _answers: dict[Question, Any]

    def __init__(self, materials: Materials) -> None:
        self.materials = materials
        self._answers = {}

    def answer(self, question: Question) -> Any:
        """Return the answer. What is asked about may be gone since, as may the kind of question itself."""
        try:
            return self._answers[question]
        except KeyError:
            pass
        method: Callable[..., Any] | None = getattr(self, f"_{question[0]}", None)
        answer = method(*question[1:]) if method is not None else None
        self._answers[question] = answer
        return answer

    def after(self, materials: Materials, changed: Collection[Question]) -> Facts:
        """Return the facts of the same site after a change, by which only these answers can be others."""
        later = Facts(materials)
        later._answers = self._answers.copy()
        for question in changed:
            later._answers.pop(question, None)
        return later

    @property
    def answers(self) -> Mapping[Question, Any]:
        """Every answer that was given."""
        return self._answers

    # --- the site as a whole ---------------------------------------------------------------------

    def _site(self) -> str:
        """What is the same for all pages: the site's own file, its addresses and the other sites' names."""
        materials = self.materials
        addresses = materials.addresses
        others = [part for site_id, other in materials.sites.items() for part in (site_id, other.name)]
        return digest_parts(
            repr(materials.site),
            addresses.canonical,
            addresses.deployed,
            str(materials.noindex),
            *others,
        )

    def _strings(self, lang: str) -> str:
        return digest(repr(sorted(self.materials.theme.strings.get(lang, {}).items())).encode())

    def _template(self, name: str) -> str | None:
        """The bytes that a template's name stands for, through the chain of themes; None for no template."""
        template = self.materials.theme.templates.get(name)
        return digest(template.data) if template is not None else None

    def _stylesheet(self) -> str:
        return self.materials.stylesheet

    def _asset(self, path: str) -> str | None:
        return self.materials.asset_paths.get(path)

    def _drawing(self, path: str) -> str | None:
        """The markup of a drawing; small, and the same on every page."""
        return self.materials.drawings.get(path)

    def _preloads(self) -> tuple[str, ...]:
        return self.materials.preloads

    def _preset(self, name: str) -> str | None:
        """A picture preset; None for no preset."""
        preset = self.materials.theme.pictures.get(name)
        return digest(repr(preset).encode()) if preset is not None else None

    def _cards(self) -> str | None:
        return self.materials.card_design

    # --- pages -----------------------------------------------------------------------------------

    def _page(self, path: str) -> Page | None:
        return self.materials.routes.pages.get(path)

    def _menu(self, name: str, lang: str) -> tuple[Way, ...]:
        return navigation.menu(self.materials.edition, name, lang)

    def _breadcrumbs(self, path: str) -> tuple[Way, ...] | None:
        page = self.materials.routes.pages.get(path)
        return navigation.breadcrumbs(self.materials.edition, page) if page is not None else None

    def _alternates(self, path: str) -> tuple[tuple[str, str], ...] | None:
        pages = self.materials.routes.pages
        page = pages.get(path)
        return navigation.alternates(self.materials.edition, pages, page) if page is not None else None

    def _section(self, kind: str, lang: str) -> str | None:
        """The path of a section's list, if it has one."""
        site = self.materials.site
        if kind not in site.sections:
            return None
        path = section_path(site, kind, lang)
        return path if path in self.materials.routes.pages else None

    def _feed(self, lang: str) -> str | None:
        """The path of a language's feed, if it has one."""
        path = feed_path(self.materials.site, lang)
        return path if path in self.materials.routes.pages else None

    # --- documents -------------------------------------------------------------------------------

    def _meta(self, document_id: str, lang: str) -> tuple[str, str] | None:
        """The fields, and the file: relative paths and findings start from it."""
        document = self.document(document_id, lang)
        return (document.digest, document.location.path) if document is not None else None

    def _body(self, document_id: str, lang: str) -> str | None:
        document = self.document(document_id, lang)
        return document.body_digest if document is not None else None

    def _path(self, document_id: str, lang: str) -> str | None:
        """Where a document lies on this site."""
        return self.materials.edition.paths.get((document_id, lang))

    def _canonical(self, document_id: str, lang: str) -> str | None:
        document = self.document(document_id, lang)
        return self.materials.web.canonical_url(document) if document is not None else None

    def _best(self, document_id: str, lang: str) -> DocumentKey | None:
        """The document in the language asked for, if it is published on this site or another."""
        site_id = self.materials.site.id
        document = self.materials.web.document(document_id, lang, seen_from=site_id)
        return (document.id, document.lang) if document is not None else None

    def _published(self, document_id: str, lang: str) -> bool:
        return self.materials.edition.get(document_id, lang) is not None

    def _link(self, target: str, document_id: str, lang: str) -> Resolution | None:
        """Where a link in a document's text leads; what is wrong with it, the checks have told."""
        document = self.document(document_id, lang)
        if document is None:
            return None
        place = LinkPlace(document, document.location.start, self.materials.site.id, self.materials.web)
        resolution = resolve(target, place)
        if resolution.finding is None:
            return resolution
        return Resolution(resolution.href, None, resolution.external)

    def _over(self, document_id: str, lang: str) -> bool | None:
        """Whether an event has ended; None for what is no event."""
        document = self.document(document_id, lang)
        if document is None or not isinstance(document.meta, Event):
            return None
        return document.meta.ends_at <= self.materials.edition.moment.at

    # --- lists -----------------------------------------------------------------------------------

    def _list(self, kind: str, lang: str, limit: int | None) -> tuple[DocumentKey, ...]:
        return _keys(self.materials.edition.of_kind(kind, lang)[:limit])

    def _upcoming(self, lang: str, limit: int | None) -> tuple[DocumentKey, ...]:
        edition = self.materials.edition
        return _keys(ordering.upcoming(edition.of_kind("event", lang), edition.moment.at)[:limit])

    def _past(self, lang: str, limit: int | None) -> tuple[DocumentKey, ...]:
        edition = self.materials.edition
        return _keys(ordering.past(edition.of_kind("event", lang), edition.moment.at)[:limit])

    def _referrers(self, document_id: str, kind: str, lang: str) -> tuple[DocumentKey, ...]:
        """Who on this site refers to a document, in the order of the kind's list."""
        edition = self.materials.edition
        found = [
            document
            for document in (
                edition.best(other, lang)
                for other in self.materials.web.library.referrers(document_id)
                if other.startswith(f"{kind}/")
            )
            if document is not None
        ]
        return _keys(ordering.in_order(kind, found, edition.moment.at))

    # --- files -----------------------------------------------------------------------------------

    def _picture(self, file: str) -> Seen | None:
        return self.materials.pictures.seen.get(file)

    def _file(self, file: str) -> Attachment | None:
        return self.materials.layout.attachments.usable.get(file)

    def _table(self, file: str) -> str | None:
        table = self.table(file)
        return digest(repr(table).encode()) if table is not None else None

    def document(self, document_id: str, lang: str) -> Document | None:
        """Return a document of any site; whoever reads it must ask for what it reads."""
        return self.materials.web.library.get(document_id, lang)

    def table(self, file: str) -> Table | None:
        """Return the table in a file beside a report; whoever reads it must ask for it."""
        return self.materials.web.library.tables.get(file)


def _keys(documents: list[Document] | tuple[Document, ...]) -> tuple[DocumentKey, ...]:
    return tuple((document.id, document.lang) for document in documents)
