"""Render the pages of a site, one after the other and independently of each other."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError

from drammenworks.engine.cache import CacheDamagedError
from drammenworks.engine.recorder import Question, UnforeseenError
from drammenworks.errors import ContentError, Finding, Location, Phrase
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import themes as rules
from drammenworks.images.cards.card import Card
from drammenworks.images.variants import Variant
from drammenworks.render.body import BodyRenderer
from drammenworks.render.document_view import DocumentView
from drammenworks.render.environment import SUFFIX, ThemeEnvironment, template_path
from drammenworks.render.facts import Facts
from drammenworks.render.feed_view import feed_view
from drammenworks.render.page_view import list_view, page_view, site_view, subject_document
from drammenworks.render.query import Query
from drammenworks.render.scope import Scope
from drammenworks.render.strings import Strings
from drammenworks.site.page import DocumentSubject, FeedSubject, Page
from drammenworks.site.routes import Redirect


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished page, and what it asked for on the way."""

    output_path: str
    html: str
    asked: Mapping[Question, Any]
    """What it depends on, with the answers: it is the same as long as they are."""
    wanted: tuple[Variant, ...]
    """Sizes of pictures, to be encoded in a later wave."""
    cards: tuple[Card, ...]
    """To be drawn in a later wave."""
    holds_until: datetime | None
    """When the clock may make it another; None when time has no part in it."""


class Renderer:
    """Renders the pages of one site."""

    def __init__(self, facts: Facts, environment: ThemeEnvironment, root: Path) -> None:
        self._facts = facts
        self._theme = facts.materials.theme
        self._root = root
        self._environment = environment
        self._templates = frozenset(environment.list_templates())
        self._bodies = BodyRenderer(environment)
        languages = facts.materials.site.languages
        self._strings = {lang: Strings(self._theme, lang) for lang in languages}

    def render(self, target: Page | Redirect) -> Rendered:
        """Return a page, or the page at a former address, as HTML.

        :raises ContentError: if its template does not exist, or cannot show it.
        """
        if isinstance(target, Redirect):
            page = self._facts.materials.routes.pages[target.target]
            return self._render("redirect.html", page, target.output_path, target)
        return self._render(target.template, target, target.output_path, None)

    def _render(self, template: str, page: Page, output_path: str, redirect: Redirect | None) -> Rendered:
        scope = Scope(page, self._bodies, self._facts)
        if redirect is None:
            scope.ask("page", page.path)
        with self._environment.page(scope):
            if isinstance(page.subject, FeedSubject):
                self._fill_feed(scope, page.subject)
            else:
                self._fill(scope, redirect)
            html = self._run(template, scope)
        recorder = scope.recorder
        wanted = tuple(item for item in recorder.wanted if isinstance(item, Variant))
        cards = tuple(item for item in recorder.wanted if isinstance(item, Card))
        return Rendered(output_path, html, recorder.asked, wanted, cards, recorder.holds_until)

    def _fill(self, scope: Scope, redirect: Redirect | None) -> None:
        """Give the page's templates the names that docs/templates.md lists."""
        strings = self._strings[scope.lang]
        scope.context.update(
            site=site_view(scope, strings),
            page=page_view(scope, strings),
            query=Query(scope),
            t=strings,
            asset=scope.asset,
            svg=scope.svg,
            image=scope.image,
            picture_preset=scope.picture_preset,
            original=scope.original,
            social_card=scope.social_card,
        )
        if redirect is not None:
            scope.context["target_url"] = scope.href(redirect.target)
            return
        document = subject_document(scope)
        if document is not None:
            scope.context["doc"] = DocumentView(document, scope)
        listed = list_view(scope, strings)
        if listed is not None:
            scope.context["list"] = listed

    def _fill_feed(self, scope: Scope, subject: FeedSubject) -> None:
        """Give the template of a feed its names, and no page around it."""
        strings = self._strings[scope.lang]
        scope.context.update(site=site_view(scope, strings), feed=feed_view(subject, scope), t=strings)

    def _run(self, name: str, scope: Scope) -> str:
        if name not in self._templates:
            raise ContentError([self._unknown_template(name.removesuffix(SUFFIX), scope)])
        try:
            return self._environment.get_template(name).render(scope.context)
        except (ContentError, CacheDamagedError, UnforeseenError):
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
            finding = rules.RENDER.at(line, document=_name(scope), reason=reason)
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

    def _unknown_template(self, template: str, scope: Scope) -> Finding:
        known = sorted(
            name.removesuffix(SUFFIX)
            for name in self._templates
            if "/" not in name and name.endswith(SUFFIX) and name not in ("layout.html", "redirect.html")
        )
        document = subject_document(scope)
        theme_at = scope.site.at("theme")
        location = document.location.at("template") if document is not None else theme_at
        return rules.UNKNOWN_TEMPLATE.at(
            location,
            template=template,
            theme=self._theme.name,
            known=", ".join(known),
            suggestion=did_you_mean(template, known),
        )


def _name(scope: Scope) -> str:
    if isinstance(scope.page.subject, DocumentSubject):
        document = subject_document(scope)
        assert document is not None
        return document.location.path
    return f"{scope.page.site}{scope.page.path}"
