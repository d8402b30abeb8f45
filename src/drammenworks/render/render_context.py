"""What a page, or a fragment of pages, is rendered in: its site, its language, and what it has read."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from drammenworks.charts.svg import chart_svg
from drammenworks.charts.values import ChartView
from drammenworks.config import Site
from drammenworks.config.picture_presets import PicturePreset
from drammenworks.content.attachments import Attached, attachment
from drammenworks.content.document import Document, DocumentKey
from drammenworks.content.graph_queries import other_file
from drammenworks.content.graph_queries import site as site_query
from drammenworks.content.image_info import Found
from drammenworks.content.image_queries import picture
from drammenworks.content.markdown import Body
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import ContentError, Location
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import media as media_rules
from drammenworks.errors.rules import themes as rules
from drammenworks.images.cards.card import HEIGHT, MIN_IMAGE_SIZE, WIDTH, Card, CardImage
from drammenworks.images.variants import Variant
from drammenworks.outputs import assets
from drammenworks.outputs.theme_cards import card_design
from drammenworks.render.pictures import PicturePlace, offered_picture
from drammenworks.render.theme_strings import Strings
from drammenworks.render.views import FileView, Image, Picture, PlayerView, SocialCard
from drammenworks.site.base_urls import Addresses
from drammenworks.site.entries import entry
from drammenworks.site.links import addresses
from drammenworks.site.page import Page
from drammenworks.site.reports.in_text import with_figures
from drammenworks.site.themes import is_hidden, strings
from drammenworks.site.themes import picture_preset as preset_query
from drammenworks.site.themes import theme as theme_query

POLICY_MARK = "\ue000policy\ue000"
"""Stands for the page's Content-Security-Policy until all of the page is rendered. No keyboard has these."""


class RenderContext:
    """A page or a fragment being rendered. Whatever it hands to templates, it has recorded."""

    def __init__(self, site_id: str, lang: str, ask: QueryContext, words: Strings) -> None:
        self.ask = ask
        self.site_id = site_id
        self.lang = lang
        """The language of the page."""
        self.words = words
        """Those of the theme in that language."""
        self.images: dict[Variant, None] = {}
        """The variants of images that it shows, to be encoded after rendering."""
        self.frames: dict[str, None] = {}
        """The origins of the players that it may show."""
        self._ids: Counter[str] = Counter()
        self.names: dict[str, Any] = {}
        """The names that its templates know."""
        strings(ask, site_id, lang)
        site, where = site_query(ask, site_id), addresses(ask, site_id)
        assert site is not None
        assert where is not None
        self.site: Site = site
        self._addresses: Addresses = where
        self._workspace: Workspace = ask.environment

    def words_in(self, lang: str) -> Strings:
        """Return the words of the theme in another language."""
        strings(self.ask, self.site_id, lang)
        return self.words.in_language(lang)

    def href(self, path: str) -> str:
        """Return the URL of a path under the site's root."""
        return self._addresses.href(path)

    def canonical_url(self, path: str) -> str:
        """Return the URL on the published site of a path under its root."""
        return self._addresses.canonical_url(path)

    def absolute_url(self, href: str) -> str:
        """Return the URL on the published site of a link on the page."""
        return self._addresses.published_url(href)

    def document(self, key: DocumentKey) -> Document:
        """Return a document whose fields are read, with the figures that their texts refer to."""
        fields = entry.field(self.ask, "fields", *key)
        document: Document = self._workspace.documents.document(fields[1])
        return with_figures(self.ask, self.site_id, document)

    def read_body(self, document: Document) -> None:
        """Record that the text of a document is read."""
        entry.field(self.ask, "body", document.id, document.lang)

    def body(self, document: Document) -> Body:
        """Return the parsed body of a document."""
        self.read_body(document)
        body: Body = self._workspace.documents.body(document.location.path)
        return body

    def chart(self, chart: ChartView) -> Markup:
        """Return the drawing of a chart as markup."""
        # Texts are escaped where they are drawn.
        return Markup(chart_svg(chart, lang=self.lang, prefix=self.unique_id("chart")))

    def image(self, shown: Picture, preset: PicturePreset | None = None) -> Image:
        """Return an image in the sizes that are published; they will be encoded after rendering.

        :param preset: how wide it is shown, and what it is cropped to; whole, and in all sizes, when None.
        :raises ValueError: if the shape is none.
        :raises ContentError: if the image cannot be used.
        """
        place = PicturePlace(
            shown.focal,
            shown.credit or "",
            preset.shape if preset is not None else None,
            preset.widest if preset is not None else None,
            preset.narrowest if preset is not None else 0,
        )
        offered = offered_picture(self.found(shown), place, self.site.images, self._addresses)
        self.images.update(dict.fromkeys(offered.variants))
        return offered.view

    def picture_preset(self, name: str) -> PicturePreset:
        """Return one of the theme's picture presets: how wide an image is shown, and what it is cropped to.

        :raises ValueError: if the theme has none of that name.
        """
        preset = preset_query(self.ask, self.site_id, name)
        if preset is None:
            theme = theme_query(self.ask, self.site_id).theme
            suggestion = did_you_mean(name, theme.pictures if theme is not None else ())
            reason = f"«{name}» finnes ikke under «pictures» i theme.yaml"
            raise ValueError(f"{reason}.{suggestion}" if suggestion else reason)
        return preset

    def let_in(self, player: PlayerView) -> None:
        """Let the page's policy allow a player."""
        parts = urlsplit(player.frame_url)
        self.frames[f"{parts.scheme}://{parts.netloc}"] = None

    def unique_id(self, name: str) -> str:
        """Return an id that no other element of the page has; those of headings have no underscore."""
        self._ids[name] += 1
        return f"{name}_{self._ids[name]}"

    def original(self, shown: Picture) -> FileView | None:
        """Return an image in full size, without its metadata, when it is offered."""
        return self.file(shown.file, is_image=True) if shown.download else None

    def file(self, path: str, *, is_image: bool = False) -> FileView | None:
        """Return a file that is offered to the public, by its path from the project's root."""
        if not other_file(self.ask, path):
            return None
        attached: Attached = attachment(self.ask, path, is_image)
        published = attached.attachment
        if published is None:
            return None
        return FileView(self.href(f"/{published.output_path}"), published.format, published.size)

    def found(self, shown: Picture) -> Any:
        """Return what is known of an image.

        :raises ContentError: if it cannot be used.
        """
        found: Found = picture(self.ask, shown.file)
        if isinstance(found, str):
            src = shown.file.rsplit("/", 1)[-1]
            raise ContentError([media_rules.UNUSABLE.at(Location(shown.file), src=src, reason=found)])
        return found

    def asset(self, path: str) -> str:
        """Return the URL of one of the theme's assets."""
        published = assets.asset(self.ask, self.site_id, path)
        if published is None:
            raise self._no_asset(path)
        return self.href(published)

    def svg(self, path: str) -> Markup:
        """Return one of the theme's drawings as markup."""
        markup = assets.drawing(self.ask, self.site_id, path)
        if markup is None:
            self.asset(path)
            raise ValueError(f"«{path}» er ingen tegning")
        # The theme is ours, as its templates are.
        return Markup(markup)

    def _no_asset(self, path: str) -> ContentError:
        theme = theme_query(self.ask, self.site_id).theme
        name = theme.name if theme is not None else ""
        known = assets.asset_names(self.ask, self.site_id)
        finding = rules.ASSET_MISSING.at(
            Location(f"themes/{name}/assets"), asset=path, theme=name, suggestion=did_you_mean(path, known)
        )
        return ContentError([finding])


class PageContext(RenderContext):
    """One page being rendered."""

    def __init__(self, page: Page, ask: QueryContext, words: Strings) -> None:
        super().__init__(page.site, page.lang, ask, words)
        self.page = page
        self.cards: dict[Card, None] = {}
        """Its social cards, to be drawn after rendering."""
        self.is_hidden = is_hidden(ask, page.site)
        """The whole site is kept out of search engines."""

    @property
    def card_url(self) -> str | None:
        """The absolute URL of the page's social card; None when it has shown none."""
        return next((self.canonical_url(f"/{card.output_path}") for card in self.cards), None)

    def social_card(
        self, title: str, label: str = "", picture: Picture | None = None, lang: str | None = None
    ) -> SocialCard | None:
        """Return the page's social card, or None for a theme that has none; it is drawn after rendering.

        :param label: what the page is, in a word or two.
        :param lang: the language of the title; the page's when None.
        """
        design = card_design(self.ask, self.site_id)
        if design is None:
            return None
        shown = self._card_image(picture) if picture is not None else None
        card = Card(str(title), str(label), self.site.name, lang or self.lang, design, shown)
        self.cards[card] = None
        return SocialCard(self.canonical_url("/" + card.output_path), WIDTH, HEIGHT)

    def _card_image(self, shown: Picture) -> CardImage | None:
        """Return the image for a card, unless it is too small to fill its place, or a drawing."""
        found = self.found(shown)
        if min(found.probe.width, found.probe.height) < MIN_IMAGE_SIZE or found.impression is None:
            return None
        return CardImage(shown.file, found.probe.digest, shown.focal or found.impression.focal)
