"""Where the pictures on a page come from: it is rendered once more, and each picture gets a number."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, NamedTuple

from drammenworks.config.picture_presets import PicturePreset
from drammenworks.content.document import Document, DocumentKey
from drammenworks.content.markdown import Body, ImageNode
from drammenworks.engine.queries import Key, QueryContext
from drammenworks.render.fragments import fragment
from drammenworks.render.render_context import PageContext, RenderContext
from drammenworks.render.renderer import Renderer
from drammenworks.render.views import Image, Picture
from drammenworks.site.page import Page


class TextImage(NamedTuple):
    """A picture in the text of a document."""

    document: DocumentKey
    number: int
    """How many pictures of the text come before it."""
    node: ImageNode


class FieldImage(NamedTuple):
    """A picture in a field of a document."""

    document: DocumentKey
    field: str


class ShownImage(NamedTuple):
    """An image on a page."""

    src: str
    """Its URL."""
    origin: TextImage | FieldImage | None
    """None for one whose focal point nobody can choose, such as a logo."""


def images_shown(page: Page, ask: QueryContext, renderer: Renderer) -> list[ShownImage]:
    """Return the images on a page, in the order of its HTML.

    :raises ContentError: if the page cannot be rendered.
    """
    numbers = _Numbers()
    context = _NumberedPage(page, _NumberingAsk(ask, renderer, numbers), renderer.strings[page.lang])
    context.numbers = numbers
    parser = _ImageParser()
    parser.feed(renderer.render_in(context).html)
    shown = []
    for src in parser.sources:
        url, _, number = src.partition("#")
        picture = numbers.shown[int(number)] if number.isdecimal() else None
        shown.append(ShownImage(url, numbers.origin(picture) if picture is not None else None))
    return shown


class _Numbers:
    """The pictures that a page and its fragments ask for, in the order of asking."""

    def __init__(self) -> None:
        self.shown: list[Picture] = []
        self.bodies: dict[DocumentKey, Body] = {}
        """The same object each time, by whose pictures their places are known."""

    def origin(self, picture: Picture) -> TextImage | FieldImage | None:
        """Return where a picture comes from."""
        origin = picture.origin
        if origin is None:
            return None
        if origin.node is None:
            return FieldImage(origin.document, origin.field) if origin.field is not None else None
        nodes = [node for node in self.bodies[origin.document].walk() if isinstance(node, ImageNode)]
        number = next(number for number, node in enumerate(nodes) if node is origin.node)
        return TextImage(origin.document, number, origin.node)


class _Numbered(RenderContext):
    """Appends to the URL of each image its number."""

    numbers: _Numbers

    def image(self, shown: Picture, preset: PicturePreset | None = None) -> Image:
        image = super().image(shown, preset)
        self.numbers.shown.append(shown)
        return replace(image, src=f"{image.src}#{len(self.numbers.shown) - 1}")

    def body(self, document: Document) -> Body:
        return self.numbers.bodies.setdefault((document.id, document.lang), super().body(document))


class _NumberedPage(_Numbered, PageContext):
    """A page whose images are numbered."""


class _NumberingAsk:
    """Answers as another context does, but renders fragments anew, with their images numbered."""

    def __init__(self, ask: QueryContext, renderer: Renderer, numbers: _Numbers) -> None:
        self.environment = ask.environment
        self._ask = ask
        self._renderer = renderer
        self._numbers = numbers

    def __call__(self, key: Key) -> Any:
        """Return the answer to a question."""
        if key[0] != fragment.name:
            return self._ask(key)
        _, site_id, lang, template, arguments = key
        context = _Numbered(site_id, lang, self, self._renderer.strings[lang])
        context.numbers = self._numbers
        return self._renderer.render_fragment_in(context, template, arguments)


class _ImageParser(HTMLParser):
    """Collects the URLs of the images of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.sources.append(dict(attrs).get("src") or "")
