"""What the sitemap says of the page that has been rendered."""

from __future__ import annotations

from drammenworks.content.document import Document
from drammenworks.content.models.common import last_changed
from drammenworks.content.models.video import VideoMeta
from drammenworks.images.variants import Variant
from drammenworks.render.page_view import subject_document
from drammenworks.render.render_context import PageContext
from drammenworks.render.video_embeds import player_of
from drammenworks.render.views import PageView
from drammenworks.site.sitemap import SitemapEntry, VideoEntry


def sitemap_entry(page: PageView, context: PageContext) -> SitemapEntry | None:
    """Return what the sitemap says; None for a page that search engines are to leave out."""
    if page.noindex or page.canonical_url != context.canonical_url(context.page.path):
        return None
    alternates = tuple((alternate.lang, alternate.absolute_url) for alternate in page.hreflang)
    document = subject_document(context)
    if document is None:
        # A list shows small copies of what the pages of its documents show.
        return SitemapEntry(page.canonical_url, None, alternates, (), None)
    meta = document.meta
    updated = last_changed(meta)
    return SitemapEntry(
        page.canonical_url,
        updated.isoformat() if updated is not None else None,
        alternates,
        _images(document, context),
        _video(document, meta, page, context) if isinstance(meta, VideoMeta) else None,
    )


def _images(document: Document, context: PageContext) -> tuple[str, ...]:
    """Return the URL of the largest file that any browser can show of each image of the document's own."""
    context.read_body(document)
    own = {document.file(mention.src) for mention in document.files if mention.is_picture}
    own |= {document.file(image.src) for image in document.outline.images}
    largest: dict[str, Variant] = {}
    for variant in context.images:
        name = variant.probe.file.as_posix()
        if variant.format in ("avif", "webp") or name not in own:
            continue
        if name not in largest or variant.width > largest[name].width:
            largest[name] = variant
    return tuple(context.canonical_url(f"/{variant.output_path}") for variant in largest.values())


def _video(document: Document, meta: VideoMeta, page: PageView, context: PageContext) -> VideoEntry | None:
    """Return the video of a page, if it is one that can be played and has a picture."""
    file = context.file(document.file(meta.src)) if meta.src is not None else None
    player = player_of(meta)
    if context.card_url is None or (file is None and player is None):
        return None
    return VideoEntry(
        meta.title,
        page.description or meta.title,
        context.card_url,
        context.absolute_url(file.url) if file is not None else None,
        player.frame_url if player is not None else None,
        int(meta.duration.total_seconds()) if meta.duration is not None else None,
    )
