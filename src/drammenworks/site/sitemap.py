"""What a sitemap says of a page (sitemaps.org 0.9, with the extensions for languages, images and videos)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

LIMIT = 50_000
"""URLs in one file at most (sitemaps.org, «Using Sitemap index files»)."""

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    ' xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">\n'
)


class VideoEntry(NamedTuple):
    """The video that a page shows."""

    title: str
    description: str
    thumbnail: str
    """Absolute URL, as all others here."""
    file: str | None
    player: str | None
    duration: int | None
    """Seconds."""


class SitemapEntry(NamedTuple):
    """A page that search engines may list."""

    url: str
    """Its canonical URL."""
    updated: str | None
    """The day of its last change, in the form of ISO 8601; None when nobody says."""
    alternates: tuple[tuple[str, str], ...]
    """Language and URL of the page in every language, the site's own first; empty when there is one only."""
    images: tuple[str, ...]
    video: VideoEntry | None


def sitemap_files(entries: Iterable[SitemapEntry], root: str) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each file: ``sitemap.xml``, and its parts where one file may not hold all.

    :param root: the URL of the published site, with a trailing slash.
    """
    ordered = sorted(entries)
    if not ordered:
        return
    parts = [ordered[start : start + LIMIT] for start in range(0, len(ordered), LIMIT)]
    if len(parts) == 1:
        yield "sitemap.xml", _sitemap(parts[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield "sitemap.xml", _index(f"{root}{name}" for name in names)
    for name, part in zip(names, parts, strict=True):
        yield name, _sitemap(part)


def _index(urls: Iterable[str]) -> str:
    lines = "".join(f"<sitemap><loc>{_text(url)}</loc></sitemap>\n" for url in urls)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</sitemapindex>\n'
    )


def _sitemap(entries: Iterable[SitemapEntry]) -> str:
    return _HEAD + "".join(map(_url, entries)) + "</urlset>\n"


def _url(entry: SitemapEntry) -> str:
    lines = ["<url>", f"<loc>{_text(entry.url)}</loc>"]
    if entry.updated is not None:
        lines.append(f"<lastmod>{entry.updated}</lastmod>")
    lines += [_alternate(lang, url) for lang, url in entry.alternates]
    if entry.alternates:
        lines.append(_alternate("x-default", entry.alternates[0][1]))
    lines += [f"<image:image><image:loc>{_text(url)}</image:loc></image:image>" for url in entry.images]
    if entry.video is not None:
        lines.append(_video(entry.video))
    return "\n".join([*lines, "</url>\n"])


def _alternate(lang: str, url: str) -> str:
    quoted = _text(url).replace('"', "&quot;")
    return f'<xhtml:link rel="alternate" hreflang="{lang}" href="{quoted}"/>'


def _video(video: VideoEntry) -> str:
    parts = {
        "thumbnail_loc": video.thumbnail,
        "title": video.title,
        "description": video.description,
        "content_loc": video.file,
        "player_loc": video.player,
        "duration": str(video.duration) if video.duration else None,
    }
    inner = "".join(
        f"<video:{name}>{_text(value)}</video:{name}>" for name, value in parts.items() if value is not None
    )
    return f"<video:video>{inner}</video:video>"


def _text(value: str) -> str:
    """Return a text for XML; its apostrophes and quotation marks need no escape outside attributes."""
    return escape(value, quote=False)
