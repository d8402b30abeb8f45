"""Render the pages of a site, one after the other and independently of each other."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError

from drammenworks.engine.publish import Artifact
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import themes as rules
from drammenworks.images.variants import Variant
from drammenworks.render.body import BodyRenderer
from drammenworks.render.document_view import DocumentView
from drammenworks.render.environment import SUFFIX, template_path
from drammenworks.render.page_view import list_view, page_view, site_view, subject_document
from drammenworks.render.query import Query
from drammenworks.render.scope import Materials, Scope
from drammenworks.render.strings import Strings
from drammenworks.site.page import DocumentSubject, Page
from drammenworks.site.routes import Redirect


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished page, and what it asked for on the way."""

    artifact: Artifact
    wanted: tuple[Variant, ...]
    """Sizes of pictures, to be encoded in a later wave."""
    holds_until: datetime | None
    """When the clock may make it another; None when time has no part in it."""


class Renderer:
    """Renders the pages of one site."""

    def __init__(self, materials: Materials, environment: Environment, root: Path) -> None:
        self._materials = materials
        self._root = root
        self._environment = environment
        self._templates = frozenset(self._environment.list_templates())
        self._bodies = BodyRenderer(self._environment)
        self._strings = {lang: Strings(materials.theme, lang) for lang in materials.edition.site.languages}

    def render(self, page: Page) -> Rendered:
        """Return the page as HTML.

        :raises ContentError: if its template does not exist, or cannot show it.
        """
        scope = Scope(self._materials, page, self._bodies)
        strings = self._strings[page.lang]
        scope.context.update(
            site=site_view(scope, strings),
            page=page_view(scope, strings),
            query=Query(scope),
            t=strings,
            asset=scope.asset,
            svg=scope.svg,
            image=scope.image,
        )
        document = subject_document(scope)
        if document is not None:
            scope.context["doc"] = DocumentView(document, scope)
        listed = list_view(scope, strings)
        if listed is not None:
            scope.context["list"] = listed
        html = self._render(page.template, scope)
        wanted = tuple(item for item in scope.recorder.wanted if isinstance(item, Variant))
        return Rendered(Artifact(page.output_path, html.encode()), wanted, scope.recorder.holds_until)

    def render_redirect(self, redirect: Redirect) -> Artifact:
        """Return the page at a former address, which leads on to the present one."""
        target = self._materials.routes.pages[redirect.target]
        scope = Scope(self._materials, target, self._bodies)
        strings = self._strings[target.lang]
        scope.context.update(
            site=site_view(scope, strings),
            page=page_view(scope, strings),
            t=strings,
            asset=scope.asset,
            svg=scope.svg,
            target_url=scope.href(redirect.target),
        )
        return Artifact(redirect.output_path, self._render("redirect", scope).encode())

    def _render(self, template: str, scope: Scope) -> str:
        name = template + SUFFIX
        if name not in self._templates:
            raise ContentError([self._unknown_template(template, scope)])
        try:
            return self._environment.get_template(name).render(scope.context)
        except ContentError:
            raise
        except TemplateSyntaxError as error:
            location = Location(template_path(error.filename or name, self._root), error.lineno)
            finding = rules.SYNTAX.at(location, reason=(error.message or "").rstrip("."))
            raise ContentError([finding]) from error
        except Exception as error:
            line = self._template_line(error)
            if line is None:
                raise
            reason = f"{type(error).__name__}: {error}"
            if isinstance(error, TemplateNotFound):
                reason = f"malen «{error.name}» finnes ikke"
            finding = rules.RENDER.at(line, document=_name(scope), reason=reason)
            raise ContentError([finding]) from error

    def _template_line(self, error: Exception) -> Location | None:
        """Return the innermost line of a template on the way to ``error``, or None when there is none."""
        folders = self._materials.theme.template_folders
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if any(Path(frame.filename).is_relative_to(folder) for folder in folders):
                return Location(template_path(frame.filename, self._root), frame.lineno)
        return None

    def _unknown_template(self, template: str, scope: Scope) -> Finding:
        known = sorted(
            name.removesuffix(SUFFIX)
            for name in self._templates
            if "/" not in name and name not in ("layout.html", "redirect.html")
        )
        document = subject_document(scope)
        theme_at = scope.edition.site.at("theme")
        location = document.location.at("template") if document is not None else theme_at
        return rules.UNKNOWN_TEMPLATE.at(
            location,
            template=template,
            theme=self._materials.theme.name,
            known=", ".join(known),
            suggestion=did_you_mean(template, known),
        )


def _name(scope: Scope) -> str:
    if isinstance(scope.page.subject, DocumentSubject):
        document = subject_document(scope)
        assert document is not None
        return document.location.path
    return f"{scope.page.site}{scope.page.path}"
