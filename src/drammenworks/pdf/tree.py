"""The tree that a PDF is typeset from: what the page of a document says, without what only browsers can do.

A theme's Typst files get it as data, so that no text can ever become code. An element is a mapping with
``name`` (an HTML element), ``children`` (elements and texts) and, where it has them, ``class``, ``lang`` and
what its kind of element needs. In an element are either texts and inline elements, or blocks alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Element = dict[str, Any]
Node = Element | str

OMIT = "omit"
"""The value of ``data-pdf`` on what a page shows and its PDF does not, such as cards that lead elsewhere."""

_DROPPED = frozenset(
    {
        "button",
        "dialog",
        "form",
        "iframe",
        "input",
        "link",
        "meta",
        "nav",
        "noscript",
        "script",
        "source",
        "style",
        "template",
        "track",
        "video",
    }
)
"""Elements that do nothing on paper, or show nothing."""
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    }
)
_PICTURES = frozenset({"img", "svg"})
_UNWRAPPED = frozenset({"picture", "tbody", "wbr"})
"""Elements whose children stand in their place."""
_KEPT = {"scope": "scope", "start": "start", "value": "value", "colspan": "colspan", "rowspan": "rowspan"}

_SPACE = re.compile(r"[ \t\n\r\f]+")
_LONG = re.compile(r"[^\s\u00ad\u200b-]{41,}")
"""What no line has room for unless it is broken inside; hyphenation knows no such words."""
_PIECE = 20
_WHOLE = re.compile(r' width="100%"')
_HEIGHT = re.compile(r' height="([0-9.]+)"')
_TAILS = 6
_WIDTH = 567
"""Pixels of a drawing that is as wide as its place: 150 millimetres, as wide as the text of a page."""


class TreeBuilder:
    """Makes the tree of one page."""

    def __init__(self, resolve: Callable[[str], str], picture: Callable[[LexborNode], str | None]) -> None:
        """Take what a tree needs to know of the site.

        :param resolve: returns the absolute URL of a link on the page.
        :param picture: returns the file that a PDF shows of an ``img``; None for none.
        """
        self._resolve = resolve
        self.links: tuple[str, ...] = ()
        """Where the page of the last tree leads, also with what the tree leaves out."""
        self._picture = picture

    def build(self, html: str) -> Element | None:
        """Return the tree of the article of a page; None for a page that has none."""
        # Loaded only when it is needed.
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415

        article = LexborHTMLParser(html).css_first("article.document")
        if article is None:
            return None
        self._notes = {
            note.attributes.get("id"): note for note in article.css("section.footnotes li") if note.id
        }
        self._shown_notes: set[str] = set()
        links = (link.attributes.get("href") or "" for link in article.css("a[href]"))
        self.links = tuple(dict.fromkeys(self._resolve(href) for href in links if not href.startswith("#")))
        tree = self._element(article)
        assert tree is not None
        _keep_targets(tree)
        return tree

    def _children(self, parent: LexborNode) -> list[Node]:
        nodes: list[Node] = []
        for child in parent.iter(include_text=True, skip_empty=False):
            if child.tag == "-text":
                nodes.append(_SPACE.sub(" ", child.text_content or ""))
            elif child.tag in _UNWRAPPED:
                nodes += self._children(child)
            elif (element := self._element(child)) is not None:
                nodes.append(element)
        return _tidy(nodes)

    def _element(self, node: LexborNode) -> Element | None:
        name, attributes = node.tag or "", node.attributes
        classes = (attributes.get("class") or "").split()
        if _is_dropped(name, attributes, classes):
            return None
        element: Element = {"name": name}
        if classes:
            element["class"] = classes
        if lang := attributes.get("lang"):
            element["lang"] = lang
        if (id_ := attributes.get("id")) and name != "svg":
            element["id"] = id_
        element |= {key: attributes[name] for name, key in _KEPT.items() if attributes.get(name)}
        if name == "svg":
            return element | _drawing(node)
        if name == "img":
            file = self._picture(node)
            if file is None:
                return None
            width = attributes.get("width") or ""
            shown = {"src": file, "alt": attributes.get("alt") or ""}
            return element | shown | ({"width": int(width)} if width.isdecimal() else {})
        if name == "a" and (note := self._note(attributes.get("href") or "")) is not None:
            return note
        if name == "a" and (href := attributes.get("href")):
            element["href"] = href if href.startswith("#") else self._resolve(href)
        element["children"] = self._children(node)
        return element if element["children"] or name in ("br", "hr", "td", "th") else None

    def _note(self, href: str) -> Element | None:
        """Return the footnote that a link leads to: on paper it stands at the foot of the page."""
        note = self._notes.get(href.removeprefix("#"))
        if note is None:
            return None
        id_ = str(note.id)
        if id_ in self._shown_notes:
            return {"name": "footnote", "of": id_, "children": []}
        self._shown_notes.add(id_)
        inside = self._children(note)
        first, *others = inside or [""]
        if not others and not isinstance(first, str) and first["name"] == "p":
            inside = first["children"]
        return {"name": "footnote", "id": id_, "children": inside}


def _is_dropped(name: str, attributes: dict[str, str | None], classes: list[str]) -> bool:
    return (
        name in _DROPPED
        or attributes.get("data-pdf") == OMIT
        or attributes.get("aria-hidden") == "true"
        or "hidden" in attributes
        or "popover" in attributes
        or "visually-hidden" in classes
        or "footnote-back" in classes
        or (name == "section" and "footnotes" in classes)
        or (name == "svg" and attributes.get("role") != "img")
    )


def _drawing(node: LexborNode) -> Element:
    """Return a drawing as a file of its own, with its title as the alternative text."""
    title = node.css_first("title")
    # The only entity of HTML that serialising writes and XML does not know.
    markup = (node.html or "").replace("&nbsp;", "\N{NO-BREAK SPACE}")
    if _WHOLE.search(markup.partition(">")[0]) is not None:
        markup = _WHOLE.sub(f' width="{_WIDTH}"', markup, count=1)
        # A page shows what hangs out of a drawing, such as the tails of its last line.
        markup = _HEIGHT.sub(lambda found: f' height="{float(found[1]) + _TAILS:g}"', markup, count=1)
    if "xmlns=" not in markup.partition(">")[0]:
        markup = markup.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    alt = node.attributes.get("aria-label") or (title.text() if title is not None else "")
    return {"svg": markup, "alt": _SPACE.sub(" ", alt).strip()}


# --- text -----------------------------------------------------------------------------------------


def _tidy(nodes: list[Node]) -> list[Node]:
    """Return children without needless space, and with paragraphs around text that stands beside blocks."""
    if all(map(_is_inline, nodes)):
        return _trimmed(nodes)
    blocks: list[Node] = []
    run: list[Node] = []
    for node in [*nodes, None]:
        if node is not None and _is_inline(node):
            run.append(node)
            continue
        text = _trimmed(run)
        if all(map(_is_picture, text)):
            blocks += [part for part in text if part != " "]
        else:
            blocks.append({"name": "p", "children": text})
        run = []
        if node is not None:
            blocks.append(node)
    return blocks


def _is_picture(node: Node) -> bool:
    return node == " " or (not isinstance(node, str) and node["name"] in _PICTURES)


def _is_inline(node: Node) -> bool:
    if isinstance(node, str):
        return True
    name = node["name"]
    return name == "footnote" or (name in _INLINE and all(map(_is_inline, node.get("children", ()))))


def _trimmed(nodes: list[Node]) -> list[Node]:
    """Return a line of text without space at its ends, and never with two spaces after each other."""
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and joined and isinstance(joined[-1], str):
            joined[-1] = _SPACE.sub(" ", joined[-1] + node)
        else:
            joined.append(node)
    if joined and isinstance(joined[0], str):
        joined[0] = joined[0].lstrip(" ")
    if joined and isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip(" ")
    return [breakable(node) if isinstance(node, str) else node for node in joined if node]


def breakable(text: str) -> str:
    """Return a text whose words all have room on a line: where they are far too long, they may be broken."""
    return _LONG.sub(
        lambda match: "\u200b".join(
            match[0][start : start + _PIECE] for start in range(0, len(match[0]), _PIECE)
        ),
        text,
    )


# --- links within the document --------------------------------------------------------------------


def walk(element: Element) -> Iterator[Element]:
    """Yield an element and all elements in it, in the order of the document."""
    yield element
    for child in element.get("children", ()):
        if not isinstance(child, str):
            yield from walk(child)


def _keep_targets(tree: Element) -> None:
    """Leave the ids that links in the document lead to, and the links to places that are in it."""
    wanted = {element["href"][1:] for element in walk(tree) if element.get("href", "").startswith("#")}
    there: set[str] = set()
    for element in walk(tree):
        if element["name"] == "footnote" or "id" not in element:
            continue
        if element["id"] in wanted:
            there.add(element["id"])
        else:
            del element["id"]
    for element in walk(tree):
        if element.get("href", "").startswith("#") and element["href"][1:] not in there:
            del element["href"]
