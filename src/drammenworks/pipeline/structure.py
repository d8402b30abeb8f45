"""What a finished build found out that no text can change: which pages there are, where, what they name.

Planning and checking read nothing of a document but what its structure is a digest of, see
:attr:`Document.structure`. As long as that of every document is what it was, and no other file of the
content was touched, all that they would say is what they said.
"""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from drammenworks.base.packed import Packed
from drammenworks.config import Site, Theme
from drammenworks.engine.cache import Cache
from drammenworks.errors import Finding

if TYPE_CHECKING:
    from drammenworks.pipeline.prepare import ReadyTheme

_SPACE = "structure"
_TEXTS = "texts"


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
class SiteStructure(Packed):
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
class Structure(Packed):
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


def load_texts(cache: Cache, kind: str, token: str) -> dict[str, Text] | None:
    """Return the documents by the path of their file; None when they are lost, or of another build."""
    stored = cache.get(_TEXTS, kind)
    if stored is None:
        return None
    kept_token, texts = marshal.loads(stored)
    return {path: Text(*text) for path, text in texts.items()} if kept_token == token else None


def save_structure(cache: Cache, kind: str, structure: Structure, texts: Mapping[str, Text]) -> None:
    """Keep what was found out from the next commit on.

    :param kind: what tells builds apart that were asked for otherwise.
    """
    plain = {path: tuple(text) for path, text in texts.items()}
    cache.put(_SPACE, [(kind, pickle.dumps(structure, pickle.HIGHEST_PROTOCOL))])
    cache.put(_TEXTS, [(kind, marshal.dumps((structure.token, plain)))])
