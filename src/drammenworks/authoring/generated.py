"""Generate files from the models, and compare them with those on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from drammenworks.authoring import cms, front_matter_cms, vscode
from drammenworks.authoring.admin_page import PATH as ADMIN_PAGE
from drammenworks.authoring.admin_page import admin_page
from drammenworks.authoring.json_schemas import (
    document_schema,
    figures_schema,
    gone_schema,
    must_choose_sites,
    translation_schema,
)
from drammenworks.authoring.write_errors import UnreadableSettingsError, write_error
from drammenworks.base.atomic_write import write_atomic
from drammenworks.config.load_sites import load_sites
from drammenworks.content.models import KINDS
from drammenworks.errors import Phrase


def generate(root: Path) -> dict[str, str]:
    """Return every generated file: path from the root, with forward slashes → text.

    :raises ContentError: if the sites' files are invalid.
    :raises UnreadableSettingsError: if a file shared with other programs is invalid.
    """
    sites = load_sites(root)
    default = sites[0].default_language
    files = {
        vscode.SETTINGS: _json(
            vscode.settings(_shared_json(root, vscode.SETTINGS), default_language=default)
        ),
        vscode.EXTENSIONS: _json(vscode.extensions(_shared_json(root, vscode.EXTENSIONS))),
        vscode.SNIPPETS: _json(vscode.snippets()),
        front_matter_cms.PATH: _json(front_matter_cms.frontmatter_json(sites)),
        cms.PATH: cms.config_yml(sites, _backend(root)),
        ADMIN_PAGE: admin_page(),
    }
    for kind in KINDS.values():
        schema = document_schema(kind, sites_required=must_choose_sites(kind, sites))
        files[vscode.schema_path(kind)[2:]] = _json(schema)
        files[vscode.schema_path(kind, translation=True)[2:]] = _json(translation_schema(kind))
    files[vscode.FIGURES_SCHEMA[2:]] = _json(figures_schema())
    files[vscode.GONE_SCHEMA[2:]] = _json(gone_schema())
    return dict(sorted(files.items()))


def outdated_files(root: Path, files: Mapping[str, str]) -> list[str]:
    """Return the paths of ``files`` that differ on disk; line ends are ignored."""
    return [path for path, text in files.items() if _text(root / path) != text]


def obsolete_schemas(root: Path, files: Mapping[str, str]) -> list[str]:
    """Return the schemas on disk of removed kinds."""
    folder = root / vscode.SCHEMA_FOLDER
    found = (f"{vscode.SCHEMA_FOLDER}/{file.name}" for file in sorted(folder.glob("*.schema.json")))
    return [path for path in found if path not in files]


def write_files(root: Path, files: Mapping[str, str]) -> list[str]:
    """Write ``files`` to disk and remove obsolete schemas; return the changed paths.

    :raises NotWritableError: if a file cannot be written.
    """
    changed = [*outdated_files(root, files), *obsolete_schemas(root, files)]
    for path in changed:
        try:
            if path in files:
                write_atomic(root / path, files[path].encode())
            else:
                (root / path).unlink()
        except OSError as error:
            raise write_error(path, error) from error
    return changed


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _shared_json(root: Path, path: str) -> dict[str, Any]:
    if not (root / path).exists():
        return {}
    try:
        value = json.loads(_text(root / path) or "")
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or not all(
        isinstance(value.get(name, kind()), kind) for name, kind in vscode.SHARED.items()
    ):
        raise _unreadable(path)
    return value


def _backend(root: Path) -> dict[str, Any] | None:
    """Return the repository's settings in an existing config.yml."""
    if not (root / cms.PATH).exists():
        return None
    try:
        config = yaml.safe_load(_text(root / cms.PATH) or "")
    except (yaml.YAMLError, RecursionError):
        config = None
    if not isinstance(config, dict) or not isinstance(config.get("backend"), dict):
        raise _unreadable(cms.PATH)
    backend: dict[str, Any] = config["backend"]
    return backend


def _unreadable(path: str) -> UnreadableSettingsError:
    return UnreadableSettingsError(
        Phrase(
            "Kan ikke lese {path}, der andre innstillinger også kan stå, så den blir ikke skrevet over. "
            "Rett den (uten kommentarer), eller slett den, og prøv på nytt.",
            path=path,
        )
    )
