"""The texts of a document's fields that refer to figures of reports, and those that cannot."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pydantic import BaseModel

from drammenworks.base.model_fields import Keys, dotted, field_at, schema_of, value_at
from drammenworks.content.document import Document, FrontMatter
from drammenworks.content.markdown.figure_references import (
    REFERENCE,
    check_references,
    figure_references,
    misspelt_references,
)
from drammenworks.content.markdown.nodes import FigureNode
from drammenworks.errors import Finding, Phrase
from drammenworks.errors.rules import figures as rules

_NAMES: Collection[Keys] = (("title",), ("menu",))
"""Fields that menus, lists and addresses know a document by, which cannot change with a figure."""
_OF_FIGURES = "key_figures"
"""The field of figures themselves, whose texts cannot refer to one another."""


def figure_texts(model: type[BaseModel], texts: Sequence[tuple[Keys, str]]) -> tuple[Keys, ...]:
    """Return which of some texts of a document's fields refer to figures, and may."""
    return tuple(keys for keys, text in texts if REFERENCE.search(text) and _may_refer(model, keys))


def check_figure_texts(
    model: type[BaseModel],
    texts: Sequence[tuple[Keys, str]],
    front_matter: FrontMatter,
    own: Mapping[str, object],
) -> Iterator[Finding]:
    """Yield a finding for each figure that a text of a field cannot show, or that is written wrongly.

    :param own: the fields that the file itself states.
    """
    for keys, text in texts:
        if keys[0] not in own:
            continue
        if _may_refer(model, keys):
            yield from check_references(text, front_matter.locate(keys))
            continue
        for match in (*REFERENCE.finditer(text), *misspelt_references(text)):
            where = Phrase("feltet «{field}»", field=dotted(keys))
            yield rules.MISPLACED.at(front_matter.locate(keys), text=match[0], where=where)


def figures_in_fields(document: Document) -> Iterator[FigureNode]:
    """Yield the figures that a document's own fields refer to; inherited ones belong to its original."""
    return (figure for _, figure in fields_with_figures(document))


def fields_with_figures(document: Document) -> Iterator[tuple[Keys, FigureNode]]:
    """Yield the figures that a document's own fields refer to, each with the keys of its field."""
    for keys in document.figure_texts:
        if keys[0] not in document.inherited:
            for reference in figure_references(value_at(document.meta, keys), document.location.locate(keys)):
                yield keys, reference.node


def _may_refer(model: type[BaseModel], keys: Keys) -> bool:
    field = field_at(model, keys)
    is_prose = field is not None and schema_of(field).get("x-type") == "prose"
    return is_prose and keys not in _NAMES and keys[0] != _OF_FIGURES
