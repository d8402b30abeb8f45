"""Check that the pages of a brand name no other brand, except in links to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
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
    html: str,
    *,
    site_id: str,
    names: Mapping[str, Collection[str]],
    locate: Callable[[str], Location],
) -> list[Finding]:
    """Return a finding for each other site that a page names in its text, title or attributes.

    A name counts as whole words, and as part of a longer name of another site it is none: «By 1» is not in
    «By 10», nor the site «Lier» in «Opplev Lier».

    :param names: the names of every site that count, by its id.
    :param locate: returns where the source of the page has a name; called for findings only.
    """
    owners = {name: owner for owner, all_names in names.items() for name in all_names if owner != site_id}
    if owners:
        plain = unescape(html)
        # Its words may stand on two lines, or one of them in bold.
        owners = {
            name: owner for name, owner in owners.items() if all(word in plain for word in name.split())
        }
    # Parsing costs more than rendering; most pages name no other site at all.
    if not owners:
        return []
    owners |= dict.fromkeys(names.get(site_id, ()), site_id)
    # Loaded when it is needed: most builds parse no page.
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415

    tree = LexborHTMLParser(html)
    for link in tree.css("a[href]"):
        link.decompose()
    text = " ".join((tree.root.text(separator=" ") if tree.root else "").split())
    attributes = [
        node.attributes[name] or "" for name in _NAMING_ATTRIBUTES for node in tree.css(f"[{name}]")
    ]
    longest_first = sorted(owners, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    found = set(pattern.findall("\n".join([text, *attributes])))
    return [
        rules.OTHER_BRAND.at(locate(name), name=name, site=owner)
        for name, owner in owners.items()
        if name in found and owner != site_id
    ]
