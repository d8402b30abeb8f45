"""Writes the focal point of an image into the document that shows it, and changes nothing else there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from drammenworks.base.atomic_write import write_atomic
from drammenworks.base.paths import CONTENT
from drammenworks.base.strict_yaml import load
from drammenworks.base.yaml_common import Value
from drammenworks.content.graph_queries import languages, summary_of
from drammenworks.content.graph_queries import site as site_query
from drammenworks.content.markdown import ImageNode
from drammenworks.content.workspace import Workspace
from drammenworks.engine.contexts import ReadOnlyContext
from drammenworks.engine.queries import QueryContext
from drammenworks.engine.sqlite_cache import CacheDamagedError
from drammenworks.errors import ContentError, DrammenworksError, Phrase
from drammenworks.pipeline.preview.shown_sites import SiteSnapshot
from drammenworks.render.picture_origins import FieldImage, TextImage, images_shown
from drammenworks.render.renderer import Renderer
from drammenworks.serve.markdown_edit import MarkdownEditError, TextChangedError, set_image_attribute
from drammenworks.serve.yaml_edit import YamlEditError, set_pair
from drammenworks.site.entries import entry
from drammenworks.site.routes import page_at
from drammenworks.site.themes import theme as theme_query

FocalPoint = tuple[float, float]
"""Fractions of the width from the left and of the height from the top, each 0 to 1."""

_FOCAL, _SRC = "focal", "src"
_CHANGED = Phrase("Siden er endret. Vent til den er lastet på nytt, og prøv igjen.")
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<fields>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


class NotEditableError(DrammenworksError):
    """The focal point cannot be set; the message gives the reason."""


@dataclass(frozen=True, slots=True)
class ImageField:
    """A field of a document that contains an image."""

    path: str
    """The document's file, relative to the project's root."""
    keys: tuple[str | int, ...]
    """The path of the field in the front matter."""


@dataclass(frozen=True, slots=True)
class ImageInText:
    """An image in the text of a document."""

    path: str
    """The document's file, relative to the project's root."""
    lang: str
    number: int
    """How many images of the text come before it."""
    node: ImageNode


def find_image(
    snapshot: SiteSnapshot, site_id: str, page_path: str, src: str, nth: int
) -> ImageField | ImageInText:
    """Return what an image on a page comes from.

    :param src: the path of the image's URL.
    :param nth: how many images of this URL come before it on the page.
    :raises NotEditableError: if it comes from no document.
    """
    graph = snapshot.graph
    ask = ReadOnlyContext(graph)
    page = page_at(ask, site_id, page_path)
    site, theme = site_query(ask, site_id), theme_query(ask, site_id).theme
    # The site may have been removed since the page was opened.
    if page is None or site_id not in snapshot.trees or site is None or theme is None:
        raise NotEditableError(Phrase("Siden finnes ikke lenger."))
    workspace: Workspace = graph.environment
    # That of the builds renders one page at a time, in a different thread.
    renderer = Renderer(site, theme, workspace.templates_folder, workspace.root)
    try:
        shown = images_shown(page, ask, renderer)
    except (ContentError, CacheDamagedError) as error:
        raise NotEditableError(_CHANGED) from error
    same = [image for image in shown if unquote(image.src) == unquote(src)]
    if nth >= len(same):
        raise NotEditableError(_CHANGED)
    origin = same[nth].origin
    if origin is None:
        raise NotEditableError(
            Phrase("Bildet er en logo eller hører til temaet, så motivet kan ikke velges.")
        )
    if isinstance(origin, TextImage):
        path = entry.field(ask, "path", *origin.document)
        return ImageInText(path, origin.document[1], origin.number, origin.node)
    return _field(ask, origin)


def _field(ask: QueryContext, origin: FieldImage) -> ImageField:
    """Return the field that describes an image; a translation may have it from its original."""
    document_id, _ = origin.document
    summary = summary_of(ask, origin.document)
    if summary is not None and origin.field in summary.inherited:
        summary = summary_of(ask, (document_id, languages(ask).default))
    if summary is None:
        raise NotEditableError(_CHANGED)
    return ImageField(summary.path, (origin.field,))


def set_focal(image: ImageField | ImageInText, point: FocalPoint, root: Path) -> None:
    """Write the focal point into the document's file.

    :raises NotEditableError: if the image has a form that cannot be edited, or the edit would change any
        value but the focal point.
    :raises OSError: if the file cannot be read or written.
    """
    file = _content_file(image.path, root)
    before = file.read_bytes()
    values = (_format(point[0]), _format(point[1]))
    try:
        text = before.decode()
        if isinstance(image, ImageField):
            edited = _with_focal_field(text, image, values)
        else:
            edited = set_image_attribute(
                text, image.number, image.node, _FOCAL, ", ".join(values), path=image.path, lang=image.lang
            )
    except TextChangedError as error:
        raise NotEditableError(_CHANGED) from error
    except (UnicodeDecodeError, YamlEditError, MarkdownEditError, ContentError) as error:
        raise NotEditableError(_by_hand(image)) from error
    write_atomic(file, edited.encode())


def _by_hand(image: ImageField | ImageInText) -> str:
    """Return what to do about an image that this module cannot edit."""
    if isinstance(image, ImageField):
        return Phrase("Feltet i {path} er skrevet slik at det må endres for hånd.", path=image.path)
    return Phrase(
        "Bildet står slik i teksten at motivet ikke kan velges. Sett det i et eget avsnitt i {path}, og prøv "
        "igjen.",
        path=image.path,
    )


def _with_focal_field(text: str, field: ImageField, values: tuple[str, str]) -> str:
    start, end = _front_matter_span(text, field.path)
    fields = text[start:end]
    edited = set_pair(fields, field.keys, _FOCAL, values, after=_SRC)
    before, after = load(fields, path=field.path), load(edited, path=field.path)
    if not _differs_only_in_focal(before, after, field, values):
        raise YamlEditError("the edit would change a different value")
    return text[:start] + edited + text[end:]


def _content_file(path: str, root: Path) -> Path:
    """Return a file in content/ by its path from the root.

    :raises NotEditableError: if it is outside content/, a symbolic link, or missing.
    """
    file, content = root / path, (root / CONTENT).resolve()
    if file.is_symlink() or not file.resolve().is_relative_to(content) or not file.is_file():
        raise NotEditableError(Phrase("{path} er ikke en fil i content/.", path=path))
    return file


def _front_matter_span(text: str, path: str) -> tuple[int, int]:
    """Return the start and end of a document's fields in the text of its file."""
    if not path.endswith(".md"):
        return (1 if text.startswith("\ufeff") else 0), len(text)
    match = _FRONT_MATTER.match(text)
    if match is None:
        raise YamlEditError("no front matter")
    return match.span("fields")


def _differs_only_in_focal(before: Value, after: Value, field: ImageField, values: tuple[str, str]) -> bool:
    """Return whether two parses differ in the focal point alone, and it has the values that were set."""
    old, new = _at(before, field.keys), _at(after, field.keys)
    if not isinstance(old, dict) or not isinstance(new, dict) or new.pop(_FOCAL, None) != list(values):
        return False
    old.pop(_FOCAL, None)
    return before == after


def _at(value: Value, keys: Sequence[str | int]) -> Value:
    for key in keys:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int):
            value = value[key]
    return value


def _format(fraction: float) -> str:
    return f"{min(max(fraction, 0.0), 1.0):.2f}".rstrip("0").rstrip(".")
