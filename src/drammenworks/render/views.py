"""What templates see of pictures, tables, menus and lists: plain frozen values.

Those that every page has several of are named tuples, which are made in half the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from drammenworks.content.document import DocumentKey
from drammenworks.content.markdown import ImageNode

LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
"""Languages as Open Graph names them, each with a country."""


class PictureOrigin(NamedTuple):
    """What describes a picture: a field of a document, or its text."""

    document: DocumentKey
    field: str | None
    """The name of the field; a translation may inherit it."""
    node: ImageNode | None = None
    """The picture in the text; this very object, for another may be equal to it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the content describes it; ``image()`` gives its sizes."""

    file: str
    alt: str | None
    decorative: bool
    focal: tuple[float, float] | None
    credit: str | None
    caption: str | None
    download: bool = False
    """It may be fetched in full; ``original()`` gives the file."""
    origin: PictureOrigin | None = None
    """None for a picture whose focal point nobody can choose."""
    lang: str | None = None
    """The language of its texts where that is not the page's."""


@dataclass(frozen=True, slots=True)
class FileView:
    """A file that the public may fetch."""

    url: str
    format: str
    """``PDF``, ``JPEG`` and the like."""
    size: int
    """Bytes."""


class AttachmentView(NamedTuple):
    """A file that the text of a document links to."""

    label: str
    """The text of the link; plain text, typeset."""
    lang: str | None
    """The language of the label, when the link says so."""
    url: str
    format: str
    """``PDF``, ``Word`` and the like."""
    size: int
    """Bytes."""


class EntranceView(NamedTuple):
    """A way in from the front page."""

    title: str
    text: str | None
    url: str


class PlayerView(NamedTuple):
    """A film that somebody else plays."""

    provider: str
    """What readers call the host."""
    frame_url: str
    """For a frame; to be asked for after a click only."""
    page_url: str
    """Its page at the host."""


class Slide(NamedTuple):
    """A picture of a gallery in its enlarged view."""

    picture: Picture
    id: str
    number: int
    """From 1, among all pictures of the gallery."""
    previous_id: str | None
    """Of the slide with the picture before this one; none where there is no such slide."""
    next_id: str | None


class GalleryItem(NamedTuple):
    """A picture of a gallery, and the enlarged view that it opens."""

    picture: Picture
    id: str
    """Of the enlarged view."""
    slides: tuple[Slide, ...]
    """This picture first, then the others in their order, around to those before it."""


@dataclass(frozen=True, slots=True)
class PictureSource:
    """The alternatives of one format."""

    type: str
    srcset: str
    media: str | None = None
    """When it is for some readers only."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in the sizes that are published."""

    src: str
    src_width: int
    """Of the file at ``src``, in pixels."""
    srcset: str
    """Empty when the fallback has one size only."""
    sources: tuple[PictureSource, ...]
    width: int
    """Of what is shown of it, in pixels; with the height it gives the shape."""
    height: int
    classes: str
    """What stands in its place before it has come, and where its subject is; may be empty."""

    @property
    def candidates(self) -> str:
        """The files of the fallback's format, also where there is one only."""
        return self.srcset or f"{self.src} {self.src_width}w"


@dataclass(frozen=True, slots=True)
class SocialCard:
    """The picture that a page is shown by where its address is shared."""

    url: str
    """Absolute, since it is other sites that show it."""
    width: int
    height: int


class LinkView(NamedTuple):
    """An entry of a menu or breadcrumb, or a tag."""

    label: str
    url: str | None
    current: bool = False
    """It is this very page."""
    within: bool = False
    """This page lies under it."""
    lang: str | None = None
    """The language of its label where that is not the page's."""


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term with how many documents carry it."""

    label: str
    url: str
    count: int


class FeedLink(NamedTuple):
    """A feed."""

    title: str
    format: str
    """What readers call it: ``Atom``, ``JSON Feed``."""
    type: str
    """Its media type."""
    url: str


class Alternate(NamedTuple):
    """The page in one language."""

    lang: str
    name: str
    url: str
    absolute_url: str
    current: bool

    @property
    def locale(self) -> str:
        """The language as Open Graph names it."""
        return LOCALES[self.lang]


class PagerEntry(NamedTuple):
    """One page of a longer list."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """The way between the pages of a list."""

    number: int | None
    """The number of this page; None for the first page of a list by date, which has none."""
    count: int | None
    """How many pages there are; None for a list by date."""
    is_by_date: bool
    """The list begins with the newest, and ``next_url`` leads to older ones."""
    previous_url: str | None
    next_url: str | None
    first_url: str
    last_url: str | None
    """None when there is only one page."""
    pages: tuple[PagerEntry, ...]
    """The first, the last and those around this one; none for a list by date."""


class FilterEntry(NamedTuple):
    """A page of the documents with one value."""

    value: str
    """As addresses and style sheets name it."""
    label: str
    url: str
    total: int
    """How many documents have it."""
    current: bool


class Filter(NamedTuple):
    """By what the documents of a section can be sorted out."""

    name: str
    """``year``, ``category`` or ``place``."""
    entries: tuple[FilterEntry, ...]


class KindGroup(NamedTuple):
    """Documents of one kind among others."""

    kind: str
    items: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of documents, or of terms."""

    title: str
    kind: str | None
    items: Sequence[Any]
    total: int | None
    """How many documents the list has; said on its first page alone."""
    pager: Pager | None
    upcoming: Sequence[Any] = ()
    past: Sequence[Any] = ()
    feeds: tuple[FeedLink, ...] = ()
    """Of what is new in the list."""
    calendar_url: str | None = None
    """Of the calendar of all events, absolute, on the published site."""
    terms: tuple[TermEntry, ...] = ()
    filters: tuple[Filter, ...] = ()
    """By what the documents of its section can be sorted out."""
    groups: tuple[KindGroup, ...] = ()
    """The documents of a term, by kind."""
    facet: str | None = None
    """By what the page sorts out the documents of its section."""
    root_url: str | None = None
    """Of the whole list, on a page that shows the documents with one value."""


class PageView(NamedTuple):
    """What the frame of a page needs to know."""

    title: str
    description: str | None
    url: str
    canonical_url: str
    lang: str
    is_home: bool
    noindex: bool
    policy: str
    stylesheet: str
    preloads: tuple[str, ...]
    """URLs of the typefaces to fetch at once."""
    alternates: tuple[Alternate, ...]
    languages: tuple[Any, ...]
    """All others of the site."""
    hreflang: tuple[Alternate, ...]
    """What search engines are to know of them; empty when another site has the canonical page."""
    breadcrumbs: tuple[LinkView, ...]
    feeds: tuple[FeedLink, ...]
    """Of all of the site in its language; and before them, on the list of a section, of that."""

    @property
    def locale(self) -> str:
        """Its language as Open Graph names it."""
        return LOCALES[self.lang]
