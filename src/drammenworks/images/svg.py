"""Clean a drawing (SVG) so that it shows the same and can do nothing.

A drawing is a document: it may run scripts, fetch things and tell others who looks at it. Shown by ``<img>``
it may do little of that, but the file has an address of its own, and there it is a page on our host. What is
let through is listed; all else is left out. The text is written anew from what the parser saw, so that
nothing hides in how it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from drammenworks.errors import Phrase
from drammenworks.images.probe import UnusablePictureError
from drammenworks.images.svg_names import ATTRIBUTES, ELEMENTS, SVG, XLINK, XML
from drammenworks.images.svg_repeats import Repeats

_DEEPEST = 100
"""Elements inside each other; drawing programs use a dozen."""
_LARGEST = 5 << 20
"""Bytes: more than this is a photo that was traced or embedded."""
_SAFE_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_LOCAL = re.compile(r"#[^\s\"'()<>\\]+")
_URL = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
_DANGEROUS = re.compile(
    r"@(?!media\b)|\\|expression|javascript|behaviou?r|-moz-binding|image-set|src\(|//", re.IGNORECASE
)
"""What CSS can fetch or run things with; escapes (``\\``) because any of these could be written by them."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FETCHING_RULE = re.compile(
    r"@(?:import|charset|namespace)\b[^;{}]*;?|@font-face\s*\{[^{}]*\}", re.IGNORECASE
)
"""What drawing programs write in style sheets and a drawing does without."""
_SHOWN_AS = {"a": "g"}
"""A link leads away, but what is in it is part of the drawing."""
_DAMAGED = Phrase("tegningen er skadet og lar seg ikke åpne")


def sanitise(data: bytes) -> bytes:
    """Return a drawing without anything that could run, fetch or tell.

    :raises UnusablePictureError: if it is no drawing, is damaged, or declares entities.
    """
    if len(data) > _LARGEST:
        raise UnusablePictureError(Phrase("tegningen er altfor stor; lagre den uten bilder i, eller som PNG"))
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
        raise UnusablePictureError(_DAMAGED) from None
    if not writer.parts:
        raise UnusablePictureError(_DAMAGED)
    if writer.repeats.are_too_many:
        raise UnusablePictureError(Phrase("tegningen viser de samme delene altfor mange ganger"))
    return "".join(writer.parts).encode()


def _refuse_entities(*_: object) -> None:
    raise UnusablePictureError(Phrase("tegningen har egne entiteter (<!ENTITY>); lagre den som «vanlig SVG»"))


@dataclass(slots=True)
class _Writer:
    """Writes what is let through of the elements that the parser meets."""

    parts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    skipped: int = 0
    """How deep inside an element that is left out, with all that is in it."""
    repeats: Repeats = field(default_factory=Repeats)
    style: list[str] | None = None
    """The text of the style sheet that is being read."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Write the start of an element, unless it is left out."""
        if self.skipped or not self._is_allowed(name):
            self.skipped += 1
            return
        if len(self.open) >= _DEEPEST:
            raise UnusablePictureError(Phrase("tegningen har altfor mange grupper inni hverandre"))
        local = name.rpartition(" ")[2]
        local = _SHOWN_AS.get(local, local)
        written = "" if self.open else f' xmlns="{SVG}"'
        kept: dict[str, str] = {}
        for attribute, value in attributes.items():
            uri, _, plain = attribute.rpartition(" ")
            if uri == XLINK and plain == "href":
                # SVG 2 has it without a namespace, and every browser knows it so; the newer one wins.
                plain, uri = ("", "") if "href" in attributes else (plain, "")
            safe = _safe_value(local, plain, value) if uri in ("", XML) else None
            if plain and safe is not None:
                kept[plain] = safe
                written += f" {'xml:' if uri == XML else ''}{plain}={quoteattr(safe)}"
        self.repeats.start(kept)
        self.open.append(local)
        self.parts.append(f"<{local}{written}>")
        if local == "style":
            self.style = []

    def end(self, name: str) -> None:
        """Write the end of an element, unless it is left out."""
        if self.skipped:
            self.skipped -= 1
            return
        if self.style is not None:
            sheet = _FETCHING_RULE.sub("", _COMMENT.sub(" ", "".join(self.style)))
            self.parts.append(escape(sheet) if _is_safe_style(sheet) else "")
            self.style = None
        self.repeats.end()
        self.parts.append(f"</{self.open.pop()}>")

    def text(self, text: str) -> None:
        """Write text, unless it is in an element that is left out."""
        if self.skipped:
            return
        if self.style is not None:
            self.style.append(text)
        else:
            self.parts.append(escape(text))

    def _is_allowed(self, name: str) -> bool:
        uri, _, local = name.rpartition(" ")
        if not self.open:
            # The root decides what the file is.
            if (uri, local) != (SVG, "svg"):
                raise UnusablePictureError(Phrase("den er ikke en tegning (SVG)"))
            return True
        return uri == SVG and (local in ELEMENTS or local in _SHOWN_AS) and self.style is None


def _safe_value(element: str, name: str, value: str) -> str | None:
    """Return the value of an attribute, or None when it is left out."""
    if name not in ATTRIBUTES:
        return None
    if name == "href":
        if element == "image":
            return value if _SAFE_IMAGE.fullmatch(value.strip()) else None
        return value.strip() if _LOCAL.fullmatch(value.strip()) else None
    return value if _is_safe_style(value) or name in ("lang", "id", "class", "d", "points") else None


def _is_safe_style(text: str) -> bool:
    """Tell whether CSS, or a value that is read as such, refers to nothing outside the drawing."""
    plain = _COMMENT.sub(" ", text)
    return (
        not _DANGEROUS.search(plain)
        and all(_LOCAL.fullmatch(match[2].strip()) for match in _URL.finditer(plain))
        # What is no whole url() is one to a browser that mends what it reads.
        and "url" not in _URL.sub("", plain).lower()
    )
