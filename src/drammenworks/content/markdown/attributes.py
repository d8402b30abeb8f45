"""Attributes in braces, ``{#id .class key=value flag}``: their syntax and their values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto

from drammenworks.errors import Phrase

Pairs = list[tuple[str, str | None]]
"""Names and values as in the source; the value of a flag is None."""

_MAX_LENGTH = 2_000
"""Longer text in braces is not attributes. Limits the search for the closing brace."""

_SPACE = re.compile(r"\s*")
_ITEM = re.compile(
    r"""
    \#(?P<id>[\w-]+)
    | \.(?P<class>[\w-]+)
    | (?P<key>[^\W\d_][\w-]*)
      (?P<value> =
        (?: "(?P<straight>(?:[^"\\]|\\.)*)"
        | '(?P<single>[^']*)'
        # Word processors insert curly quotation marks, which are accepted as well.
        | [“”](?P<curly>[^“”]*)[“”]
        | «(?P<guillemets>[^«»]*)»
        | (?P<bare>[^\s"'“”«»{}][^\s"“”«»{}]*)
        )
      )?
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile(r'\\(["\\])')


def parse_attributes(text: str, start: int, end: int) -> tuple[int, Pairs] | None:
    """Parse the attributes that begin with ``{`` at ``start``.

    :returns: the position after ``}`` and the pairs; None if they are malformed or empty, or
        extend beyond ``end``.
    """
    pairs: Pairs = []
    end = min(end, start + _MAX_LENGTH)
    pos = start + 1
    while pos < end:
        pos = _end_of(_SPACE.match(text, pos, end))
        if text[pos : pos + 1] == "}" and pos < end:
            return (pos + 1, pairs) if pairs else None
        item = _ITEM.match(text, pos, end)
        if item is None:
            return None
        pairs.append(_pair(item))
        pos = item.end()
    return None


def with_attribute(text: str, start: int, name: str, value: str) -> str | None:
    """Return ``text`` with one attribute of the braces at ``start`` set, and every other character unchanged.

    :returns: None if the braces contain no attributes.
    """
    found = parse_attributes(text, start, len(text))
    if found is None:
        return None
    items = list(_ITEM.finditer(text, start + 1, found[0] - 1))
    # Of several of one name the last is valid.
    same = [item for item in items if (item["key"] or "").casefold() == name]
    attribute = f'{name}="{value}"'
    if same:
        return text[: same[-1].start()] + attribute + text[same[-1].end() :]
    return f"{text[: items[-1].end()]} {attribute}{text[items[-1].end() :]}"


def _end_of(match: re.Match[str] | None) -> int:
    assert match is not None, "the pattern matches empty text"
    return match.end()


def _pair(item: re.Match[str]) -> tuple[str, str | None]:
    if item["id"]:
        return ("id", item["id"])
    if item["class"]:
        return ("class", item["class"])
    key = item["key"].casefold()
    if item["value"] is None:
        return (key, None)
    if item["straight"] is not None:
        return (key, _ESCAPED.sub(r"\1", item["straight"]))
    return (key, item["single"] or item["curly"] or item["guillemets"] or item["bare"] or "")


class AttributeType(Enum):
    """The type of an attribute's value."""

    WORDS = auto()
    """Any text, used unchanged."""
    PROSE = auto()
    """Prose; typeset."""
    NAME = auto()
    """One word of letters, digits, ``-`` and ``_``."""
    FLAG = auto()
    """Present or absent."""
    COUNT = auto()
    """A whole number from 1 to 999."""
    LANGUAGE = auto()
    """A BCP 47 tag such as ``en`` or ``nb-NO``."""
    TARGET = auto()
    """A path or a URL."""
    VARIANT = auto()
    """One of ``VARIANTS``."""
    POINT = auto()
    """A position in a picture: fractions of its width and height, from 0 to 1."""
    PART = auto()
    """One of ``PARTS``."""
    YEAR = auto()
    """A year of four digits."""


VARIANTS = ("primary", "secondary")
"""The prominence of a button."""

PARTS = ("number", "change", "previous", "target")
"""What to show of a figure instead of its value with its unit."""

ATTRIBUTE_TYPES = {
    "id": AttributeType.NAME,
    "class": AttributeType.WORDS,
    "lang": AttributeType.LANGUAGE,
    "hreflang": AttributeType.LANGUAGE,
    "decorative": AttributeType.FLAG,
    "caption": AttributeType.PROSE,
    "credit": AttributeType.PROSE,
    "sizes": AttributeType.WORDS,
    "focal": AttributeType.POINT,
    "download": AttributeType.FLAG,
    "src": AttributeType.TARGET,
    "alt": AttributeType.PROSE,
    "columns": AttributeType.COUNT,
    "by": AttributeType.PROSE,
    "role": AttributeType.PROSE,
    "variant": AttributeType.VARIANT,
    "limit": AttributeType.COUNT,
    "open": AttributeType.FLAG,
    "show": AttributeType.PART,
    "year": AttributeType.YEAR,
}
"""The attributes of all elements, with their types."""

COMMON = ("id", "class", "lang")
HEADING = COMMON
SPAN = COMMON
LINK = (*COMMON, "hreflang")
FIGURE = ("show", "year")
IMAGE = (*COMMON, "decorative", "caption", "credit", "focal", "download", "sizes")

_SHARE = r"(0(?:\.\d+)?|1(?:\.0+)?)"

_VALID = {
    AttributeType.NAME: re.compile(r"[\w-]+"),
    AttributeType.FLAG: re.compile("true|false"),
    AttributeType.COUNT: re.compile("[1-9][0-9]{0,2}"),
    AttributeType.LANGUAGE: re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}"),
    AttributeType.VARIANT: re.compile("|".join(VARIANTS)),
    AttributeType.PART: re.compile("|".join(PARTS)),
    AttributeType.YEAR: re.compile("[12][0-9]{3}"),
    # In the same notation as in front matter, with or without brackets.
    AttributeType.POINT: re.compile(rf"\[?\s*{_SHARE}(?:\s*,\s*|\s+){_SHARE}\s*\]?"),
}


def expected_value(name: str) -> Phrase:
    """Return the expected value of the attribute ``name``; completes «Skriv …»."""
    match ATTRIBUTE_TYPES[name]:
        case AttributeType.WORDS:
            return Phrase('{name}="…", med en verdi i anførselstegn', name=name)
        case AttributeType.PROSE:
            return Phrase('{name}="…", med teksten i anførselstegn', name=name)
        case AttributeType.NAME:
            return Phrase("{name}=…, med ett ord av bokstaver, tall og bindestrek", name=name)
        case AttributeType.FLAG:
            return Phrase("bare «{name}», uten noen verdi", name=name)
        case AttributeType.COUNT:
            return Phrase("et helt tall, for eksempel {name}=3", name=name)
        case AttributeType.LANGUAGE:
            return Phrase("en språkkode, for eksempel {name}=en for engelsk", name=name)
        case AttributeType.TARGET:
            return Phrase("navnet på en fil, for eksempel {name}=foto.jpg", name=name)
        case AttributeType.VARIANT:
            return Phrase("{name}=primary eller {name}=secondary", name=name)
        case AttributeType.PART:
            return Phrase(
                "show=number (bare tallet), show=change (endringen), show=previous (året før) eller "
                "show=target (målet)"
            )
        case AttributeType.YEAR:
            return Phrase("et årstall, for eksempel {name}=2017", name=name)
        case AttributeType.POINT:
            return Phrase('{name}="0.5, 0.3": hvor langt fra venstre og fra toppen, mellom 0 og 1', name=name)


def is_valid(name: str, value: str | None) -> bool:
    """Tell whether ``value`` is valid for the known attribute ``name``."""
    attribute_type = ATTRIBUTE_TYPES[name]
    if value is None:
        return attribute_type is AttributeType.FLAG
    pattern = _VALID.get(attribute_type)
    return bool(value.strip()) if pattern is None else pattern.fullmatch(value) is not None


def parse_point(value: str) -> tuple[float, float]:
    """Return the position in a valid ``AttributeType.POINT``."""
    match = _VALID[AttributeType.POINT].fullmatch(value)
    assert match is not None, "the parser checks the value"
    return float(match[1]), float(match[2])


def language_attribute(pairs: Iterable[tuple[str, str | None]]) -> str | None:
    """Return the valid language among ``pairs``, or None."""
    for name, value in pairs:
        if name == "lang" and value is not None and is_valid(name, value):
            return value
    return None
