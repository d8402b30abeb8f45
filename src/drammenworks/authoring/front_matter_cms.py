"""Front Matter CMS, an extension of VS Code: frontmatter.json, with a form for every kind of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from drammenworks.authoring.fields import FormField, form_fields
from drammenworks.authoring.file_layout import FileLayout, file_layout
from drammenworks.authoring.json_schemas import must_choose_sites, sentence
from drammenworks.config import Site
from drammenworks.config.site import LANGUAGES
from drammenworks.content.models import KINDS, Kind

JsonObject = dict[str, Any]

PATH = "frontmatter.json"

_LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "Engelsk"}

_TYPES: dict[str, JsonObject] = {
    "boolean": {"type": "boolean"},
    "integer": {"type": "number"},
    "number": {"type": "number", "numberOptions": {"isDecimal": True}},
    "date": {"type": "datetime", "dateFormat": "yyyy-MM-dd"},
    "moment": {"type": "datetime", "dateFormat": "yyyy-MM-dd HH:mm"},
    "picture": {"type": "image"},
    "file": {"type": "file", "fileExtensions": ["pdf", "csv", "yaml", "vtt", "mp4", "webm"]},
    "focal": {"type": "list"},
}
"""Field type → form type. Other types are text."""


def frontmatter_json(sites: Sequence[Site]) -> JsonObject:
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
        "frontMatter.taxonomy.contentTypes": [_content_type(kind, sites) for kind in kinds],
    }


def _content_type(kind: Kind, sites: Sequence[Site]) -> JsonObject:
    fields = form_fields(kind.name, sites_required=must_choose_sites(kind, sites))
    publishers = [site for site in sites if kind.name in site.sections]
    return {
        "name": kind.name,
        "fileType": "md",
        "pageBundle": file_layout(kind) is FileLayout.FOLDER,
        "clearEmpty": True,
        "fields": [_with_sites(field, publishers) for field in _fields(fields)],
    }


def _with_sites(field: JsonObject, sites: Sequence[Site]) -> JsonObject:
    """Return a field of a form; the sites are chosen by their names."""
    if field["name"] not in ("sites", "canonical_site"):
        return field
    choices = [{"id": site.id, "title": site.name} for site in sites]
    kept = {key: field[key] for key in ("name", "title", "description", "required")}
    multiple = {"multiple": True} if field["name"] == "sites" else {}
    return {**kept, "type": "choice", "choices": choices, **multiple}


def _fields(fields: Iterable[FormField]) -> list[JsonObject]:
    # The extension adds its own key to each object of a list, so such fields are edited as text.
    return [_field(field) for field in fields if field.type_name != "list" or not field.fields]


def _field(field: FormField) -> JsonObject:
    return {
        "name": field.name,
        "title": field.label,
        "description": sentence(field.description),
        **_type(field),
        "required": field.required,
    }


def _type(field: FormField) -> JsonObject:
    if field.name == "draft":
        return {"type": "draft"}
    if field.type_name == "object":
        return {"type": "fields", "fields": _fields(field.fields)}
    if field.item is not None and field.item.type_name == "term":
        return {"type": "tags"} if field.name == "tags" else {"type": "list"}
    value_field = field.item or field
    multiple = {"multiple": True} if field.item is not None else {}
    if (
        value_field.type_name == "reference"
        and file_layout(KINDS[value_field.reference]) is not FileLayout.DATA
    ):
        return {
            "type": "contentRelationship",
            "contentTypeName": value_field.reference,
            "contentTypeValue": "slug",
            **multiple,
        }
    if value_field.choices:
        choices = [{"id": value, "title": label.capitalize()} for value, label in value_field.choices.items()]
        return {"type": "choice", "choices": choices, **multiple}
    if field.item is not None:
        return {"type": "list"}
    return _TYPES.get(field.type_name, {"type": "string", "single": not field.is_long})
