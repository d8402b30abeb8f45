"""VS Code: which schema belongs to which file, what else to install, and snippets for boxes and documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from drammenworks.authoring.archetypes import archetype
from drammenworks.authoring.kinds import FileLayout, file_layout
from drammenworks.authoring.scaffold import dump_yaml
from drammenworks.config.site import LANGUAGES
from drammenworks.content.markdown import DIRECTIVES
from drammenworks.content.markdown.directives import ContentRequirement, DirectiveSpec, Presence
from drammenworks.content.models import KINDS, Kind

Settings = dict[str, Any]

SETTINGS = ".vscode/settings.json"
EXTENSIONS = ".vscode/extensions.json"
SNIPPETS = ".vscode/drammenworks.code-snippets"

SHARED: Mapping[str, type] = {"yaml.schemas": dict, "[markdown]": dict, "recommendations": list}
"""What ours is written among that of others, and what VS Code takes there."""

SCHEMA_FOLDER = "schema"

_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
_SOME_DAY = datetime.fromisoformat("2026-11-21T12:00:00+01:00")


def settings(existing: Settings, *, default_language: str) -> Settings:
    """Return .vscode/settings.json: what is there already, and ours."""
    schemas = {
        name: files
        for name, files in existing.get("yaml.schemas", {}).items()
        if not name.startswith(f"./{SCHEMA_FOLDER}/")
    }
    languages = [lang for lang in LANGUAGES if lang != default_language]
    for kind in KINDS.values():
        translations = [f"content/{kind.folder}/**/*.{lang}.yaml" for lang in languages]
        schemas[schema_path(kind)] = [
            f"content/{kind.folder}/**/*.yaml",
            *(f"!{file}" for file in translations),
        ]
        schemas[schema_path(kind, translation=True)] = translations
    # What lies beside an annual report is its tables.
    report = KINDS["report"]
    schemas[schema_path(report)] = [f"content/{report.folder}/**/index.yaml"]
    schemas[schema_path(report, translation=True)] = [
        f"content/{report.folder}/**/index.{lang}.yaml" for lang in languages
    ]
    return {
        **existing,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[markdown]": {
            **existing.get("[markdown]", {}),
            # VS Code suggests nothing in Markdown unless told to.
            "editor.quickSuggestions": {"comments": "on", "other": "on", "strings": "on"},
            "editor.wordWrap": "on",
        },
        "yaml.schemas": schemas,
    }


def extensions(existing: Settings) -> Settings:
    """Return .vscode/extensions.json: what is recommended already, and ours."""
    ours = ["redhat.vscode-yaml", "eliostruyf.vscode-front-matter"]
    recommended = existing.get("recommendations", [])
    return {
        **existing,
        "recommendations": [*recommended, *(name for name in ours if name not in recommended)],
    }


def schema_path(kind: Kind, *, translation: bool = False) -> str:
    """Return where the schema of a kind lies, from the root of the project."""
    return f"./{SCHEMA_FOLDER}/{kind.name}{'.translation' if translation else ''}.schema.json"


def snippets() -> Settings:
    """Return the snippets: a document of each kind, and each box."""
    return {
        **{f"Nytt dokument: {kind.label}": _document(kind) for kind in KINDS.values()},
        **{f"Boks: {name}": _box(name, box) for name, box in DIRECTIVES.items()},
    }


def _document(kind: Kind) -> Settings:
    stops = _stops()
    lines = []
    for name, value in archetype(kind, "", said=None, now=_SOME_DAY, site=None).values.items():
        if name in ("title", "name", "summary"):
            shown = f'"{next(stops)}{value or kind.label.capitalize()}}}"'
        elif isinstance(value, date):
            shown = _TODAY
        elif name == "start":
            shown = f"{next(stops)}{_TODAY} 18:00}}"
        elif name == "year":
            shown = f"{next(stops)}$CURRENT_YEAR}}"
        elif name == "category":
            shown = f"{next(stops)}{value}}}"
        else:
            lines += dump_yaml({name: value}).splitlines()
            continue
        lines.append(f"{name}: {shown}")
    data = file_layout(kind) is FileLayout.DATA
    return {
        "prefix": list(dict.fromkeys((kind.label, kind.name))),
        "scope": "yaml" if data else "markdown",
        "description": f"Feltene i {kind.label}, som utkast",
        "body": lines if data else ["---", *lines, "---", "$0"],
    }


def _box(name: str, box: DirectiveSpec) -> Settings:
    stops = _stops()
    opening = f"::: {name}"
    if box.argument.presence is not Presence.FORBIDDEN:
        opening += f" {next(stops)}{box.argument.example or box.argument.what}}}"
    if name == "quote":
        opening += f' {{by="{next(stops)}Kari Nordmann}}" role="{next(stops)}Daglig leder}}"}}'
    return {
        "prefix": [f":::{name}", *(f":::{word}" for word in box.norwegian_aliases)],
        "scope": "markdown",
        "description": f"Boks: {box.norwegian_aliases[0]}",
        "body": [opening, *_inside(name, box.content, stops), ":::", "$0"],
    }


def _inside(name: str, content: ContentRequirement, stops: Iterator[str]) -> list[str]:
    match content:
        case ContentRequirement.IMAGE:
            return [_picture(stops), "", _picture(stops)] if name == "gallery" else [_picture(stops)]
        case ContentRequirement.LINK:
            return [f"[{next(stops)}Hvor lenken fører}}]({next(stops)}https://eksempel.example/}})"]
        case ContentRequirement.SOMETHING:
            return [f"{next(stops)}Tekst.}}"]
        case ContentRequirement.ANYTHING:
            return []


def _picture(stops: Iterator[str]) -> str:
    return f"![{next(stops)}Hva bildet viser}}]({next(stops)}/media/bilde.jpg}})"


def _stops() -> Iterator[str]:
    """Yield the openings of one tab stop after another: ``${1:``."""
    number = 0
    while True:
        number += 1
        yield f"${{{number}:"
