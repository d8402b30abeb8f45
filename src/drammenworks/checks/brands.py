"""Check that the pages of a brand name no other brand, except in links to it."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape

from drammenworks.config import Site
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import sites as rules

_NAMING_ATTRIBUTES = ("alt", "title", "aria-label", "content", "placeholder")


def check_brands(html: str, *, site: Site, sites: Mapping[str, Site], location: Location) -> list[Finding]:
    """Return a finding for each other site that a page names in its text, title or attributes.

    :param location: the source of the page, for findings.
    """
    others = [other for other in sites.values() if other.id != site.id]
    if others:
        plain = unescape(html)
        # The words of a name may be on two lines, or partly in bold.
        others = [other for other in others if all(word in plain for word in other.name.split())]
    # Parsing takes longer than rendering, and most pages name no other site.
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
        rules.OTHER_BRAND.at(location, name=other.name, site=other.id)
        for other in others
        if other.name in page_text
    ]
