"""Check that the pages of a brand name no other brand, except in links to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape

from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import sites as rules

_NAMING_ATTRIBUTES = ("alt", "title", "aria-label", "content", "placeholder")


_LINKED = re.compile(r"(?<!!)\[[^\[\]]*\]\([^()]*\)")
"""A link in Markdown, in which a name may stand."""


def locate_name(source: str, name: str, path: str) -> Location:
    """Return where a source file names a site outside a link; the file alone where the name is not in it."""
    text = _LINKED.sub(lambda link: re.sub(r"[^\n]", "\0", link[0]), source)
    # The words may be parted by a line break, and one of them be in bold.
    found = re.search(r"[\s*_`]+".join(map(re.escape, name.split())), text)
    if found is None:
        return Location(path)
    start = found.start()
    return Location(path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def check_brands(
    html: str, *, site_id: str, names: Mapping[str, str], locate: Callable[[str], Location]
) -> list[Finding]:
    """Return a finding for each other site that a page names in its text, title or attributes.

    :param names: the name of every site, by its id.
    :param locate: returns where the source of the page has a name; called for findings only.
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
        rules.OTHER_BRAND.at(locate(name), name=name, site=other)
        for other, name in others.items()
        if name in page_text
    ]
