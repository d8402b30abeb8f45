"""JSON Schemas of the kinds for editor tools, in draft 07, which all of them support.

All definitions are inlined, because draft 07 ignores the siblings of a ``$ref``: the labels and
descriptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaWarningKind

from drammenworks.config import Site
from drammenworks.content.models import Kind
from drammenworks.content.models.figure import FigureFile
from drammenworks.content.parse_document import OWN_FIELDS
from drammenworks.content.url_files import GoneFile

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_NULL = {"type": "null"}
_OF_FORMS = frozenset({"title", "description", "examples", "default", "enumDescriptions", "x-unused"})
"""The keywords that forms and hovers show."""
_CONDITIONS = ("required", "allOf", "anyOf", "if", "then", "else")


class _Generator(GenerateJsonSchema):
    """pydantic's generator, without warnings about defaults that are not JSON, and without default titles."""

    def emit_warning(self, kind: JsonSchemaWarningKind, detail: str) -> None:
        pass

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def must_choose_sites(kind: Kind, sites: Sequence[Site]) -> bool:
    """Return whether forms require ``sites``: without it, a document goes to every site with its kind."""
    return sum(kind.name in site.sections for site in sites) > 1


def fields_schema(kind: Kind, *, sites_required: bool = False) -> Schema:
    """Return the schema of a kind's fields, in the order of the model, with the internal ``x-`` keywords.

    :param sites_required: whether ``sites`` is required, which it is not by the model.
    """
    inlined = _model_schema(kind.model)
    inlined["title"] = kind.label.capitalize()
    if sites_required:
        inlined["required"] = [*inlined["required"], "sites"]
    return inlined


def figures_schema() -> Schema:
    """Return the schema of the files of figures beside reports, for tools."""
    return {"$schema": _DRAFT, **_published(_model_schema(FigureFile)), "title": "Tall i en årsrapport"}


def gone_schema() -> Schema:
    """Return the schema of the list of addresses that are gone for good, for tools."""
    return {"$schema": _DRAFT, **_published(_model_schema(GoneFile)), "title": "Adresser som er borte"}


def _model_schema(model: type[BaseModel]) -> Schema:
    schema = model.model_json_schema(schema_generator=_Generator)
    definitions = schema.pop("$defs", {})
    for definition in (schema, *definitions.values()):
        # A model's name and docstring are for developers.
        definition.pop("title", None)
        definition.pop("description", None)
    inlined: Schema = _without_unused(_inlined(schema, definitions))
    return inlined


def document_schema(kind: Kind, *, sites_required: bool = False) -> Schema:
    """Return the schema of a kind's documents, for tools."""
    return {"$schema": _DRAFT, **_published(fields_schema(kind, sites_required=sites_required))}


def translation_schema(kind: Kind) -> Schema:
    """Return the schema of a translation, which inherits the fields that it omits."""
    schema = document_schema(kind)
    needed = [name for name in schema["required"] if name in OWN_FIELDS]
    for condition in _CONDITIONS:
        schema.pop(condition, None)
    schema["title"] += " (oversettelse)"
    if needed:
        schema["required"] = needed
    return schema


def _inlined(node: Any, definitions: dict[str, Schema]) -> Any:
    """Return a schema with every definition inlined where it is used.

    An optional field may be omitted; tools should not suggest null.
    """
    if isinstance(node, list):
        return [_inlined(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    node = dict(node)
    if "$ref" in node:
        node = {**definitions[node.pop("$ref").rpartition("/")[2]], **node}
    if _NULL in node.get("anyOf", ()):
        (choice,) = (choice for choice in node.pop("anyOf") if choice != _NULL)
        return _inlined({**choice, **node}, definitions)
    if not node.get("default", True) or node.get("type") == "object":
        # An empty or false default is the same as an omitted field.
        node.pop("default", None)
    return {key: _inlined(value, definitions) for key, value in node.items()}


def _without_unused(node: Any) -> Any:
    """Return a schema that does not offer the fields which nothing shows, and accepts them."""
    if isinstance(node, list):
        return [_without_unused(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _without_unused(value) for key, value in node.items()}
    properties = node.get("properties", {})
    unused = [name for name, field in properties.items() if isinstance(field, dict) and field.get("x-unused")]
    if unused:
        node["properties"] = {name: field for name, field in properties.items() if name not in unused}
        node["patternProperties"] = {
            f"^{name}$": {key: value for key, value in properties[name].items() if key not in _OF_FORMS}
            for name in unused
        }
    return node


def _published(node: Any) -> Any:
    """Return a schema without internal keywords, and with descriptions as sentences."""
    if isinstance(node, list):
        return [_published(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: sentence(value) if key == "description" and isinstance(value, str) else _published(value)
        for key, value in node.items()
        if not key.startswith("x-")
    }


def sentence(description: str) -> str:
    """Return a field's description as a sentence, without backticks: ``Hva stedet heter.``"""
    first, rest = description[0], description[1:].replace("`", "")
    # A sentence that begins with code stays in lower case: «true for utkast.»
    return f"{rest if first == '`' else first.upper() + rest}."
