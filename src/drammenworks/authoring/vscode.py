"""VS Code: schema associations, recommended extensions, and snippets for directives and documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from drammenworks.authoring.archetypes import archetype
from drammenworks.authoring.commented_yaml import dump_yaml
from drammenworks.authoring.file_layout import FileLayout, file_layout
from drammenworks.base.paths import GONE_FILE
from drammenworks.config.site import LANGUAGES
from drammenworks.content.markdown import DIRECTIVES
from drammenworks.content.markdown.directives import ContentRequirement, DirectiveSpec, Presence
from drammenworks.content.models import KINDS, Kind
from drammenworks.content.todo_markers import FILL_IN

JsonObject = dict[str, Any]

SETTINGS = ".vscode/settings.json"
EXTENSIONS = ".vscode/extensions.json"
SNIPPETS = ".vscode/drammenworks.code-snippets"

SHARED: Mapping[str, type] = {"yaml.schemas": dict, "[markdown]": dict, "recommendations": list}
"""Settings that generated values are merged into, with the types that VS Code requires."""

SCHEMA_FOLDER = "schema"
FIGURES_SCHEMA = f"./{SCHEMA_FOLDER}/figures.schema.json"
GONE_SCHEMA = f"./{SCHEMA_FOLDER}/gone-addresses.schema.json"

_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
_EXAMPLE_TIME = datetime.fromisoformat("2026-11-21T12:00:00+01:00")


def settings(existing: JsonObject, *, default_language: str) -> JsonObject:
    """Return .vscode/settings.json: the existing settings and the generated ones."""
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
    # YAML files beside an annual report are its figures and its tables.
    report = KINDS["report"]
    schemas[schema_path(report)] = [f"content/{report.folder}/**/index.yaml"]
    schemas[schema_path(report, translation=True)] = [
        f"content/{report.folder}/**/index.{lang}.yaml" for lang in languages
    ]
    schemas[GONE_SCHEMA] = [GONE_FILE]
    schemas[FIGURES_SCHEMA] = [f"content/{report.folder}/**/figures.yaml"]
    return {
        **existing,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[markdown]": {
            **existing.get("[markdown]", {}),
            # VS Code disables suggestions in Markdown by default.
            "editor.quickSuggestions": {"comments": "on", "other": "on", "strings": "on"},
            "editor.wordWrap": "on",
        },
        "yaml.schemas": schemas,
    }


def extensions(existing: JsonObject) -> JsonObject:
    """Return .vscode/extensions.json: the existing recommendations and the generated ones."""
    generated = ["redhat.vscode-yaml", "eliostruyf.vscode-front-matter"]
    recommended = existing.get("recommendations", [])
    return {
        **existing,
        "recommendations": [*recommended, *(name for name in generated if name not in recommended)],
    }


def schema_path(kind: Kind, *, translation: bool = False) -> str:
    """Return the path of a kind's schema, from the root of the project."""
    return f"./{SCHEMA_FOLDER}/{kind.name}{'.translation' if translation else ''}.schema.json"


def snippets() -> JsonObject:
    """Return the snippets: a document of each kind, and each directive."""
    return {
        **{f"Nytt dokument: {kind.label}": _document(kind) for kind in KINDS.values()},
        **{f"Boks: {name}": _directive(name, directive) for name, directive in DIRECTIVES.items()},
    }


def _document(kind: Kind) -> JsonObject:
    tab_stops = _tab_stops()
    lines = []
    values = archetype(kind, "", date_text=None, now=_EXAMPLE_TIME, sites=[FILL_IN], lang="nb").values
    for name, value in values.items():
        if name in ("title", "name", "summary"):
            value_text = f'"{next(tab_stops)}{value or kind.label.capitalize()}}}"'
        elif isinstance(value, date):
            value_text = _TODAY
        elif value == FILL_IN:
            value_text = f"{next(tab_stops)}{value}}}"
        elif name == "sites":
            value_text = f"[{next(tab_stops)}{FILL_IN}}}]"
        else:
            lines += dump_yaml({name: value}).splitlines()
            continue
        lines.append(f"{name}: {value_text}")
    data = file_layout(kind) is FileLayout.DATA
    return {
        "prefix": list(dict.fromkeys((kind.label, kind.name))),
        "scope": "yaml" if data else "markdown",
        "description": f"Feltene i {kind.label}, som utkast",
        "body": lines if data else ["---", *lines, "---", "$0"],
    }


def _directive(name: str, directive: DirectiveSpec) -> JsonObject:
    tab_stops = _tab_stops()
    opening = f"::: {name}"
    if directive.argument.presence is not Presence.FORBIDDEN:
        opening += f" {next(tab_stops)}{directive.argument.example or directive.argument.what}}}"
    if name == "quote":
        opening += f' {{by="{next(tab_stops)}Kari Nordmann}}" role="{next(tab_stops)}Daglig leder}}"}}'
    return {
        "prefix": [f":::{name}", *(f":::{word}" for word in directive.norwegian_aliases)],
        "scope": "markdown",
        "description": f"Boks: {directive.norwegian_aliases[0]}",
        "body": [opening, *_content(name, directive.content, tab_stops), ":::", "$0"],
    }


def _content(name: str, content: ContentRequirement, tab_stops: Iterator[str]) -> list[str]:
    match content:
        case ContentRequirement.IMAGE | ContentRequirement.IMAGES:
            return (
                [_picture(tab_stops), "", _picture(tab_stops)] if name == "gallery" else [_picture(tab_stops)]
            )
        case ContentRequirement.LINK:
            return [f"[{next(tab_stops)}Hvor lenken fører}}]({next(tab_stops)}https://eksempel.example/}})"]
        case ContentRequirement.SOMETHING:
            return [f"{next(tab_stops)}Tekst.}}"]
        case ContentRequirement.ANYTHING:
            return []


def _picture(tab_stops: Iterator[str]) -> str:
    return f"![{next(tab_stops)}Hva bildet viser}}]({next(tab_stops)}/media/bilde.jpg}})"


def _tab_stops() -> Iterator[str]:
    """Yield the openings of consecutive tab stops: ``${1:``, ``${2:`` …"""
    number = 0
    while True:
        number += 1
        yield f"${{{number}:"
