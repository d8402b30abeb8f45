"""Check that the pages of a brand name no other brand, except in links to it."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape

from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import sites as rules

_NAMING_ATTRIBUTES = ("alt", "title", "aria-label", "content", "placeholder")


def check_brands(html: str, *, site_id: str, names: Mapping[str, str], location: Location) -> list[Finding]:
    """Return a finding for each other site that a page names in its text, title or attributes.

    :param names: the name of every site, by its id.
    :param location: the source of the page, as the finding names it.
    """
    others = {other: name for other, name in names.items() if other != site_id}
    if others:
        plain = unescape(html)
        # Its words may stand on two lines, or one of them in bold.
        others = {
            other: name for other, name in others.items() if all(word in plain for word in name.split())
        }
    # Parsing costs more than rendering; most pages name no other site at all.
    if not others:
        return []
    # Loaded when it is needed: most builds parse no page.
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415

    tree = LexborHTMLParser(html)
    for link in tree.css("a[href]"):
        link.decompose()
    text = " ".join((tree.root.text(separator=" ") if tree.root else "").split())
    attributes = [
        node.attributes[name] or "" for name in _NAMING_ATTRIBUTES for node in tree.css(f"[{name}]")
    ]
    page_text = "\n".join([text, *attributes])
    return [
        rules.OTHER_BRAND.at(location, name=name, site=other)
        for other, name in others.items()
        if name in page_text
    ]
