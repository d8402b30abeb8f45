"""Sveltia CMS: its config.yml, with a collection for every kind and a widget for every field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import yaml

from drammenworks.authoring.fields import FormField, form_fields
from drammenworks.authoring.file_layout import FileLayout, file_layout
from drammenworks.authoring.json_schemas import must_choose_sites, sentence
from drammenworks.config import Site
from drammenworks.config.site import LANGUAGES
from drammenworks.content.models import KINDS, Kind
from drammenworks.content.models.common import Meta, NamedMeta

JsonObject = dict[str, Any]

Translated = bool | Literal["duplicate"]
"""Whether translations have their own value of a field, or duplicate that of the original."""

PATH = "admin/config.yml"

_HEAD = """\
# Laget av «drammenworks schema» av modellene. Bare «backend» endres her; den blir stående.
"""

_PLACEHOLDER_REPO = "eier/depot"
"""The placeholder of the repository, until an editor enters the real one."""

_TODO = f"""\
# Før siden tas i bruk: skriv i «repo» hvor innholdet ligger på GitHub, i stedet for {_PLACEHOLDER_REPO}.
"""

_BACKEND: JsonObject = {
    "name": "github",
    "repo": _PLACEHOLDER_REPO,
    "branch": "main",
    # A personal access token needs no server in between.
    "auth_methods": ["token"],
}

_DATE = {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
_MOMENT = {"widget": "datetime", "type": "datetime-local", "format": "YYYY-MM-DD HH:mm"}

_WIDGETS: Mapping[str, JsonObject] = {
    "text": {"widget": "string"},
    "prose": {"widget": "string"},
    "term": {"widget": "string"},
    "boolean": {"widget": "boolean"},
    "integer": {"widget": "number", "value_type": "int"},
    "number": {"widget": "number", "value_type": "float"},
    "date": _DATE,
    "moment": _MOMENT,
    "clock": {"widget": "datetime", "type": "time", "format": "HH:mm"},
    "url": {"widget": "string", "type": "url"},
    "email": {"widget": "string", "type": "email"},
    "picture": {"widget": "image"},
    "file": {"widget": "file"},
}
"""Field type → widget. Other types are text, validated by their pattern."""

_SELF_CHECKED = ("datetime", "image", "file")
"""Widgets that accept only valid values."""

_BEFORE_BODY = 2
"""Fields of a form before the text: the identifier and the summary."""

_NO_LIMIT = 10**9
"""Larger limits are omitted from forms."""

_ICONS = {
    "project": "rocket_launch",
    "report": "bar_chart",
    "video": "movie",
    "event": "event",
    "article": "newspaper",
    "person": "person",
    "organisation": "apartment",
    "place": "storefront",
    "page": "web",
}


def config_yml(sites: Sequence[Site], backend: JsonObject | None) -> str:
    """Return the text of config.yml.

    :param backend: the repository's settings in an existing config.yml.
    """
    config = {"backend": backend or _BACKEND, **_settings(sites)}
    head = _HEAD + _TODO if config["backend"].get("repo") == _PLACEHOLDER_REPO else _HEAD
    text: str = yaml.dump(config, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return head + text


class _Dumper(yaml.SafeDumper):
    """Writes no aliases, which are hard to read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _settings(sites: Sequence[Site]) -> JsonObject:
    languages = [lang for lang in LANGUAGES if any(lang in site.languages for site in sites)]
    default = sites[0].default_language
    return {
        "publish_mode": "editorial_workflow",
        "app_title": "Innholdet",
        "media_folder": "content/media",
        "public_folder": "/media",
        "i18n": {
            "structure": "multiple_files",
            "locales": [default, *(lang for lang in languages if lang != default)],
            "default_locale": default,
            # A translation is created on demand, beside its original: om.en.md.
            "initial_locales": "default",
            "omit_default_locale_from_file_path": True,
        },
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": 80},
        # Empty fields are omitted, and translations inherit omitted fields from the original.
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "none"}},
        "editor": {"preview": False},
        "collections": [_collection(kind, sites) for kind in KINDS.values()],
    }


def _collection(kind: Kind, sites: Sequence[Site]) -> JsonObject:
    layout = file_layout(kind)
    identifier = _identifier(kind)
    collection: JsonObject = {
        "name": kind.name,
        "label": kind.plural.capitalize(),
        "label_singular": kind.label.capitalize(),
        "icon": _ICONS.get(kind.name, "article"),
        "folder": f"content/{kind.folder}",
        "extension": layout.suffix[1:],
        "format": "yaml" if layout is FileLayout.DATA else "yaml-frontmatter",
        "identifier_field": identifier,
        "slug": {
            "template": f"{{{{{identifier}}}}}",
            # A published address is permanent.
            "editable": ["create"],
            "pattern": ["^[a-z0-9]+(-[a-z0-9]+)*$", "Bruk bare små bokstaver a–z, tall og bindestrek."],
            "hint": "Navnet på filen, og siste del av adressen. Skriv ae for æ, o for ø og a for å.",
        },
        # Sveltia writes file paths there, but aliases are URL paths.
        "aliases_field": False,
        "i18n": True,
    }
    if layout is FileLayout.FOLDER:
        collection |= {"path": "{{slug}}/index", "media_folder": "", "public_folder": ""}
    publishers = [site for site in sites if kind.name in site.sections]
    required = must_choose_sites(kind, sites)
    fields = [
        _field(field, publishers, field.is_translated)
        for field in _in_form_order(kind, sites_required=required)
    ]
    if layout is not FileLayout.DATA:
        # Right after what it is about: most of the work is there, and most other fields stay empty.
        fields.insert(_BEFORE_BODY, _body())
    return {**collection, "fields": fields}


def _in_form_order(kind: Kind, *, sites_required: bool) -> list[FormField]:
    """Return the fields in form order: identifier, summary, required, specific to the kind, common."""
    identifier = _identifier(kind)
    return sorted(
        form_fields(kind.name, sites_required=sites_required),
        key=lambda field: (
            field.name != identifier,
            field.name != "summary",
            not field.required,
            field.name in Meta.model_fields,
        ),
    )


def _identifier(kind: Kind) -> str:
    """Return the field that identifies a document."""
    return "name" if issubclass(kind.model, NamedMeta) else "title"


def _body() -> JsonObject:
    return {
        "name": "body",
        "label": "Brødtekst",
        "hint": "Teksten, i Markdown. Overskrifter begynner med ##, og bokser med :::.",
        # A rich-text editor would destroy directives, attributes and footnotes.
        "widget": "richtext",
        "modes": ["raw"],
        "required": False,
        "i18n": True,
    }


def _field(field: FormField, sites: Sequence[Site], translated: Translated) -> JsonObject:
    settings: JsonObject = {"name": field.name}
    if field.label:
        settings["label"] = field.label
    settings |= _widget(field, sites, translated)
    if field.description and not field.choices:
        # In a form, «true» is a switch, and choices have labels.
        settings["hint"] = sentence(field.description.replace("`true`", "på"))
    settings["required"] = field.required
    if "default" in field.schema:
        settings["default"] = field.schema["default"]
    if translated:
        settings["i18n"] = translated
    return settings


def _widget(field: FormField, sites: Sequence[Site], translated: Translated) -> JsonObject:
    if field.name in ("sites", "canonical_site"):
        options = [{"label": site.name, "value": site.id} for site in sites]
        return {"widget": "select", "options": options, "multiple": field.type_name == "list"}
    if field.type_name == "object":
        return {
            "widget": "object",
            "collapsed": True,
            "fields": _inner_fields(field.fields, sites, translated),
        }
    if field.item is not None:
        return _list(field, field.item, sites, translated)
    if field.type_name == "focal":
        number = {
            "name": "value",
            "label": "Tall",
            "widget": "number",
            "value_type": "float",
            "min": 0,
            "max": 1,
        }
        return {"widget": "list", "field": number, "min": 2, "max": 2}
    return _scalar(field)


def _list(field: FormField, item: FormField, sites: Sequence[Site], translated: Translated) -> JsonObject:
    if item.type_name in ("reference", "choice"):
        return {**_scalar(item), "multiple": True}
    if item.fields:
        inner_fields = _inner_fields(item.fields, sites, translated)
        return {"widget": "list", "collapsed": "auto", "fields": inner_fields}
    inner = {"name": "value", "label": field.label, **_scalar(item)}
    if translated:
        inner["i18n"] = True
    return {"widget": "list", "field": inner}


def _inner_fields(
    fields: Sequence[FormField], sites: Sequence[Site], translated: Translated
) -> list[JsonObject]:
    """Return the fields of an object; translations have whole objects, and duplicate fields without text."""
    if not translated:
        return [_field(field, sites, False) for field in fields]
    return [_field(field, sites, True if field.has_text else "duplicate") for field in fields]


def _scalar(field: FormField) -> JsonObject:
    if field.type_name == "reference":
        display_field = _identifier(KINDS[field.reference])
        return {
            "widget": "relation",
            "collection": field.reference,
            "value_field": "{{slug}}",
            "display_fields": [display_field],
            "search_fields": [display_field],
        }
    if field.choices:
        options = [
            {"label": label.capitalize() if label.islower() else label, "value": value}
            for value, label in field.choices.items()
        ]
        return {"widget": "select", "options": options}
    settings = dict(_WIDGETS.get(field.type_name, {"widget": "string"}))
    if field.is_long:
        settings["widget"] = "text"
    for limit, name in (("minimum", "min"), ("maximum", "max")):
        if abs(field.schema.get(limit, _NO_LIMIT)) < _NO_LIMIT:
            settings[name] = field.schema[limit]
    if "pattern" in field.schema and settings["widget"] not in _SELF_CHECKED:
        settings["pattern"] = [_simplified(field.schema["pattern"]), f"Skriv det slik: {field.example}"]
    return settings


def _simplified(pattern: str) -> str:
    """Return a pattern without its outer group, if that is not needed."""
    inner = re.fullmatch(r"\^\(\?:([^|]*)\)\$", pattern)
    return f"^{inner[1]}$" if inner is not None else pattern
