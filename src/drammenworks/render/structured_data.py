"""What a page says, for machines: schema.org in JSON-LD 1.1. Every value is one that the page shows."""

from __future__ import annotations

import json

from markupsafe import Markup

from drammenworks.content.models.report import ReportMeta
from drammenworks.render.document_view import DocumentView
from drammenworks.render.render_context import PageContext
from drammenworks.render.structured_kinds import KIND_ITEMS, page_item, report_publisher
from drammenworks.render.structured_values import Item, iso_day, publisher_item, without_none
from drammenworks.render.views import PageView

REQUIRED = {
    "Event": ("name", "startDate", "location"),
    "VideoObject": ("name", "thumbnailUrl", "uploadDate"),
    "NewsArticle": ("headline", "datePublished"),
    "BreadcrumbList": ("itemListElement",),
    "Organization": ("name",),
    "Person": ("name",),
    "Project": ("name",),
    "Report": ("name",),
    "Dataset": ("name", "description", "distribution"),
    "Store": ("name", "address"),
    "FoodEstablishment": ("name", "address"),
    "LodgingBusiness": ("name", "address"),
    "TouristAttraction": ("name",),
    "LocalBusiness": ("name", "address"),
}
"""Without these a type says nothing to a search engine, and is left out.

Those of events, videos, articles and businesses are what Google Search Central requires of each.
"""


def structured_data(page: PageView, document: DocumentView | None, context: PageContext) -> Markup:
    """Return the page as JSON-LD, to stand in a ``script`` element; its picture is the social card."""
    items = [
        _about(page, document, context, context.card_url),
        _dataset(page, document, context),
        _breadcrumbs(page, context),
    ]
    graph = [item for item in items if item is not None and _is_complete(item)]
    if not graph:
        return Markup()
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    # What could end the element, or begin a comment in it (HTML § 4.12.1.3).
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _is_complete(item: Item) -> bool:
    return all(item.get(name) for name in REQUIRED.get(item["@type"], ()))


def _about(
    page: PageView, document: DocumentView | None, context: PageContext, image: str | None
) -> Item | None:
    """Return what the page is about; of an example nothing is claimed."""
    if document is None:
        if page.noindex:
            return None
        return without_none({"@type": "CollectionPage", "name": page.title, "url": page.canonical_url})
    if document.example:
        return None
    if page.is_home:
        return _home(page, context)
    common = {
        "name": document.title,
        "description": page.description,
        "url": page.canonical_url,
        "image": image,
    }
    describe = KIND_ITEMS.get(document.kind, page_item)
    return without_none({"inLanguage": document.lang, **common} | describe(document, context))


def _home(page: PageView, context: PageContext) -> Item:
    site = context.site
    return without_none(
        {
            "@type": "WebSite",
            "name": site.name,
            "url": page.canonical_url,
            "inLanguage": page.lang,
            "description": page.description,
            "publisher": publisher_item(context),
        }
    )


def _dataset(page: PageView, document: DocumentView | None, context: PageContext) -> Item | None:
    """Return the figures of a report as a data set, with the files that programs can read."""
    if document is None or not isinstance(document.meta, ReportMeta) or document.example:
        return None
    found = ((document.data_file("figures", name), media) for name, media in _DATA_TYPES.items())
    files = [(file, media) for file, media in found if file is not None]
    return without_none(
        {
            "@type": "Dataset",
            "name": document.title,
            "description": page.description,
            "url": page.canonical_url,
            "inLanguage": document.lang,
            "temporalCoverage": str(document.meta.year),
            "dateModified": iso_day(document.updated),
            "isAccessibleForFree": True,
            "creator": report_publisher(document, context),
            "variableMeasured": [figure.label for figure in document.key_figures] or None,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": media,
                    "contentUrl": context.absolute_url(file.url),
                    "contentSize": f"{file.size} B",
                }
                for file, media in files
            ]
            or None,
        }
    )


_DATA_TYPES = {"CSV": "text/csv", "JSON": "application/json"}


def _breadcrumbs(page: PageView, context: PageContext) -> Item | None:
    if len(page.breadcrumbs) < 2:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": link.label,
                "item": context.absolute_url(link.url) if link.url is not None else page.canonical_url,
            }
            for position, link in enumerate(page.breadcrumbs, 1)
        ],
    }
