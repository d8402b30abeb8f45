"""Rewrite what the files of sites and of gone addresses say of a document that gets a new name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drammenworks.authoring.move.renaming import Renaming
from drammenworks.authoring.move.yaml_edits import rename_in
from drammenworks.base.strict_yaml import load
from drammenworks.engine.queries import QueryContext

_Edit = tuple[tuple[str | int, ...], str, str]
"""The keys of a value, what stands there, and what comes in its place."""


def rewrite_site(text: str, path: str, renaming: Renaming, ask: QueryContext) -> tuple[str, int]:
    """Return the text of a site's file with its menus leading to the new name, and how many that took.

    :raises FormNotEditableError: if they have a form that cannot be edited.
    """
    return _apply(text, _of_menus(load(text, path=path), path, renaming, ask))


def rewrite_gone(text: str, path: str, renaming: Renaming, ask: QueryContext) -> tuple[str, int]:
    """Return the text of the list of gone addresses, with what readers see instead under its new name.

    :raises FormNotEditableError: if it has a form that cannot be edited.
    """
    return _apply(text, _of_gone(load(text, path=path), path, renaming, ask))


def _apply(text: str, edits: Iterator[_Edit]) -> tuple[str, int]:
    count = 0
    for keys, old, new in list(edits):
        text = rename_in(text, keys, old, new)
        count += 1
    return text, count


def _of_menus(data: dict[str, Any], path: str, renaming: Renaming, ask: QueryContext) -> Iterator[_Edit]:
    for name, items in (data.get("menus") or {}).items():
        for index, item in enumerate(items):
            if renaming.kind == "page" and item.get("page") == renaming.old:
                yield ("menus", name, index, "page"), renaming.old, renaming.new
            new = renaming.target(ask, item["url"], path) if item.get("url") else None
            if new is not None:
                yield ("menus", name, index, "url"), item["url"], new


def _of_gone(data: dict[str, Any], path: str, renaming: Renaming, ask: QueryContext) -> Iterator[_Edit]:
    for index, gone in enumerate(data.get("gone") or ()):
        new = renaming.target(ask, gone["instead"], path) if gone.get("instead") else None
        if new is not None:
            yield ("gone", index, "instead"), gone["instead"], new
