"""Which documents a site of a given size has: their kinds, names, dates and tags, but not yet their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.corpus import prose, words
from benchmarks.corpus.seeded_random import SeededRandom
from drammenworks.base.text.slugs import slugify

SEED = 20261121

PER_PAGE = 12
"""Documents on a page of a list."""

_FIRST_DAY = date(2016, 1, 1)
_DAYS = 3650
"""All dates are past, so that no generator holds a document back."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content."""

    name: str
    """As we call it."""
    section: str
    """The first part of its documents' addresses; pages lie at the root and have no list."""
    label: str
    """The title of its list."""
    share: float
    """Of all documents; articles are the rest."""
    tags: tuple[int, int]
    """The fewest and the most tags of a document."""


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("article", "aktuelt", "Aktuelt", 0.0, (2, 4)),
        Kind("project", "prosjekter", "Prosjekter", 0.05, (2, 3)),
        Kind("event", "arrangementer", "Arrangementer", 0.05, (1, 2)),
        Kind("person", "personer", "Personer", 0.03, (1, 2)),
        Kind("organisation", "organisasjoner", "Organisasjoner", 0.02, (1, 2)),
        Kind("place", "steder", "Steder", 0.03, (1, 2)),
        # Pelican lists no pages by tag, so that pages have none.
        Kind("page", "", "Sider", 0.02, (0, 0)),
    )
}

TAGS_SECTION = "emner"
MENU = ("project", "event", "article", "place")
"""The sections in the main menu; the page «om» comes after them."""
FOOTER = ("person", "organisation")
"""The sections in the footer; the page «personvern» comes after them."""
_BY_DATE = ("article", "event")
_FIXED_PAGES = ("om", "personvern")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document without its text."""

    index: int
    kind: Kind
    name: str
    title: str
    date: date
    tags: tuple[str, ...]
    fact: tuple[str, str]
    """A field of its kind and its value; both empty for kinds that show none."""

    @property
    def url(self) -> str:
        """Where every generator puts it."""
        return f"/{self.kind.section}/{self.name}/" if self.kind.section else f"/{self.name}/"


@dataclass(frozen=True, slots=True)
class Paging:
    """Which lists a generator splits into pages of :data:`PER_PAGE` documents."""

    word: str = "side"
    """In the addresses of the second and later pages of a list."""
    sections: bool = True
    tags: bool = True
    is_from_oldest: bool = False
    """Lists by date have their numbers from the oldest page, and redirects from what numbers they lack."""
    besides: str | None = None
    """A pattern of the paths of pages that it makes besides, and the others do not."""


EVERYTHING_PAGED = Paging()


@dataclass(frozen=True, slots=True)
class DocumentList:
    """The list of a section or tag."""

    documents: int
    pages: frozenset[str]
    """The paths of its HTML files."""


@dataclass(frozen=True, slots=True)
class Outline:
    """All documents of a site."""

    seed: int
    entries: tuple[Entry, ...]
    by_kind: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, seed: int, entries: tuple[Entry, ...]) -> Outline:
        """Return the outline of these documents."""
        by_kind = {name: tuple(entry for entry in entries if entry.kind.name == name) for name in KINDS}
        return cls(seed, entries, by_kind)

    def pages(self, paging: Paging = EVERYTHING_PAGED) -> set[str]:
        """Return the path of every HTML file that a generator has to write."""
        documents = {f"{entry.url.strip('/')}/index.html" for entry in self.entries}
        lists = {path for found in self.lists(paging) for path in found.pages}
        return documents | lists | {"index.html", "404.html", f"{TAGS_SECTION}/index.html"}

    def lists(self, paging: Paging = EVERYTHING_PAGED) -> Iterator[DocumentList]:
        """Yield the list of every section and tag."""
        for kind in KINDS.values():
            if kind.section:
                count = len(self.by_kind[kind.name])
                word = paging.word if paging.sections else None
                yield _list(kind.section, count, word, paging.is_from_oldest and kind.name in _BY_DATE)
        for tag, count in self.tags().items():
            word = paging.word if paging.tags else None
            yield _list(f"{TAGS_SECTION}/{tag}", count, word, paging.is_from_oldest)

    def tags(self) -> Counter[str]:
        """Return every tag that is used, with the number of its documents."""
        return Counter(tag for entry in self.entries for tag in entry.tags)


def make_outline(size: int, seed: int = SEED) -> Outline:
    """Return a site of ``size`` documents, at least 50; the front page comes on top."""
    if size < 50:
        raise ValueError(f"{size} documents are too few for every kind to have its share")
    counts = {kind.name: int(size * kind.share) for kind in KINDS.values()}
    counts["page"] = max(counts["page"], len(_FIXED_PAGES))
    counts["article"] = size - sum(counts.values())
    kinds = [KINDS[name] for name, count in counts.items() for _ in range(count)]
    numbers = {name: iter(range(count)) for name, count in counts.items()}
    return Outline.of(
        seed,
        tuple(make_entry(index, kind, next(numbers[kind.name]), seed) for index, kind in enumerate(kinds)),
    )


def make_entry(index: int, kind: Kind, number: int, seed: int) -> Entry:
    """Return the document ``index`` of a site, which is number ``number`` of its kind."""
    random = SeededRandom(seed * 1_000_003 + index * 2)
    title = _title(kind, random)
    if kind.name == "page" and number < len(_FIXED_PAGES):
        name = _FIXED_PAGES[number]
    else:
        name = f"{slugify(title)[:60].rstrip('-')}-{number + 1}"
    day = _FIRST_DAY + timedelta(days=random.between(0, _DAYS))
    tags = random.zipf(words.TAGS, random.between(*kind.tags))
    return Entry(index, kind, name, title, day, tags, _fact(kind, random))


def _title(kind: Kind, random: SeededRandom) -> str:
    place = random.pick(words.PLACES)
    if kind.name == "person":
        return f"{random.pick(words.GIVEN_NAMES)} {random.pick(words.GIVEN_NAMES)} {place}"
    if kind.name in ("organisation", "place"):
        return f"{place} {random.pick(words.ACTORS)}"
    return prose.title(random)


def _fact(kind: Kind, random: SeededRandom) -> tuple[str, str]:
    match kind.name:
        case "project":
            return "status", random.pick(("planned", "active", "completed"))
        case "event":
            return "clock", f"{random.between(8, 20):02}:{random.pick(('00', '15', '30', '45'))}"
        case "person":
            return "role", random.pick(words.ROLES)
        case "organisation":
            return "kind", random.pick(("member", "partner", "public", "supporter"))
        case "place":
            return "category", random.pick(("shop", "eatery", "stay", "experience", "service"))
    return "", ""


def _list(root: str, documents: int, word: str | None, is_from_oldest: bool) -> DocumentList:
    """Return a list, on one page if there is no word for further pages."""
    pages = max(1, -(-documents // PER_PAGE)) if word else 1
    # From the oldest, the first page is numbered too as soon as a full one can be split off the list's own.
    first = 1 if is_from_oldest and word and documents >= 2 * PER_PAGE else 2
    further = (f"{root}/{word}/{number}/index.html" for number in range(first, pages + 1))
    return DocumentList(documents, frozenset((f"{root}/index.html", *further)))
