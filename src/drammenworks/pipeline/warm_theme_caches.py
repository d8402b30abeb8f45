"""Fill the caches of themes in workers, when nothing is kept yet.

Web fonts, icons and compiled templates take two seconds of the first build, and depend on a theme alone.
What the workers leave in the caches is found there by the queries that need it, and made by them if it is not
there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.config import Theme
from drammenworks.content.workspace import Workspace
from drammenworks.errors import ContentError
from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.outputs.assets import make_assets
from drammenworks.outputs.theme_files import make_theme_files
from drammenworks.render.environment import check_templates, make_environment

_Part = Literal["assets", "templates"]


@dataclass(frozen=True, slots=True)
class _Fill(FastPickle):
    """Makes one part of a theme; the function of the workers."""

    themes: Mapping[str, Theme]
    root: Path
    themes_folder: Path
    templates_folder: Path

    def __call__(self, job: tuple[_Part, str]) -> None:
        part, name = job
        theme = self.themes[name]
        if part == "templates":
            check_templates(make_environment(theme, self.templates_folder), self.root)
            return
        try:
            store = EncodedFileCache(self.themes_folder)
            make_theme_files(make_assets(theme, self.root, store).files, store)
        except ContentError:
            # Whoever needs the assets tells of it.
            return


def fill_theme_caches(themes: Iterable[Theme | None], workspace: Workspace) -> None:
    """Make what themes need in workers, unless the caches have something already."""
    known = {theme.name: theme for theme in themes if theme is not None}
    folders = workspace.cache_folder / "themes", workspace.templates_folder
    if workspace.pool.workers == 1 or not known or any(folder.exists() for folder in folders):
        return
    parts: tuple[_Part, ...] = ("assets", "templates")
    jobs = list(product(parts, known))
    for _ in workspace.pool.map(_Fill(known, workspace.root, *folders), jobs, chunk=1):
        pass
