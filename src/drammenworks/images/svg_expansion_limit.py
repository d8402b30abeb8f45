"""Limit the number of elements that an SVG renders after its references are expanded.

``<use>``, patterns, markers and masks render a referenced element again. A dozen groups that each reference
the next ten times are a few hundred bytes of markup and a billion elements to render («billion laughs»).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

_MAX_ELEMENTS = 200_000
"""The largest maps have some tens of thousands."""
_MAX_DEPTH = 100
"""Elements in a chain of references."""
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")]+)")
_DOCUMENT = ""
"""The id of the whole document; no element has an empty id."""


@dataclass(slots=True)
class ReferenceGraph:
    """How many elements each element with an id contains, and which ids it references."""

    open: list[str | None] = field(default_factory=lambda: [_DOCUMENT])
    """The ids of the open elements, outermost first; None for an element without an id."""
    sizes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    references: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def start(self, attributes: Mapping[str, str]) -> None:
        """Add an element with its sanitised attributes."""
        self.open.append(attributes.get("id"))
        references = [id_ for value in attributes.values() for id_ in _REFERENCE.findall(value)]
        if "href" in attributes and attributes["href"].startswith("#"):
            references.append(attributes["href"][1:])
        for id_ in self.open:
            if id_ is not None:
                self.sizes[id_] += 1
                self.references[id_] += references

    def end(self) -> None:
        """Close the innermost open element."""
        self.open.pop()

    @property
    def is_too_large(self) -> bool:
        """Whether the document renders more elements than a browser should be asked to."""
        return _ExpandedSize(self).of(_DOCUMENT) > _MAX_ELEMENTS


class _ExpandedSize:
    """Counts rendered elements, each id once where possible."""

    def __init__(self, graph: ReferenceGraph) -> None:
        self._graph = graph
        self._known: dict[str, int] = {}
        self._path: list[str] = []
        """The chain of references from the document to the id that is being counted."""
        self._budget = _MAX_ELEMENTS
        """How many more ids may be counted: the members of a cycle are counted repeatedly."""

    def of(self, id_: str) -> int:
        """Return how many elements an id renders; more than ``_MAX_ELEMENTS`` when the limit is exceeded."""
        return self._count(id_)[0]

    def _count(self, id_: str) -> tuple[int, int]:
        """Return the number, and the depth of the outermost id that was skipped because of a cycle."""
        if id_ in self._known:
            return self._known[id_], len(self._path)
        if id_ in self._path:
            # Browsers render nothing for a reference to an ancestor.
            return 0, self._path.index(id_)
        self._budget -= 1
        if len(self._path) > _MAX_DEPTH or self._budget < 0:
            return _MAX_ELEMENTS + 1, 0
        depth, skipped = len(self._path), len(self._path)
        self._path.append(id_)
        total = self._graph.sizes[id_]
        for reference in self._graph.references[id_]:
            size, first = self._count(reference)
            total, skipped = min(total + size, _MAX_ELEMENTS + 1), min(skipped, first)
        self._path.pop()
        # The size depends on the path when an ancestor was skipped: reached by a different path, it is
        # rendered.
        if skipped >= depth or total > _MAX_ELEMENTS:
            self._known[id_] = total
        return total, skipped
