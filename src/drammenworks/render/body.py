"""Fill the holes of a parsed body: links for this site, pictures in its sizes, boxes by its theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote

from jinja2 import Environment
from markupsafe import Markup, escape

from drammenworks.charts.values import MISSING, ChartView, DataTable
from drammenworks.content.document import Document
from drammenworks.content.markdown import Chunk, DirectiveNode, FigureNode, ImageNode, LinkNode
from drammenworks.content.markdown.attributes import parse_point
from drammenworks.content.referenced_files import linked_file
from drammenworks.render.attachment_list import LINK_END
from drammenworks.render.document_view import DocumentView, ViewFactory
from drammenworks.render.lightbox import gallery_items
from drammenworks.render.list_queries import first_upcoming
from drammenworks.render.views import FileView, GalleryItem, Picture, PictureOrigin
from drammenworks.site.links import Resolution
from drammenworks.site.links import link as link_query
from drammenworks.site.reports.in_text import shown_figure


@dataclass(slots=True)
class DirectiveView:
    """A box of Markdown as its template sees it; see docs/templates.md."""

    name: str
    argument: str | None
    attributes: Mapping[str, str]
    pictures: Sequence[Picture]
    _render: Callable[[], Markup]
    document: DocumentView | None = None
    table: DataTable | None = None
    chart: ChartView | None = None
    data_file: FileView | None = None
    drawing: Markup | None = None
    events: Sequence[DocumentView] = ()
    gallery: Sequence[GalleryItem] = ()

    @property
    def content(self) -> Markup:
        """The inside as markup, made when it is asked for: what no template shows need not be encoded."""
        return self._render()


class BodyRenderer:
    """Renders bodies with the templates of one theme."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def render(self, document: Document, views: ViewFactory) -> Markup:
        """Return the body of a document as it stands on the page of ``views``."""
        return self._chunks(views.context.body(document).chunks, document, views)

    def _chunks(self, chunks: Sequence[Chunk], document: Document, views: ViewFactory) -> Markup:
        parts: list[str] = []
        # What follows the text of a link to a file.
        file_details = ""
        for chunk in chunks:
            if isinstance(chunk, str):
                if file_details and LINK_END in chunk:
                    chunk = chunk.replace(LINK_END, file_details + LINK_END, 1)  # noqa: PLW2901
                    file_details = ""
                parts.append(chunk)
            elif isinstance(chunk, LinkNode):
                file = _linked_file(chunk, document, views)
                file_details = self._file_details(file, views) if file is not None else ""
                parts.append(_link(chunk, file, document, views))
            elif isinstance(chunk, ImageNode):
                parts.append(self._picture(chunk, document, views))
            elif isinstance(chunk, FigureNode):
                parts.append(_figure(chunk, document, views))
            else:
                parts.append(self._directive(chunk, document, views))
        return Markup("".join(parts))

    def _file_details(self, file: FileView, views: ViewFactory) -> str:
        template = self._environment.get_template("components/file_details.html")
        return f" {template.render(views.context.names, file=file).strip()}"

    def _picture(self, image: ImageNode, document: Document, views: ViewFactory) -> str:
        template = self._environment.get_template("components/body_picture.html")
        picture = _as_picture(image, document)
        return template.render(views.context.names, picture=picture, block=image.block)

    def _directive(self, directive: DirectiveNode, document: Document, views: ViewFactory) -> str:
        template = self._environment.get_template(f"directives/{directive.name}.html")
        content = partial(self._chunks, directive.children, document, views)
        view = _view(directive, content, document, views)
        return template.render(views.context.names, directive=view)


def _linked_file(link: LinkNode, document: Document, views: ViewFactory) -> FileView | None:
    path = linked_file(link.target, document.location.path)
    return views.context.file(path) if path is not None else None


def _link(link: LinkNode, file: FileView | None, document: Document, views: ViewFactory) -> str:
    context = views.context
    if file is not None:
        _, hash_sign, place = link.target.partition("#")
        resolution = Resolution(file.url + hash_sign + place)
    else:
        resolution = link_query(
            context.ask, link.target, document.location.path, document.lang, context.site_id
        )
    attributes = list(link.attributes)
    if resolution.href is not None:
        attributes.insert(0, ("href", resolution.href))
    if link.title is not None:
        attributes.append(("title", link.title))
    if resolution.external:
        attributes.append(("rel", "external"))
    # Without href it is a placeholder (HTML § 4.6.1): the words stay, and lead nowhere.
    return "<a" + "".join(f' {name}="{escape(value)}"' for name, value in attributes) + ">"


def _figure(node: FigureNode, document: Document, views: ViewFactory) -> str:
    """Return a figure as HTML; the number itself stands beside what is written of it (HTML § 4.5.13)."""
    context = views.context
    shown = shown_figure(context.ask, context.site_id, document, node)
    if shown is None or shown.value is None:
        return MISSING
    return f'<data value="{shown.value}">{escape(shown.text)}</data>'


def _as_picture(image: ImageNode, document: Document) -> Picture:
    attributes = dict(image.attributes)
    return Picture(
        file=document.file(unquote(image.src)),
        alt=image.alt,
        decorative=image.decorative,
        focal=parse_point(attributes["focal"]) if "focal" in attributes else None,
        credit=attributes.get("credit"),
        caption=image.title or attributes.get("caption"),
        download="download" in attributes,
        origin=PictureOrigin((document.id, document.lang), None, image),
    )


def _view(
    directive: DirectiveNode, content: Callable[[], Markup], document: Document, views: ViewFactory
) -> DirectiveView:
    attributes = dict(directive.attributes)
    argument = directive.argument
    view = DirectiveView(
        directive.name,
        argument,
        attributes,
        [_as_picture(chunk, document) for chunk in directive.children if isinstance(chunk, ImageNode)],
        content,
    )
    if directive.name == "video" and argument is not None:
        view.document = views.find(f"video/{argument.removeprefix('video:')}", document.lang)
    elif directive.name == "figures" and argument is not None:
        shown = DocumentView(document, views)
        view.table, view.data_file = shown.table(argument), shown.data_file(f"table:{argument}")
    elif directive.name == "gallery":
        view.gallery = gallery_items(view.pictures, views.context.unique_id("gallery"))
    elif directive.name == "chart" and argument is not None:
        shown = DocumentView(document, views)
        view.chart = shown.chart(argument)
        if view.chart is not None:
            view.table, view.data_file = view.chart.table, shown.data_file(f"chart:{argument}")
            view.drawing = views.context.chart(view.chart)
    elif directive.name == "events":
        view.events = _coming_events(views, int(attributes.get("limit", "3")))
    return view


def _coming_events(views: ViewFactory, limit: int) -> list[DocumentView]:
    context = views.context
    ids = first_upcoming(context.ask, context.site_id, context.lang, limit)
    return views.views((document_id, context.lang) for document_id in ids)
