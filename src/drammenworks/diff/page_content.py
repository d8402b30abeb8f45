"""What a reader and a search engine get from a page, read from its HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "picture",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
    ]
)
"""Elements whose text is not of one line with what stands beside them."""
_UNREAD: Final = frozenset(["script", "style", "template", "svg", "noscript"])
_FINGERPRINT: Final = re.compile(r"\.[0-9a-f]{6,32}(?=[.-])(?:-[0-9]+)?")
"""What a build puts into the names of files, with the width of a picture."""
_REFRESH: Final = re.compile(r"\s*0\s*;\s*url=['\"]?([^'\"]+)", re.IGNORECASE)
_MAX_DEPTH: Final = 200
"""Nested elements that are read; HTML of ours has under 30."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page, without what its template looks like."""

    title: str
    """Its first heading; its ``<title>`` when it has none."""
    lang: str
    description: str
    canonical: str
    is_hidden: bool
    """Search engines are asked not to list it."""
    redirect: str | None
    """The address that it leads to at once."""
    text: tuple[str, ...]
    """The blocks of text of its main part, in order."""
    teasers: tuple[str, ...]
    """Blocks in cards of other pages, and in what surrounds the main part."""
    times: tuple[tuple[str, str], ...]
    """``datetime`` and text of each time in the article that has its heading; in its text when none has."""
    images: tuple[tuple[str, str], ...]
    """Name without fingerprint, and alternative text, of the pictures in its text."""
    links: tuple[str, ...]
    """Where its text leads."""
    data: tuple[tuple[str, str], ...]
    """Each value of its structured data, with the way to it: ``Event.offers.price``."""

    @property
    def is_list(self) -> bool:
        """Whether it lists pages that belong together, which is what its structured data says."""
        return any(way.startswith("CollectionPage.") for way, _ in self.data)


def read_page(html: bytes) -> PageContent:
    """Return what an HTML page says; of damaged HTML, what a browser would show."""
    tree = LexborHTMLParser(html)
    reader = _Reader()
    if tree.body is not None:
        reader.read(tree.body)
    root = tree.root
    heading = tree.css_first("main h1") or tree.css_first("h1") or tree.css_first("title")
    refresh = _meta(tree, "meta[http-equiv=refresh]")
    found = _REFRESH.match(refresh)
    canonical = tree.css_first("link[rel=canonical]")
    return PageContent(
        _line(heading.text(deep=True)) if heading is not None else "",
        (root.attributes.get("lang") or "") if root is not None else "",
        _meta(tree, "meta[name=description]"),
        (canonical.attributes.get("href") or "") if canonical is not None else "",
        "noindex" in _meta(tree, "meta[name=robots]"),
        found[1].strip() if found else None,
        tuple(reader.text),
        tuple(reader.teasers),
        tuple(reader.times if tree.css_first("main article h1") is None else reader.article_times),
        tuple(reader.images),
        tuple(reader.links),
        tuple(_structured_data(tree)),
    )


def without_fingerprint(address: str) -> str:
    """Return the address of a file without what a build puts into its name."""
    folder, slash, name = address.rpartition("/")
    return f"{folder}{slash}{_FINGERPRINT.sub('', name)}"


class _Reader:
    """Walks a page and collects the blocks of its text."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.teasers: list[str] = []
        self.times: list[tuple[str, str]] = []
        self.article_times: list[tuple[str, str]] = []
        self.images: list[tuple[str, str]] = []
        self.links: list[str] = []
        self._words: list[str] = []

    def read(
        self, node: LexborNode, *, is_own: bool = False, in_article: bool = False, depth: int = 0
    ) -> None:
        """Read an element and all in it.

        :param is_own: it belongs to what the page itself says.
        """
        if depth > _MAX_DEPTH:
            return
        child = node.child
        while child is not None:
            tag = child.tag or ""
            if tag == "-text":
                self._words.append(child.text(deep=False))
            elif tag not in _UNREAD and tag != "-comment":
                own = is_own or tag == "main"
                # A card is an article of its own within the page.
                is_card = tag == "article" and is_own and "card" in (child.attributes.get("class") or "")
                own = own and not is_card and tag != "nav" and not _is_of_others(child, tag)
                self._note(child, tag, is_own=own, in_article=in_article)
                if tag in _BLOCKS or tag == "br":
                    self._end_block(is_own=is_own)
                is_inside = in_article or (tag == "article" and own)
                self.read(child, is_own=own, in_article=is_inside, depth=depth + 1)
                if tag in _BLOCKS:
                    self._end_block(is_own=own)
            child = child.next
        if depth == 0:
            self._end_block(is_own=is_own)

    def _note(self, node: LexborNode, tag: str, *, is_own: bool, in_article: bool) -> None:
        if not is_own:
            return
        attributes = node.attributes
        if tag == "time":
            time = (attributes.get("datetime") or "", _line(node.text(deep=True)))
            self.times.append(time)
            if in_article:
                self.article_times.append(time)
        elif tag == "img":
            source = without_fingerprint(attributes.get("src") or "")
            self.images.append((source, attributes.get("alt") or ""))
        elif tag == "a" and attributes.get("href"):
            self.links.append(without_fingerprint(attributes["href"] or ""))

    def _end_block(self, *, is_own: bool) -> None:
        line = _line("".join(self._words))
        self._words.clear()
        if line:
            (self.text if is_own else self.teasers).append(line)


def _is_of_others(node: LexborNode, tag: str) -> bool:
    """Tell whether a section tells of other pages: on paper, where nobody follows a link, it is left out."""
    return tag == "section" and node.attributes.get("data-pdf") == "omit"


def _meta(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get("content") or "") if node is not None else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _structured_data(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            value = json.loads(node.text(deep=True))
        except (ValueError, RecursionError):
            continue
        yield from _values(value, "", 0)


def _values(value: Any, way: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield each plain value of JSON-LD with the names that lead to it; breadcrumbs are seen on the page."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _values(item, way, depth + 1)
    elif isinstance(value, dict):
        kind = value.get("@type")
        if kind == "BreadcrumbList":
            return
        start = way or (kind if isinstance(kind, str) else "")
        for name, inner in value.items():
            if name == "@graph":
                yield from _values(inner, way, depth + 1)
            elif not name.startswith("@"):
                yield from _values(inner, f"{start}.{name}", depth + 1)
    elif value is not None:
        yield way, without_fingerprint(str(value))
