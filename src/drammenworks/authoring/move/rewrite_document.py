"""Rewrite what a document says of another that gets a new name, and nothing else."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from drammenworks.authoring.move.renaming import Renaming
from drammenworks.authoring.move.yaml_edits import FormNotEditableError, rename_in
from drammenworks.base.source_text import decode_source
from drammenworks.content.document import Document
from drammenworks.content.frontmatter import Parts, split_file
from drammenworks.content.markdown import parse_markdown
from drammenworks.content.outline import Outline, make_outline
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import ContentError, Location

_REACH = 4_000
"""Characters in which the syntax of a link ends."""


class NameNotFoundError(ValueError):
    """A name stands in a form in which it cannot be replaced."""

    def __init__(self, location: Location) -> None:
        self.location = location
        super().__init__(str(location))


class _Mention(NamedTuple):
    """A place in a body that names something."""

    group: str
    """Of the outline: links, images, boxes or figures."""
    position: int
    """Among those."""
    name: str
    """As it is written."""
    new: str
    location: Location


def fields_of(text: str, path: str) -> tuple[str, Parts, str]:
    """Return what comes before the fields of a document, its parts, and what comes after the fields."""
    parts = split_file(text, path=path)
    start = text.index("\n") + 1 if path.endswith(".md") else 0
    return text[:start], parts, text[start + len(parts.fields) :]


def rewrite_document(text: str, document: Document, renaming: Renaming, ask: QueryContext) -> tuple[str, int]:
    """Return the text of a document's file with all names of another replaced, and how many those were.

    :param text: with LF line ends, as it was when ``document`` was parsed from it.
    :raises NameNotFoundError: if one of them cannot be replaced.
    """
    path = document.location.path
    mentions = list(_mentions(document, renaming, ask))
    # From the last to the first: what comes before stays where it is.
    for mention in sorted(mentions, key=lambda one: one.location.sort_key, reverse=True):
        text = _replace(text, mention, path, document.lang)
    head, parts, tail = fields_of(text, path)
    fields = parts.fields
    count = len(mentions)
    for keys, old, new in _fields(document, renaming):
        try:
            fields = rename_in(fields, keys, old, new)
        except FormNotEditableError as error:
            raise NameNotFoundError(document.location.locate(keys)) from error
        count += 1
    fields, figures = _rewrite_figures(fields, renaming)
    return head + fields + tail, count + figures


def _rewrite_figures(fields: str, renaming: Renaming) -> tuple[str, int]:
    """Return fields with the figures of a report that stand in their texts, and how many those were."""
    if renaming.kind != "report":
        return fields, 0
    return re.subn(rf"(?<=\[figure:){re.escape(renaming.old)}(?=/)", renaming.new, fields)


def _fields(document: Document, renaming: Renaming) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    for keys, ref in document.references:
        if str(ref) == renaming.id and keys[0] not in document.inherited:
            yield keys, renaming.old, renaming.new
    for use in document.files:
        new = renaming.file(use.src, document.location.path)
        if new is not None and use.keys[0] not in document.inherited:
            yield use.keys, str(use.src), new


def _mentions(document: Document, renaming: Renaming, ask: QueryContext) -> Iterator[_Mention]:
    path, outline = document.location.path, document.outline
    for index, link in enumerate(outline.links):
        new = renaming.target(ask, link.target, path)
        if new is not None:
            yield _Mention("links", index, link.target, new, link.location)
    for index, image in enumerate(outline.images):
        new = renaming.file(image.src, path)
        if new is not None:
            yield _Mention("images", index, image.src, new, image.location)
    for index, box in enumerate(outline.boxes):
        name = (box.argument or "").removeprefix("video:")
        if box.name == "video" and renaming.id == f"video/{name}":
            new = (box.argument or "").replace(name, renaming.new)
            yield _Mention("boxes", index, box.argument or "", new, box.location)
    for index, figure in enumerate(outline.figures):
        report, separator, name = figure.name.rpartition("/")
        if separator and renaming.id == f"report/{report}":
            yield _Mention("figures", index, figure.name, f"{renaming.new}/{name}", figure.location)


def _replace(text: str, mention: _Mention, path: str, lang: str) -> str:
    before = _names(text, path, lang)
    if before[mention.group][mention.position] == mention.new:
        # Several links share one definition of their target.
        return text
    lines = text.split("\n")
    line, column = mention.location.line or 1, mention.location.column or 1
    start = sum(len(one) + 1 for one in lines[: line - 1]) + column - 1
    pattern = re.compile(rf"(?<![\w-]){re.escape(mention.name)}(?![\w-])")
    near = pattern.finditer(text, start, min(len(text), start + _REACH))
    for found in itertools.chain(near, pattern.finditer(text)):
        edited = text[: found.start()] + mention.new + text[found.end() :]
        # The text of a link may say the same as its target; only one place is the right one.
        if _changes_only(mention, before, _names(edited, path, lang)):
            return edited
    raise NameNotFoundError(mention.location)


def _changes_only(mention: _Mention, before: dict[str, list[Any]], after: dict[str, list[Any]]) -> bool:
    """Tell whether the name of a mention, and nothing but this name, differs between two texts."""
    if before.keys() != after.keys() or any(len(before[group]) != len(after[group]) for group in before):
        return False
    pairs = ((one, two) for group in before for one, two in zip(before[group], after[group], strict=True))
    differing = {(one, two) for one, two in pairs if one != two}
    is_changed = after[mention.group][mention.position] == mention.new
    return is_changed and differing == {(mention.name, mention.new)}


def _names(text: str, path: str, lang: str) -> dict[str, list[Any]]:
    """Return everything that a body names, and how many words and which headings it has."""
    try:
        parts = split_file(decode_source(text.encode(), path=path), path=path)
    except ContentError:
        return {}
    body, _ = parse_markdown(parts.body, path=path, first_line=parts.body_line, lang=lang)
    outline: Outline = make_outline(body)
    return {
        "links": [link.target for link in outline.links],
        "images": [image.src for image in outline.images],
        "boxes": [box.argument for box in outline.boxes],
        "figures": [figure.name for figure in outline.figures],
        "headings": [heading.id for heading in outline.headings],
        "words": [outline.words],
    }
