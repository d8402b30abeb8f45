"""The URLs in style sheets: files of the theme by their published names, and whatever cannot be fetched."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from drammenworks.errors import ContentError, Finding
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import themes as rules
from drammenworks.outputs.style_locations import location_at, without_comments

_REFERENCE = re.compile(
    r"""(?P<import>@import\s*(?:url\()?["']?(?P<sheet>[^"')\s;]+))"""
    r"""|url\((?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^)"]*))\)"""
    r"""|"(?:[^"\\]|\\.)*\""""
)
"""In a minified sheet; strings are matched too, so that nothing is found within them."""
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FOLDER = "/assets"
"""That of the bundled style sheet on a site."""
_INLINE = ("data:", "#")


def publish_urls(minified: str, source: str, *, path: str, sheet: str, published: Mapping[str, str]) -> str:
    """Return a minified style sheet with the published names of the files that it refers to.

    :param source: the sheet as it was written, for locations.
    :param path: of the sheet's file, for findings.
    :param sheet: the path of the sheet among the theme's assets, from which its URLs start.
    :param published: the published paths of the theme's assets.
    :raises ContentError: with a finding for each URL that leads to no file of the theme.
    """
    if "url(" not in minified and "@import" not in minified:
        return minified
    findings: list[Finding] = []

    def replace(found: re.Match[str]) -> str:
        url = found["sheet"] or found["quoted"] or found["bare"]
        if url is None or url.lower().startswith(_INLINE) or not url:
            return found[0]
        result = None if found["import"] else _published(url, sheet, published)
        if result is None:
            findings.append(_finding(url, source, path, sheet, published, is_import=bool(found["import"])))
            return found[0]
        return f'url("{result}")'

    result = _REFERENCE.sub(replace, minified)
    if findings:
        raise ContentError(findings)
    return result


def _published(url: str, sheet: str, published: Mapping[str, str]) -> str | None:
    """Return a URL for the bundled style sheet, which is in the folder of the assets; None for no file."""
    if _ELSEWHERE.match(url):
        return None
    file = re.split("[?#]", url, maxsplit=1)[0]
    name = _name(file, sheet)
    if name not in published:
        return None
    return quote(posixpath.relpath(published[name], _FOLDER)) + url[len(file) :]


def _name(file: str, sheet: str) -> str:
    """Return the name among the theme's assets of a file that a sheet names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(sheet), unquote(file)))


def _finding(
    url: str, source: str, path: str, sheet: str, published: Mapping[str, str], *, is_import: bool
) -> Finding:
    location = location_at(source, max(0, without_comments(source).find(url)), path)
    if _ELSEWHERE.match(url):
        return rules.STYLE_ELSEWHERE.at(location, url=url)
    if is_import:
        return rules.STYLE_IMPORT.at(location, url=url)
    name = _name(re.split("[?#]", url, maxsplit=1)[0], sheet)
    near = did_you_mean(name, published)
    return rules.STYLE_FILE.at(location, url=url, name=name, suggestion=near)
