"""Front Matter CMS, an extension of VS Code: frontmatter.json, with a form for every kind of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from drammenworks.authoring.fields import FormField, form_fields
from drammenworks.authoring.json_schemas import sentence
from drammenworks.authoring.kinds import FileLayout, file_layout
from drammenworks.config import Site
from drammenworks.config.site import LANGUAGES
from drammenworks.content.models import KINDS, Kind

Settings = dict[str, Any]

PATH = "frontmatter.json"

_LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "Engelsk"}

_TYPES: dict[str, Settings] = {
    "boolean": {"type": "boolean"},
    "integer": {"type": "number"},
    "number": {"type": "number", "numberOptions": {"isDecimal": True}},
    "date": {"type": "datetime", "dateFormat": "yyyy-MM-dd"},
    "moment": {"type": "datetime", "dateFormat": "yyyy-MM-dd HH:mm"},
    "event-time": {"type": "datetime", "dateFormat": "yyyy-MM-dd HH:mm"},
    "picture": {"type": "image"},
    "file": {"type": "file", "fileExtensions": ["pdf", "csv", "yaml", "vtt", "mp4", "webm"]},
    "focal": {"type": "list"},
}
"""The type of a field → the form's. A type that is not here is text."""


def frontmatter_json(sites: Sequence[Site]) -> Settings:
    """Return the settings of Front Matter CMS."""
    kinds = [kind for kind in KINDS.values() if file_layout(kind) is not FileLayout.DATA]
    default = sites[0].default_language
    languages = [lang for lang in LANGUAGES if any(lang in site.languages for site in sites)]
    return {
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.content.pageFolders": [
            {
                "title": kind.plural.capitalize(),
                "path": f"[[workspace]]/content/{kind.folder}",
                "contentTypes": [kind.name],
                "defaultLocale": default,
            }
            for kind in kinds
        ],
        "frontMatter.content.publicFolder": "content",
        "frontMatter.content.supportedFileTypes": ["md"],
        "frontMatter.content.defaultFileType": "md",
        "frontMatter.content.i18n": [
            {"title": _LANGUAGE_NAMES[lang], "locale": lang}
            for lang in sorted(languages, key=lambda lang: lang != default)
        ],
        "frontMatter.templates.enabled": False,
        "frontMatter.taxonomy.contentTypes": [_content_type(kind) for kind in kinds],
    }


def _content_type(kind: Kind) -> Settings:
    return {
        "name": kind.name,
        "fileType": "md",
        "pageBundle": file_layout(kind) is FileLayout.FOLDER,
        "clearEmpty": True,
        "fields": _fields(form_fields(kind.name)),
    }


def _fields(fields: Iterable[FormField]) -> list[Settings]:
    # In each object of a list the extension puts a key of its own; such fields are written as text.
    return [_field(field) for field in fields if field.what != "list" or not field.fields]


def _field(field: FormField) -> Settings:
    return {
        "name": field.name,
        "title": field.label,
        "description": sentence(field.description),
        **_type(field),
        "required": field.required,
    }


def _type(field: FormField) -> Settings:
    if field.name == "draft":
        return {"type": "draft"}
    if field.what == "object":
        return {"type": "fields", "fields": _fields(field.fields)}
    if field.item is not None and field.item.what == "term":
        return {"type": "tags"} if field.name == "tags" else {"type": "list"}
    one = field.item or field
    several = {"multiple": True} if field.item is not None else {}
    if one.what == "reference" and file_layout(KINDS[one.reference]) is not FileLayout.DATA:
        return {
            "type": "contentRelationship",
            "contentTypeName": one.reference,
            "contentTypeValue": "slug",
            **several,
        }
    if one.choices:
        choices = [{"id": value, "title": label.capitalize()} for value, label in one.choices.items()]
        return {"type": "choice", "choices": choices, **several}
    if field.item is not None:
        return {"type": "list"}
    return _TYPES.get(field.what, {"type": "string", "single": not field.is_long})
