"""What one page is rendered in: its site, its language, and the recorder of what it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from drammenworks.config import Theme
from drammenworks.content.document import Document
from drammenworks.engine.recorder import Recorder
from drammenworks.errors import ContentError, Location
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import themes as rules
from drammenworks.images.probe import Probe
from drammenworks.images.variants import Variant, plan_variants
from drammenworks.render.document_view import DocumentView
from drammenworks.render.views import Image, Picture, Source
from drammenworks.site.edition import Edition
from drammenworks.site.page import Page
from drammenworks.site.routes import Routes
from drammenworks.site.web import Web

if TYPE_CHECKING:
    from drammenworks.render.body import BodyRenderer


@dataclass(frozen=True, slots=True)
class Materials:
    """What all pages of a site are made of."""

    edition: Edition
    routes: Routes
    web: Web
    theme: Theme
    asset_paths: Mapping[str, str]
    """Path in the theme → path under the site's root."""
    stylesheet: str
    """Path under the site's root."""
    probes: Mapping[str, Probe]
    """Every picture that the content names, by its path from the project's root."""
    noindex: bool
    """Keep the whole site out of search engines."""


@dataclass(slots=True)
class Scope:
    """One page being rendered."""

    materials: Materials
    page: Page
    body_renderer: BodyRenderer
    recorder: Recorder = field(default_factory=Recorder)
    context: dict[str, Any] = field(default_factory=dict)
    """The names that the page's templates know."""

    @property
    def edition(self) -> Edition:
        """What the site publishes."""
        return self.materials.edition

    @property
    def web(self) -> Web:
        """All sites."""
        return self.materials.web

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.page.lang

    def href(self, path: str) -> str:
        """Return the URL of a path under the site's root."""
        return self.materials.routes.addresses.href(path)

    def view(self, document_id: str, lang: str) -> DocumentView | None:
        """Return a document that is published on this site, or at least on another."""
        document = self.web.document(document_id, lang, seen_from=self.page.site)
        return DocumentView(document, self) if document is not None else None

    def body(self, document: Document) -> Markup:
        """Return the body of a document as markup for this page."""
        return self.body_renderer.render(document, self)

    def image(self, picture: Picture, widths: tuple[int, ...] | None = None) -> Image:
        """Return a picture in the sizes that are published; they will be encoded after rendering."""
        probe = self.materials.probes[picture.file]
        variants = plan_variants(probe, widths or self.edition.site.images.widths)
        for variant in variants.all:
            self.recorder.want(variant)

        def srcset(group: tuple[Variant, ...]) -> str:
            return ", ".join(f"{self.href('/' + variant.output_path)} {variant.width}w" for variant in group)

        fallback = variants.fallback
        return Image(
            src=self.href("/" + fallback.output_path),
            srcset=srcset(variants.fallbacks) if len(variants.fallbacks) > 1 else "",
            sources=tuple(Source(mime, srcset(group)) for mime, group in variants.alternatives),
            width=probe.width,
            height=probe.height,
        )

    def asset(self, path: str) -> str:
        """Return the URL of one of the theme's assets."""
        self._check_asset(path, self.materials.asset_paths)
        return self.href(self.materials.asset_paths[path])

    def svg(self, path: str) -> Markup:
        """Return one of the theme's drawings as markup."""
        self._check_asset(path, self.materials.theme.assets)
        text = self.materials.theme.assets[path].read_text(encoding="utf-8")
        # The theme is ours, as its templates are.
        return Markup(text[text.index("<svg") :].strip())

    def _check_asset(self, path: str, known: Mapping[str, object]) -> None:
        if path not in known:
            theme = self.materials.theme.name
            location = Location(f"themes/{theme}/assets")
            suggestion = did_you_mean(path, known)
            finding = rules.ASSET_MISSING.at(location, asset=path, theme=theme, suggestion=suggestion)
            raise ContentError([finding])
