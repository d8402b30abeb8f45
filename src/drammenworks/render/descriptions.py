"""What search engines and shared links say below the title of a page."""

from __future__ import annotations

import textwrap

from drammenworks.content.document import Document
from drammenworks.render.filters_view import facet_title
from drammenworks.render.render_context import PageContext
from drammenworks.render.theme_strings import Strings
from drammenworks.search.page_text import body_lines
from drammenworks.site.page import (
    FacetSubject,
    GoneSubject,
    ListSubject,
    NotFoundSubject,
    SearchSubject,
    TaxonomySubject,
    TermSubject,
)
from drammenworks.site.reports.in_text import figures_of

_LONGEST = 160
"""Characters that search engines show."""
_SENTENCE = 40
"""Characters. A shorter line is a label or a heading."""


def description(context: PageContext, document: Document | None, strings: Strings) -> str | None:
    """Return the description of a page; None when the theme has no words for it."""
    if document is not None:
        meta = document.meta
        return (
            meta.seo.description or meta.summary or _beginning(document, context) or _kind(document, context)
        )
    key, term = _words(context, strings)
    if not strings.has(key):
        return None
    return strings(key, site=context.site.name, term=term) + _page_number(context, strings)


def _beginning(document: Document, context: PageContext) -> str | None:
    """Return the first paragraph of a document's text, cut between words."""
    lines = body_lines(context.body(document), figures_of(context.ask, context.site_id, document))
    first = next((line for line in lines if len(line) >= _SENTENCE), None)
    return textwrap.shorten(first, _LONGEST, placeholder=" …") if first is not None else None


def _kind(document: Document, context: PageContext) -> str | None:
    words = context.words
    if not words.has("about.document"):
        return None
    kind = words(f"kind.{document.kind}").lower()
    return words("about.document", title=document.meta.title, kind=kind, site=context.site.name)


def _words(context: PageContext, strings: Strings) -> tuple[str, str]:
    """Return the key of the words for a page that is about no document, and its term."""
    match context.page.subject:
        case ListSubject(kind=kind):
            return f"about.{kind}", ""
        case FacetSubject() as subject:
            return "about.narrowed", facet_title(subject, strings)
        case TermSubject(taxonomy=taxonomy, label=label):
            return f"about.term_of_{taxonomy}", label
        case TaxonomySubject(taxonomy=taxonomy):
            return f"about.{taxonomy}", ""
        case NotFoundSubject():
            return "not_found.lead", ""
        case GoneSubject():
            return "gone.lead", ""
        case SearchSubject():
            return "about.search", ""
    return "", ""


def _page_number(context: PageContext, strings: Strings) -> str:
    subject = context.page.subject
    number = subject.slice.number if isinstance(subject, ListSubject | FacetSubject | TermSubject) else None
    return f" {strings('nav.page_n', number=number)}." if number is not None else ""
