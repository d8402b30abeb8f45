"""Lists in which something stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from drammenworks.base.model_fields import dotted, stated_fields
from drammenworks.base.text.slugs import slugify
from drammenworks.config.site import TAXONOMIES
from drammenworks.content.document import Document
from drammenworks.content.models.common import ReferencePath
from drammenworks.content.models.references import Ref
from drammenworks.errors import Finding
from drammenworks.errors.rules import fields as rules
from drammenworks.errors.rules import sites as site_rules

_TOLD_ELSEWHERE = frozenset({"aliases"})
"""An address that is in use."""
_KEYS = {"captions": "lang", "exceptions": "date"}
"""Lists whose parts are told apart by one of their fields."""


def check_repeated(read: Document) -> Iterator[Finding]:
    """Yield a finding for everything that stands twice in a list, inherited fields apart."""
    for keys, value, other in _repeated(read.meta, ()):
        if keys[0] in read.inherited or keys[0] in _TOLD_ELSEWHERE:
            continue
        field, place = dotted(keys), read.location.locate(keys)
        if value.casefold() == other.casefold():
            yield rules.REPEATED.at(place, what=value, field=field)
        else:
            yield site_rules.SAME_ADDRESS.at(place, value=value, other=other, field=field)


def _repeated(value: object, keys: ReferencePath) -> Iterator[tuple[ReferencePath, str, str]]:
    """Yield the keys and text of what a list below ``value`` has twice, and how it stands there already."""
    if isinstance(value, BaseModel):
        # Defaults have no lists.
        for key, inner in stated_fields(value):
            if isinstance(inner, tuple | BaseModel):
                yield from _repeated(inner, (*keys, key))
    elif isinstance(value, tuple):
        seen: dict[str, str] = {}
        told_by = _KEYS.get(str(keys[-1]))
        for index, item in enumerate(value):
            text = getattr(item, told_by) if told_by is not None else item
            # Numbers, such as those of a focal point, may well be equal.
            if isinstance(item, str) or told_by is not None:
                same = slugify(str(text)) if keys[-1] in TAXONOMIES else str(text).casefold()
                shown = text.name if isinstance(text, Ref) else str(text)
                if same in seen:
                    place = (*keys, index) if told_by is None else (*keys, index, told_by)
                    yield place, shown, seen[same]
                seen.setdefault(same, shown)
            yield from _repeated(item, (*keys, index))
