"""What one page is rendered in: its site, its language, and the recorder of what it asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from drammenworks.config import Site
from drammenworks.config.picture_presets import PicturePreset
from drammenworks.content.attachments import Attachment
from drammenworks.content.document import Document
from drammenworks.content.pictures import Seen
from drammenworks.content.tables import Table
from drammenworks.engine.recorder import Recorder
from drammenworks.errors import ContentError, Location
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import themes as rules
from drammenworks.images.cards.card import HEIGHT, SMALLEST_PICTURE, WIDTH, Card, CardPicture
from drammenworks.render.document_view import DocumentView
from drammenworks.render.facts import DocumentKey, Facts
from drammenworks.render.pictures import image_view, plan_picture
from drammenworks.render.views import FileView, Image, Picture, SocialCard
from drammenworks.site.page import Page

if TYPE_CHECKING:
    from drammenworks.render.body import BodyRenderer


@dataclass(slots=True)
class Scope:
    """One page being rendered. Whatever it hands to templates, it has noted."""

    page: Page
    body_renderer: BodyRenderer
    _facts: Facts
    recorder: Recorder = field(default_factory=Recorder)
    context: dict[str, Any] = field(default_factory=dict)
    """The names that the page's templates know."""

    def __post_init__(self) -> None:
        self.ask("site")
        self.ask("strings", self.page.lang)

    def ask(self, *question: Any) -> Any:
        """Return the answer to a question, and note that the page depends on it."""
        answer = self._facts.answer(question)
        self.recorder.note(question, answer)
        return answer

    @property
    def site(self) -> Site:
        """The site's own file. Every page depends on all of it."""
        return self._facts.materials.site

    @property
    def noindex(self) -> bool:
        """Keep the whole site out of search engines."""
        return self._facts.materials.noindex

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.page.lang

    def href(self, path: str) -> str:
        """Return the URL of a path under the site's root."""
        return self._facts.materials.addresses.href(path)

    def canonical_url(self, path: str) -> str:
        """Return the URL on the published site of a path under its root."""
        return self._facts.materials.addresses.canonical_url(path)

    def hold_for_clock(self) -> None:
        """Note that something read depends on the clock."""
        self.recorder.hold_until(self._facts.materials.next_change)

    def fields(self, document_id: str, lang: str) -> Document:
        """Return a document whose fields are read."""
        self.ask("meta", document_id, lang)
        document = self._facts.document(document_id, lang)
        assert document is not None
        return document

    def text(self, document: Document) -> Document:
        """Return a document whose body is read."""
        self.ask("body", document.id, document.lang)
        return document

    def view(self, document_id: str, lang: str) -> DocumentView | None:
        """Return a document that is published on this site, or at least on another."""
        best: DocumentKey | None = self.ask("best", document_id, lang)
        return DocumentView(self.fields(*best), self) if best is not None else None

    def views(self, keys: Iterable[DocumentKey]) -> list[DocumentView]:
        """Return documents that an answer named."""
        return [DocumentView(self.fields(*key), self) for key in keys]

    def table(self, file: str) -> Table | None:
        """Return the table in a file beside a report."""
        self.ask("table", file)
        return self._facts.table(file)

    def body(self, document: Document) -> Markup:
        """Return the body of a document as markup for this page."""
        return self.body_renderer.render(self.text(document), self)

    def image(self, picture: Picture, shape: str | None = None, widest: int | None = None) -> Image:
        """Return a picture in the sizes that are published; they will be encoded after rendering.

        :param shape: what to cut it to, such as ``16:9``; the whole of it when None.
        :param widest: CSS pixels that the page shows it in at most.
        :raises ValueError: if the shape is none.
        """
        seen: Seen = self.ask("picture", picture.file)
        planned = plan_picture(picture, seen, self.site.images, shape=shape, widest=widest)
        for variant in planned.variants.all:
            self.recorder.want(variant)
        return image_view(planned, self.href)

    def picture_preset(self, name: str) -> PicturePreset:
        """Return one of the theme's picture presets: how wide a picture is shown, and what it is cut to.

        :raises ValueError: if the theme has none of that name.
        """
        presets = self._facts.materials.theme.pictures
        if self.ask("preset", name) is None:
            suggestion = did_you_mean(name, presets)
            reason = f"«{name}» finnes ikke under «pictures» i theme.yaml"
            raise ValueError(f"{reason}.{suggestion}" if suggestion else reason)
        return presets[name]

    def original(self, picture: Picture) -> FileView | None:
        """Return a picture in full size, without its metadata, when it is offered."""
        return self.file(picture.file) if picture.download else None

    def file(self, file: str) -> FileView | None:
        """Return a file that is offered to the public, by its path from the project's root."""
        attachment: Attachment | None = self.ask("file", file)
        if attachment is None:
            return None
        return FileView(self.href(f"/{attachment.output_path}"), attachment.format, attachment.size)

    def social_card(
        self, title: str, label: str = "", picture: Picture | None = None, lang: str | None = None
    ) -> SocialCard | None:
        """Return the page's social card, or None for a theme that has none; it is drawn after rendering.

        :param label: what the page is, in a word or two.
        :param lang: the language of the title; the page's when None.
        """
        design: str | None = self.ask("cards")
        if design is None:
            return None
        shown = self._card_picture(picture) if picture is not None else None
        card = Card(str(title), str(label), self.site.name, lang or self.lang, design, shown)
        self.recorder.want(card)
        return SocialCard(self.canonical_url("/" + card.output_path), WIDTH, HEIGHT)

    def _card_picture(self, picture: Picture) -> CardPicture | None:
        """Return the picture for a card, unless it is too small to fill its place, or a drawing."""
        seen: Seen = self.ask("picture", picture.file)
        if min(seen.probe.width, seen.probe.height) < SMALLEST_PICTURE or seen.impression is None:
            return None
        return CardPicture(picture.file, seen.probe.digest, picture.focal or seen.impression.focal)

    def asset(self, path: str) -> str:
        """Return the URL of one of the theme's assets."""
        published: str | None = self.ask("asset", path)
        if published is None:
            raise self._no_asset(path, self._facts.materials.asset_paths)
        return self.href(published)

    def svg(self, path: str) -> Markup:
        """Return one of the theme's drawings as markup."""
        markup: str | None = self.ask("drawing", path)
        if markup is None:
            self.asset(path)
            raise ValueError(f"«{path}» er ingen tegning")
        # The theme is ours, as its templates are.
        return Markup(markup)

    def _no_asset(self, path: str, known: Mapping[str, object]) -> ContentError:
        theme = self._facts.materials.theme.name
        location = Location(f"themes/{theme}/assets")
        suggestion = did_you_mean(path, known)
        finding = rules.ASSET_MISSING.at(location, asset=path, theme=theme, suggestion=suggestion)
        return ContentError([finding])
