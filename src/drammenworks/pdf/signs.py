"""The signs that a PDF cannot show, since neither its theme's typefaces nor those of Typst have them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from drammenworks.engine.queries import AFTER_PAGES, CATALOGUE, QueryContext
from drammenworks.fonts.installed_fonts import FontFile
from drammenworks.pdf.theme import TypstTheme
from drammenworks.pdf.tree import Element, walk

_NEVER = frozenset({"Cc", "Cn", "Co", "Cs"})
"""Categories of what is no text: PDF/A forbids it."""
_STAND_IN = "□"


@CATALOGUE.query(group=AFTER_PAGES)
def is_in_fallbacks(_: QueryContext, sign: str) -> bool:
    """Whether the typefaces that Typst brings with it have a sign; few documents ask."""
    # Loaded only when it is needed.
    import typst  # noqa: PLC0415

    source = (
        '#set document(title: "x")\n#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))\n'
        f"#str.from-unicode({ord(sign)})"
    )
    try:
        typst.compile(source.encode(), ignore_system_fonts=True, format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        return False
    return True


def unshown_signs(
    ask: QueryContext, tree: Element, texts: Iterable[str], theme: TypstTheme
) -> dict[str, str]:
    """Return the signs of a document that its PDF cannot show, each with what stands for it."""
    used: set[str] = set().union(*texts)
    for element in walk(tree):
        used.update(element.get("alt", ""))
        for child in element.get("children", ()):
            if isinstance(child, str):
                used.update(child)
    known = _known([font.upright for _, font in theme.fonts])
    missing = sorted(sign for sign in used if ord(sign) not in known and not _is_shown(ask, sign))
    return {sign: _STAND_IN if unicodedata.category(sign).startswith("L") else "" for sign in missing}


def without(node: Element | str, stand_ins: dict[int, str]) -> Element | str:
    """Return a tree or a text with other signs for those that cannot be shown."""
    if isinstance(node, str):
        return node.translate(stand_ins)
    changed = dict(node)
    if "alt" in node:
        changed["alt"] = node["alt"].translate(stand_ins)
    if "children" in node:
        changed["children"] = [text for child in node["children"] if (text := without(child, stand_ins))]
    return changed


def _is_shown(ask: QueryContext, sign: str) -> bool:
    category = unicodedata.category(sign)
    if category in _NEVER:
        return False
    # Spaces, joiners and marks have no glyph of their own.
    return category in ("Zs", "Cf", "Mn", "Me") or is_in_fallbacks(ask, sign)


def _known(fonts: Iterable[FontFile]) -> frozenset[int]:
    """Return the characters that all typefaces of a theme have."""
    sets = [_characters(font) for font in fonts]
    return frozenset.intersection(*sets) if sets else frozenset()


@cache
def _characters(font: FontFile) -> frozenset[int]:
    # Loaded only when it is needed.
    import uharfbuzz as hb  # noqa: PLC0415

    return frozenset(hb.Face(hb.Blob(font.read())).unicodes)
