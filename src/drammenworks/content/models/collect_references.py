"""What a front matter refers to, which files it names, and what its texts may refer to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import BaseModel

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.fields import FileRef, LogoRef, OfferedRef
from drammenworks.base.model_fields import stated_fields
from drammenworks.content.models.common import Meta, PictureField, ReferencePath
from drammenworks.content.models.references import Ref


@dataclass(frozen=True, slots=True)
class FileMention(FastPickle):
    """A file named by a field."""

    keys: ReferencePath
    """The path of the field."""
    src: FileRef
    is_picture: bool
    is_credited: bool
    """It has a credit, or needs none."""
    is_offered: bool
    """The public may download it; a picture without its metadata."""


class Mentions(NamedTuple):
    """The references, files and some of the texts of a front matter, in the model's order."""

    references: tuple[tuple[ReferencePath, Ref], ...]
    files: tuple[FileMention, ...]
    alt_texts: tuple[tuple[ReferencePath, str], ...]
    """The alternative text of each picture (WCAG 1.1.1)."""
    bracketed: tuple[tuple[ReferencePath, str], ...]
    """The texts with brackets, in which figures of reports may be."""


def mentions_of(meta: Meta) -> Mentions:
    """Return the references, files and some of the texts of a front matter, in the model's order."""
    references: list[tuple[ReferencePath, Ref]] = []
    files: list[FileMention] = []
    alt_texts: list[tuple[ReferencePath, str]] = []
    bracketed: list[tuple[ReferencePath, str]] = []
    for keys, value, owner in _find_mentions(meta, ()):
        if isinstance(value, Ref):
            references.append((keys, value))
        elif isinstance(value, FileRef):
            is_picture = isinstance(owner, PictureField) or isinstance(value, LogoRef)
            is_credited = not isinstance(owner, PictureField) or owner.credit is not None
            is_offered = isinstance(value, OfferedRef) or (isinstance(owner, PictureField) and owner.download)
            files.append(FileMention(keys, value, is_picture, is_credited, is_offered))
        elif isinstance(value, str):
            bracketed.append((keys, value))
        elif value.alt is not None:
            alt_texts.append(((*keys, "alt"), value.alt))
    return Mentions(tuple(references), tuple(files), tuple(alt_texts), tuple(bracketed))


def _find_mentions(
    value: object, path: ReferencePath, owner: object = None
) -> Iterator[tuple[ReferencePath, Ref | FileRef | PictureField | str, object]]:
    """Yield the references, files, pictures and bracketed texts below ``value``, with path and model."""
    if isinstance(value, Ref | FileRef):
        yield path, value, owner
    elif isinstance(value, str):
        if "[" in value or "{" in value:
            yield path, value, owner
    elif isinstance(value, BaseModel):
        if isinstance(value, PictureField):
            yield path, value, owner
        # Fields that are not set contain no mentions.
        for key, inner in stated_fields(value):
            yield from _find_mentions(inner, (*path, key), value)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _find_mentions(inner, (*path, index), owner)
