"""What a finished build found out that no text can change: which pages there are, where, what they name.

Planning and checking read nothing of a document but what its structure is a digest of, see
:attr:`Document.structure`. As long as that of every document is what it was, and no other file of the
content was touched, all that they would say is what they said.
"""

from __future__ import annotations

import marshal
import pickle
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.config import Site, Theme
from drammenworks.engine.cache import Cache
from drammenworks.errors import Finding

if TYPE_CHECKING:
    from drammenworks.pipeline.prepare import ReadyTheme

_SPACE = "structure"
_TEXTS = "texts"
_SHARDS = 64
"""Parts that documents are kept in by what their paths hash to: a build of one text reads and writes one."""

_Shard = dict[str, tuple[Any, ...]]
"""Documents as plain tuples, by the paths of their files."""


class Text(NamedTuple):
    """A document, as far as a build of its text alone needs it."""

    structure: str
    digest: str
    """Of its body's text."""
    id: str
    lang: str
    shown_on: tuple[tuple[str, str], ...]
    """The pages that show its body: the id of the site, and the output path."""


@dataclass(frozen=True, slots=True)
class SiteStructure(FastPickle):
    """What was found out of one of the sites that were built."""

    theme: Theme
    asset_paths: Mapping[str, str]
    drawings: Mapping[str, str]
    stylesheet: str
    preloads: tuple[str, ...]
    card_design: str | None
    next_change: datetime | None
    traces: bytes | None
    """The token of its traces."""
    pages: int
    targets: int
    """Pages and redirects."""
    findings: Mapping[str, tuple[Finding, ...]]
    """Of its pages, by the output path of those that have any."""

    def looks_like(self, theme: ReadyTheme) -> bool:
        """Tell whether a theme is what the site was built with, but for its templates and words."""
        assets = theme.assets
        but_for_these = replace(theme.theme, templates=self.theme.templates, strings=self.theme.strings)
        return but_for_these == self.theme and (
            self.asset_paths == assets.paths
            and self.drawings == assets.drawings
            and self.stylesheet == assets.stylesheet
            and self.preloads == assets.preloads
            and self.card_design == theme.card_design
        )


@dataclass(frozen=True, slots=True)
class Structure(FastPickle):
    """What a finished build found out that no text can change."""

    token: str
    """That of the build."""
    sites: Mapping[str, Site]
    """Every site of the project, by its id."""
    built: Mapping[str, SiteStructure]
    """The sites that were built, by their ids."""
    findings: tuple[Finding, ...]
    """Of planning and checking."""


def load_structure(cache: Cache, kind: str, token: str) -> Structure | None:
    """Return what the build with this token left; None when it is lost, or another's."""
    stored = cache.get(_SPACE, kind)
    structure: Structure | None = pickle.loads(stored) if stored is not None else None
    return structure if structure is not None and structure.token == token else None


def load_texts(cache: Cache, kind: str, paths: Iterable[str]) -> dict[str, Text]:
    """Return those documents that lie in these files, by their paths; the build is that of the structure."""
    wanted = {path: _shard(path) for path in paths}
    known = _load_shards(cache, kind, wanted.values())
    return {path: Text(*known[number][path]) for path, number in wanted.items() if path in known[number]}


def save_structure(cache: Cache, kind: str, structure: Structure) -> None:
    """Keep what was found out from the next commit on.

    :param kind: what tells builds apart that were asked for otherwise.
    """
    cache.put(_SPACE, [(kind, pickle.dumps(structure, pickle.HIGHEST_PROTOCOL))])


def save_texts(cache: Cache, kind: str, texts: Mapping[str, Text]) -> None:
    """Keep all documents, by the paths of their files, from the next commit on."""
    shards: dict[int, _Shard] = {number: {} for number in range(_SHARDS)}
    for path, text in texts.items():
        shards[_shard(path)][path] = tuple(text)
    _save_shards(cache, kind, shards)


def update_texts(cache: Cache, kind: str, texts: Mapping[str, Text]) -> None:
    """Keep these documents among the others from the next commit on."""
    shards = _load_shards(cache, kind, map(_shard, texts))
    for path, text in texts.items():
        shards[_shard(path)][path] = tuple(text)
    _save_shards(cache, kind, shards)


def _shard(path: str) -> int:
    return zlib.crc32(path.encode()) % _SHARDS


def _load_shards(cache: Cache, kind: str, numbers: Iterable[int]) -> dict[int, _Shard]:
    stored = {number: cache.get(_TEXTS, f"{kind} {number}") for number in numbers}
    return {number: marshal.loads(shard) if shard is not None else {} for number, shard in stored.items()}


def _save_shards(cache: Cache, kind: str, shards: Mapping[int, _Shard]) -> None:
    cache.put(_TEXTS, ((f"{kind} {number}", marshal.dumps(shard)) for number, shard in shards.items()))
