"""Fill the holes of a parsed body: links for this site, pictures in its sizes, boxes by its theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote

from jinja2 import Environment
from markupsafe import Markup, escape

from drammenworks.content.document import Document
from drammenworks.content.markdown import Chunk, DirectiveNode, ImageNode, LinkNode
from drammenworks.content.markdown.attributes import parse_point
from drammenworks.render.document_view import DocumentView, table_of
from drammenworks.render.scope import Scope
from drammenworks.render.views import Picture, TableView
from drammenworks.site.links import Resolution


@dataclass(slots=True)
class DirectiveView:
    """A box of Markdown as its template sees it; see docs/templates.md."""

    name: str
    argument: str | None
    attributes: Mapping[str, str]
    pictures: Sequence[Picture]
    _render: Callable[[], Markup]
    document: DocumentView | None = None
    table: TableView | None = None
    events: Sequence[DocumentView] = ()

    @property
    def content(self) -> Markup:
        """The inside as markup, made when it is asked for: what no template shows need not be encoded."""
        return self._render()


class BodyRenderer:
    """Renders bodies with the templates of one theme."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def render(self, document: Document, scope: Scope) -> Markup:
        """Return the body of ``document`` as it stands on the page of ``scope``."""
        return self._chunks(document.body.chunks, document, scope)

    def _chunks(self, chunks: Sequence[Chunk], document: Document, scope: Scope) -> Markup:
        parts: list[str] = []
        for chunk in chunks:
            if isinstance(chunk, str):
                parts.append(chunk)
            elif isinstance(chunk, LinkNode):
                parts.append(_link(chunk, document, scope))
            elif isinstance(chunk, ImageNode):
                parts.append(self._picture(chunk, document, scope))
            else:
                parts.append(self._directive(chunk, document, scope))
        return Markup("".join(parts))

    def _picture(self, image: ImageNode, document: Document, scope: Scope) -> str:
        template = self._environment.get_template("components/body_picture.html")
        picture = _as_picture(image, document)
        return template.render(scope.context, picture=picture, block=image.block)

    def _directive(self, directive: DirectiveNode, document: Document, scope: Scope) -> str:
        template = self._environment.get_template(f"directives/{directive.name}.html")
        content = partial(self._chunks, directive.children, document, scope)
        view = _view(directive, content, document, scope)
        return template.render(scope.context, directive=view)


def _link(link: LinkNode, document: Document, scope: Scope) -> str:
    resolution: Resolution = scope.ask("link", link.target, document.id, document.lang)
    attributes = list(link.attributes)
    if resolution.href is not None:
        attributes.insert(0, ("href", resolution.href))
    if link.title is not None:
        attributes.append(("title", link.title))
    if resolution.external:
        attributes.append(("rel", "external"))
    # Without href it is a placeholder (HTML § 4.6.1): the words stay, and lead nowhere.
    return "<a" + "".join(f' {name}="{escape(value)}"' for name, value in attributes) + ">"


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
    )


def _view(
    directive: DirectiveNode, content: Callable[[], Markup], document: Document, scope: Scope
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
        view.document = scope.view(f"video/{argument.removeprefix('video:')}", document.lang)
    elif directive.name in ("figures", "chart") and argument is not None:
        view.table = table_of(document, argument, scope)
    elif directive.name == "events":
        view.events = _coming_events(scope, int(attributes.get("limit", "3")))
    return view


def _coming_events(scope: Scope, limit: int) -> list[DocumentView]:
    scope.hold_for_clock()
    return scope.views(scope.ask("upcoming", scope.lang, limit))
