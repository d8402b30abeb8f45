"""Render the pages of a site, one after the other and independently of each other."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from drammenworks.config import Site, Theme
from drammenworks.content.graph_queries import located_site
from drammenworks.engine.queries import CircularQueryError, QueryContext
from drammenworks.engine.sqlite_cache import CacheDamagedError
from drammenworks.errors import ContentError, Finding, Location, Phrase
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import themes as rules
from drammenworks.images.cards.card import Card
from drammenworks.images.variants import Variant
from drammenworks.render.body import BodyRenderer
from drammenworks.render.document_lookup import DocumentCollection
from drammenworks.render.environment import SUFFIX, make_environment, template_path
from drammenworks.render.feed_view import feed_view
from drammenworks.render.fragments import Fragment, FragmentPage, argument_values
from drammenworks.render.gone_view import gone_view
from drammenworks.render.json_feed import json_feed
from drammenworks.render.page_view import list_view, page_view, site_view, subject_document
from drammenworks.render.render_context import POLICY_MARK, PageContext, RenderContext
from drammenworks.render.sitemap_entry import sitemap_entry
from drammenworks.render.structured_data import structured_data
from drammenworks.render.theme_strings import Strings
from drammenworks.render.view_factory import PageViewFactory
from drammenworks.site.content_security_policy import meta_policy
from drammenworks.site.feeds import JSON_FEED
from drammenworks.site.page import CalendarSubject, DocumentSubject, FeedSubject, GoneSubject, Page, Redirect
from drammenworks.site.sitemap import SitemapEntry
from drammenworks.site.themes import template


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished page."""

    html: str
    """Or the text of a feed or a calendar."""
    images: tuple[Variant, ...]
    """Variants of images that it shows, to be encoded."""
    cards: tuple[Card, ...]
    """Its social cards, to be drawn."""
    sitemap: SitemapEntry | None = None
    """What the sitemap says of it; None when it is in none."""


class Renderer:
    """Renders the pages of one site."""

    def __init__(self, site: Site, theme: Theme, templates_folder: Path, root: Path) -> None:
        self.site = site
        self.theme = theme
        self._theme = theme
        self._root = root
        self._environment = make_environment(theme, templates_folder)
        self._templates = frozenset(self._environment.list_templates())
        self._bodies = BodyRenderer(self._environment)
        self.strings = {lang: Strings(theme, lang) for lang in site.languages}

    def render(self, page: Page, ask: QueryContext, redirect: Redirect | None = None) -> Rendered:
        """Return a page as HTML.

        :param redirect: render the page at a former address instead, which leads to this page.
        :raises ContentError: if its template does not exist, or cannot show it.
        """
        return self.render_in(PageContext(page, ask, self.strings[page.lang]), redirect)

    def render_in(self, context: PageContext, redirect: Redirect | None = None) -> Rendered:
        """Return the page of a context as HTML, as :meth:`render` does."""
        page = context.page
        if isinstance(page.subject, CalendarSubject):
            # Loaded where it is needed: importing icalendar takes longer than rendering a page.
            from drammenworks.render.calendars import calendar  # noqa: PLC0415

            return Rendered(calendar(page.subject, context, context.words), (), ())
        if isinstance(page.subject, FeedSubject) and page.template == JSON_FEED:
            return Rendered(json_feed(feed_view(page.subject, context), page.lang), (), ())
        with self._environment.rendering(context):
            if isinstance(page.subject, FeedSubject):
                self._name_feed(context, page.subject)
            else:
                self._name_page(context, redirect)
            html = self._run("redirect.html" if redirect is not None else page.template, context)
            view = context.names.get("page")
            entry = sitemap_entry(view, context) if view is not None and redirect is None else None
        # Which players a page shows is known when all of it is there; its policy stands at its top.
        html = html.replace(POLICY_MARK, meta_policy(context.frames), 1)
        return Rendered(html, tuple(context.images), tuple(context.cards), entry)

    def render_fragment(self, name: str, lang: str, arguments: Any, ask: QueryContext) -> Fragment:
        """Return a template as a fragment of pages; see :func:`fragments.fragment`."""
        context = RenderContext(self.site.id, lang, ask, self.strings[lang])
        return self.render_fragment_in(context, name, arguments)

    def render_fragment_in(self, context: RenderContext, name: str, arguments: Any) -> Fragment:
        """Return a template as a fragment, as :meth:`render_fragment` does."""
        with self._environment.rendering(context):
            views = PageViewFactory(context, self._bodies)
            self._name_common(context, views)
            context.names["page"] = FragmentPage(context.lang)
            context.names.update(argument_values(arguments, views.view))
            markup = Markup(self._environment.get_template(name).render(context.names))
        return Fragment(markup, tuple(context.images), tuple(context.frames))

    def _name_common(self, context: RenderContext, views: PageViewFactory) -> None:
        """Give templates the names that pages and fragments have in common."""
        context.names.update(site=site_view(context, context.words), query=DocumentCollection(views))

    def _name_page(self, context: PageContext, redirect: Redirect | None) -> None:
        """Give the page's templates the names that docs/templates.md lists."""
        words = context.words
        views = PageViewFactory(context, self._bodies)
        page = page_view(context, words)
        document = subject_document(context)
        doc = views.view((document.id, document.lang)) if document is not None else None
        self._name_common(context, views)
        context.names.update(
            page=page,
            structured_data=partial(structured_data, page, doc, context),
            social_card=context.social_card,
        )
        if redirect is not None:
            context.names["target_url"] = context.href(redirect.target)
            return
        if doc is not None:
            context.names["doc"] = doc
        if isinstance(context.page.subject, GoneSubject):
            context.names["gone"] = gone_view(context.page.subject, context)
        listed = list_view(context, views, words)
        if listed is not None:
            context.names["list"] = listed

    def _name_feed(self, context: PageContext, subject: FeedSubject) -> None:
        """Give the template of a feed its names, and no page around it."""
        context.names.update(site=site_view(context, context.words), feed=feed_view(subject, context))

    def _run(self, name: str, context: PageContext) -> str:
        template(context.ask, context.site_id, name)
        if name not in self._templates:
            raise ContentError([self._unknown_template(name.removesuffix(SUFFIX), context)])
        try:
            return self._environment.get_template(name).render(context.names)
        except (ContentError, CacheDamagedError, CircularQueryError):
            raise
        except TemplateSyntaxError as error:
            location = Location(template_path(error.filename or name, self._root), error.lineno)
            finding = rules.SYNTAX.at(location, reason=(error.message or "").rstrip("."))
            raise ContentError([finding]) from error
        except Exception as error:
            line = self._template_line(error, outermost=isinstance(error, RecursionError))
            if line is None:
                raise
            reason = f"{type(error).__name__}: {error}"
            if isinstance(error, TemplateNotFound):
                reason = Phrase("malen «{template}» finnes ikke", template=error.name)
            elif isinstance(error, RecursionError):
                reason = Phrase("malene henter inn hverandre i ring")
            finding = rules.RENDER.at(line, document=_name(context), reason=reason)
            raise ContentError([finding]) from error

    def _template_line(self, error: Exception, *, outermost: bool) -> Location | None:
        """Return the innermost line of a template on the way to ``error``, or None when there is none.

        :param outermost: the first line instead; where a ring of templates gave up says nothing.
        """
        templates = {str(template.path) for template in self._theme.templates.values()}
        frames = traceback.extract_tb(error.__traceback__)
        for frame in frames if outermost else reversed(frames):
            if frame.filename in templates:
                return Location(template_path(frame.filename, self._root), frame.lineno)
        return None

    def _unknown_template(self, template: str, context: PageContext) -> Finding:
        known = sorted(
            name.removesuffix(SUFFIX)
            for name in self._templates
            if "/" not in name and name.endswith(SUFFIX) and name not in ("layout.html", "redirect.html")
        )
        document = subject_document(context)
        located = located_site(context.ask, context.site_id)
        assert located is not None
        location = document.location.at("template") if document is not None else located.at("theme")
        return rules.UNKNOWN_TEMPLATE.at(
            location,
            template=template,
            theme=self._theme.name,
            known=", ".join(known),
            suggestion=did_you_mean(template, known),
        )


def _name(context: PageContext) -> str:
    if isinstance(context.page.subject, DocumentSubject):
        document = subject_document(context)
        assert document is not None
        return document.location.path
    return f"{context.page.site}{context.page.path}"
