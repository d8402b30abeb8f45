"""Whether the colours among a theme's tokens can be told apart (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.phrase import format_decimal
from drammenworks.errors.rules import themes as rules
from drammenworks.outputs.style_locations import location_at, without_comments

Rgb = tuple[int, int, int]

_TEXT, _CONTROL = 4.5, 3.0
"""The least contrast of text (1.4.3), and of what shows where a control or its focus is (1.4.11)."""
_CRITERIA = {_TEXT: "1.4.3", _CONTROL: "1.4.11"}
_SURFACES = ("bg", "surface", "tint")
_PAIRS: tuple[tuple[tuple[str, ...], tuple[str, ...], float], ...] = (
    (("text", "muted", "heading", "link", "link-hover", "accent-text"), _SURFACES, _TEXT),
    (("line-strong", "focus"), _SURFACES, _CONTROL),
    (("band-text", "band-muted", "band-heading", "band-link"), ("band",), _TEXT),
    (("band-focus",), ("band",), _CONTROL),
)
"""Tokens by the surfaces that they are shown on, with the contrast that they need."""

_BLOCK = re.compile(r"(?P<string>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')|[{};]")
_TOKEN = re.compile(r"\s*--(?P<name>[\w-]+)\s*:\s*(?P<value>.*?)\s*", re.DOTALL)
_ROOTS = frozenset({":root", "html", ":root,:host", ":host,:root"})
_SCHEME = re.compile(r"prefers-color-scheme\s*:\s*(light|dark)")
_VAR = re.compile(r"var\(\s*--([\w-]+)\s*(?:,\s*(.*))?\)", re.DOTALL)
_LIGHT_DARK = re.compile(r"light-dark\(\s*([^,]*(?:\([^)]*\))?)\s*,\s*(.*)\)", re.DOTALL)
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})(?:f|ff)?", re.IGNORECASE)
_RGB = re.compile(
    r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*(?:[/,]\s*(?:1(?:\.0*)?|100%)\s*)?\)", re.IGNORECASE
)
_NAMED: Mapping[str, Rgb] = {"white": (255, 255, 255), "black": (0, 0, 0)}


class Token(NamedTuple):
    """A token's declaration."""

    value: str
    location: Location


class Declaration(NamedTuple):
    """A token that a sheet sets for the whole page."""

    name: str
    token: Token
    scheme: str | None
    """``light`` or ``dark``; None for both."""


def check_contrast(sheets: Iterable[tuple[str, str]]) -> list[Finding]:
    """Return a finding for each pair of tokens that are shown together and hard to tell apart.

    A colour in a notation that is not read here, such as a translucent one, is not judged.

    :param sheets: path and text of each style sheet, in the order of the cascade.
    """
    declarations = list(chain.from_iterable(_declarations(path, css) for path, css in sheets))
    findings: dict[tuple[Token, str, float], Finding] = {}
    for scheme in ("light", "dark"):
        tokens = {one.name: one.token for one in declarations if one.scheme in (None, scheme)}
        for name, background, needed in _pairs(tokens):
            colours = (_colour(tokens, name, scheme), _colour(tokens, background, scheme))
            if None in colours:
                continue
            ratio = contrast(*colours)  # type: ignore[arg-type]
            if ratio < needed:
                # What is the same in both schemes is told of once.
                key = (tokens[name], background, ratio)
                findings.setdefault(key, _finding(tokens, name, background, ratio, needed, scheme))
    return list(findings.values())


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _pairs(tokens: Mapping[str, Token]) -> Iterator[tuple[str, str, float]]:
    for names, backgrounds, needed in _PAIRS:
        yield from ((name, background, needed) for name in names for background in backgrounds)
    for name in tokens:
        if name.startswith("on-"):
            below = name.removeprefix("on-")
            yield from ((name, background, _TEXT) for background in (below, f"{below}-hover"))
        elif name.endswith("-text"):
            yield name, f"{name.removesuffix('-text')}-bg", _TEXT


def _finding(
    tokens: Mapping[str, Token], name: str, background: str, ratio: float, needed: float, scheme: str
) -> Finding:
    return rules.CONTRAST.at(
        tokens[name].location,
        token=name,
        value=tokens[name].value,
        background=background,
        other=tokens[background].value,
        # Rounded down: 4.499 is not enough, and must not look as if it were.
        ratio=format_decimal(int(ratio * 100) / 100, 2),
        needed=format_decimal(needed, 1),
        criterion=_CRITERIA[needed],
        scheme=Phrase(" i mørk modus") if scheme == "dark" else "",
    )


def _declarations(path: str, css: str) -> Iterator[Declaration]:
    """Yield the tokens that a sheet sets for the whole page, in any media but print and the like."""
    text = without_comments(css)
    preludes: list[str] = []
    start = 0
    for found in _BLOCK.finditer(text):
        if found["string"]:
            continue
        part = text[start : found.start()]
        if found[0] == "{":
            preludes.append(" ".join(part.split()))
        else:
            token = _TOKEN.fullmatch(part)
            if token is not None and _is_global(preludes):
                scheme = _SCHEME.search(" ".join(preludes))
                place = location_at(css, start + token.start("name") - 2, path)
                found_token = Token(token["value"], place)
                yield Declaration(token["name"], found_token, scheme[1] if scheme else None)
            if found[0] == "}" and preludes:
                preludes.pop()
        start = found.end()


def _is_global(preludes: list[str]) -> bool:
    selectors = [prelude for prelude in preludes if not prelude.startswith("@")]
    media = [prelude for prelude in preludes if prelude.startswith("@media")]
    return (
        bool(selectors)
        and all(selector.replace(" ", "") in _ROOTS for selector in selectors)
        and all(_SCHEME.search(query) for query in media)
    )


def _colour(tokens: Mapping[str, Token], name: str, scheme: str, depth: int = 0) -> Rgb | None:
    token = tokens.get(name)
    return _parsed(tokens, token.value, scheme, depth) if token is not None else None


def _parsed(tokens: Mapping[str, Token], value: str, scheme: str, depth: int) -> Rgb | None:
    if depth > 8:
        return None  # Tokens that refer to each other in a ring.
    if (named := _NAMED.get(value.lower())) is not None:
        return named
    if (digits := _HEX.fullmatch(value)) is not None:
        text = digits[1] if len(digits[1]) == 6 else "".join(digit * 2 for digit in digits[1])
        red, green, blue = bytes.fromhex(text)
        return red, green, blue
    if (parts := _RGB.fullmatch(value)) is not None:
        return int(parts[1]), int(parts[2]), int(parts[3])
    if (other := _VAR.fullmatch(value)) is not None:
        colour = _colour(tokens, other[1], scheme, depth + 1)
        return colour if colour is not None or not other[2] else _parsed(tokens, other[2], scheme, depth + 1)
    if (both := _LIGHT_DARK.fullmatch(value)) is not None:
        return _parsed(tokens, both[1 if scheme == "light" else 2].strip(), scheme, depth + 1)
    return None


def _luminance(colour: Rgb) -> float:
    """Return the relative luminance of an sRGB colour (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
