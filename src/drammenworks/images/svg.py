"""Sanitise an SVG: it renders the same, and cannot run scripts or fetch anything.

An SVG is a document: it may run scripts, fetch resources and track who views it. In ``<img>`` a browser
prevents most of that, but the file also has a URL, where it is a page of our origin. Elements and attributes
are allowed by a list. The output is serialised from the parsed document, so that nothing hides in the syntax.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from drammenworks.errors import Phrase
from drammenworks.images.probe_result import UnusableImageError
from drammenworks.images.svg_allowlist import ATTRIBUTES, ELEMENTS, SVG, XLINK, XML
from drammenworks.images.svg_expansion_limit import ReferenceGraph

_MAX_DEPTH = 100
"""Nested elements; drawing programs use a dozen."""
_MAX_BYTES = 5 << 20
"""A larger file is a traced or embedded photo."""
_SAFE_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_LOCAL = re.compile(r"#[^\s\"'()<>\\]+")
_URL = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
_DANGEROUS = re.compile(
    r"@(?!media\b)|\\|expression|javascript|behaviou?r|-moz-binding|image-set|src\(|//", re.IGNORECASE
)
"""What CSS can fetch resources or run scripts with; also escapes (``\\``), which could spell any of these."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FETCHING_RULE = re.compile(
    r"@(?:import|charset|namespace)\b[^;{}]*;?|@font-face\s*\{[^{}]*\}", re.IGNORECASE
)
"""At-rules that drawing programs write and that rendering does not need."""
_REPLACEMENTS = {"a": "g"}
"""A link is not allowed, but its contents are part of the image."""
_DAMAGED = Phrase("tegningen er skadet og lar seg ikke åpne")


def sanitise(data: bytes) -> bytes:
    """Return an SVG without anything that could run scripts or fetch resources.

    :raises UnusableImageError: if it is not SVG, is damaged, too large, or declares entities.
    """
    if len(data) > _MAX_BYTES:
        raise UnusableImageError(Phrase("tegningen er altfor stor; lagre den uten bilder i, eller som PNG"))
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse_entities
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError):
        raise UnusableImageError(_DAMAGED) from None
    if not writer.parts:
        raise UnusableImageError(_DAMAGED)
    if writer.graph.is_too_large:
        raise UnusableImageError(Phrase("tegningen viser de samme delene altfor mange ganger"))
    return "".join(writer.parts).encode()


def _refuse_entities(*_: object) -> None:
    raise UnusableImageError(Phrase("tegningen har egne entiteter (<!ENTITY>); lagre den som «vanlig SVG»"))


@dataclass(slots=True)
class _Writer:
    """Serialises the allowed elements and attributes of the parsed document."""

    parts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    skipped: int = 0
    """The depth inside an element that is removed with its contents; 0 outside of one."""
    graph: ReferenceGraph = field(default_factory=ReferenceGraph)
    style: list[str] | None = None
    """The text of the open ``<style>`` element."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Write a start tag, if the element is allowed."""
        if self.skipped or not self._is_allowed(name):
            self.skipped += 1
            return
        if len(self.open) >= _MAX_DEPTH:
            raise UnusableImageError(Phrase("tegningen har altfor mange grupper inni hverandre"))
        local = name.rpartition(" ")[2]
        local = _REPLACEMENTS.get(local, local)
        written = "" if self.open else f' xmlns="{SVG}"'
        safe_attributes: dict[str, str] = {}
        for attribute, value in attributes.items():
            uri, _, plain = attribute.rpartition(" ")
            if uri == XLINK and plain == "href":
                # In SVG 2 href has no namespace, which every browser supports and prefers.
                plain, uri = ("", "") if "href" in attributes else (plain, "")
            safe = _safe_value(local, plain, value) if uri in ("", XML) else None
            if plain and safe is not None:
                safe_attributes[plain] = safe
                written += f" {'xml:' if uri == XML else ''}{plain}={quoteattr(safe)}"
        self.graph.start(safe_attributes)
        self.open.append(local)
        self.parts.append(f"<{local}{written}>")
        if local == "style":
            self.style = []

    def end(self, name: str) -> None:
        """Write an end tag, if the element is allowed."""
        if self.skipped:
            self.skipped -= 1
            return
        if self.style is not None:
            sheet = _FETCHING_RULE.sub("", _COMMENT.sub(" ", "".join(self.style)))
            self.parts.append(escape(sheet) if _is_safe_style(sheet) else "")
            self.style = None
        self.graph.end()
        self.parts.append(f"</{self.open.pop()}>")

    def text(self, text: str) -> None:
        """Write text, if its element is allowed."""
        if self.skipped:
            return
        if self.style is not None:
            self.style.append(text)
        else:
            self.parts.append(escape(text))

    def _is_allowed(self, name: str) -> bool:
        uri, _, local = name.rpartition(" ")
        if not self.open:
            # The root element decides what the file is.
            if (uri, local) != (SVG, "svg"):
                raise UnusableImageError(Phrase("den er ikke en tegning (SVG)"))
            return True
        return uri == SVG and (local in ELEMENTS or local in _REPLACEMENTS) and self.style is None


def _safe_value(element: str, name: str, value: str) -> str | None:
    """Return the value of an attribute, or None when it is not allowed."""
    if name not in ATTRIBUTES:
        return None
    if name == "href":
        if element == "image":
            return value if _SAFE_IMAGE.fullmatch(value.strip()) else None
        return value.strip() if _LOCAL.fullmatch(value.strip()) else None
    return value if _is_safe_style(value) or name in ("lang", "id", "class", "d", "points") else None


def _is_safe_style(text: str) -> bool:
    """Return whether CSS, or an attribute value that is parsed as CSS, has no external reference."""
    plain = _COMMENT.sub(" ", text)
    return (
        not _DANGEROUS.search(plain)
        and all(_LOCAL.fullmatch(match[2].strip()) for match in _URL.finditer(plain))
        # Browsers repair an incomplete url().
        and "url" not in _URL.sub("", plain).lower()
    )
