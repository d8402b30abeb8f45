"""Fragments of pages: what is the same wherever it is shown, rendered once for all pages that show it.

A fragment is an inline query. It depends on its site, its language and its arguments, and on what it asks; a
page that shows it reads all that it read, and shows the images that it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from drammenworks.content.document import DocumentKey
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, CircularQueryError, QueryContext
from drammenworks.images.variants import Variant
from drammenworks.render.document_view import DocumentView
from drammenworks.render.render_context import RenderContext


class Fragment(NamedTuple):
    """A rendered fragment."""

    markup: Markup
    images: tuple[Variant, ...]
    """Variants of images that it shows, to be encoded."""
    frames: tuple[str, ...]
    """The origins of the players that it may show."""


class FragmentPage(NamedTuple):
    """The ``page`` of a fragment, which does not know the page that it is on."""

    lang: str


class _Value(NamedTuple):
    """An argument: equal to one of the same type only, since 1 and true, text and markup look different."""

    kind: type
    value: Any


class _DocumentArgument(NamedTuple):
    """A document, of which each page and each fragment has a view of its own."""

    key: DocumentKey


class _Several(NamedTuple):
    """A list of arguments."""

    items: tuple[Any, ...]


@CATALOGUE.inline
def fragment(ask: QueryContext, site_id: str, lang: str, template: str, arguments: Any) -> Fragment:
    """A template with arguments, as it is on all pages of a site in a language."""
    workspace: Workspace = ask.environment
    made: Fragment = workspace.renderers[site_id].render_fragment(template, lang, arguments, ask)
    return made


def show_fragment(context: RenderContext, template: str, **arguments: Any) -> Markup:
    """Return a template with arguments as markup; the function ``fragment`` of templates.

    :raises RecursionError: if the fragment contains itself.
    """
    plain = tuple((name, _plain(value)) for name, value in sorted(arguments.items()))
    try:
        made = fragment(context.ask, context.site_id, context.lang, template, plain)
    except CircularQueryError as error:
        raise RecursionError(template) from error
    context.images.update(dict.fromkeys(made.images))
    context.frames.update(dict.fromkeys(made.frames))
    return made.markup


def _plain(value: Any) -> Any:
    if isinstance(value, DocumentView):
        return _DocumentArgument((value.id, value.lang))
    if type(value) in (list, tuple):
        return _Several(tuple(map(_plain, value)))
    return _Value(type(value), value)


def argument_values(arguments: Any, view: Callable[[DocumentKey], DocumentView]) -> Mapping[str, Any]:
    """Return the arguments of a fragment by name.

    :param view: returns a document as the fragment sees it.
    """

    def value(plain: Any) -> Any:
        if isinstance(plain, _DocumentArgument):
            return view(plain.key)
        return list(map(value, plain.items)) if isinstance(plain, _Several) else plain.value

    return {name: value(plain) for name, plain in arguments}
