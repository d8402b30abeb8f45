"""The JSON Schemas agree with the models, as far as a schema can."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import TypeAdapter, ValidationError

from drammenworks.authoring.fields import form_fields
from drammenworks.authoring.json_schemas import document_schema, figures_schema, translation_schema
from drammenworks.base import fields
from drammenworks.config.site import LANGUAGES
from drammenworks.content.discover import Source, discover
from drammenworks.content.models import KINDS
from drammenworks.content.models.references import AnyRef, PersonRef, Ref
from tests.authoring.core_yaml import fields_of
from tests.project import VALID

_ROOT = Path(__file__).parents[2]
_INVALID = VALID.parent
_FORMATS = jsonschema.Draft7Validator.FORMAT_CHECKER


def _validator(source: Source) -> jsonschema.Draft7Validator:
    kind = KINDS[source.kind]
    schema = document_schema(kind) if source.lang == "nb" else translation_schema(kind)
    return jsonschema.Draft7Validator(schema, format_checker=_FORMATS)


def _sources(root: Path) -> list[Source]:
    return discover(root, languages=LANGUAGES, default_language="nb").sources


def _problems(root: Path, source: Source) -> list[str]:
    values = fields_of((root / source.path).read_text(encoding="utf-8"), source.path)
    return [
        f"{source.path}: {error.json_path}: {error.message}"
        for error in _validator(source).iter_errors(values)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_are_schemas(kind: str) -> None:
    """Draft 07, with a hover for every field, and nothing that only our own forms read."""
    for schema in (document_schema(KINDS[kind]), translation_schema(KINDS[kind])):
        jsonschema.Draft7Validator.check_schema(schema)
        assert all(field["title"] and field["description"] for field in schema["properties"].values())
        assert '"x-' not in str(schema).replace("'", '"')
        assert "$ref" not in str(schema)


@pytest.fixture(params=["sample sites", "valid project"])
def right(request: pytest.FixtureRequest) -> Path:
    """Projects without findings."""
    root: Path = VALID if request.param == "valid project" else request.getfixturevalue("sample_sites")
    return root


def test_all_content_is_accepted(right: Path) -> None:
    """Every document of projects that have no findings."""
    sources = _sources(right)
    assert len(sources) >= len(KINDS)
    assert [problem for source in sources for problem in _problems(right, source)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_is_accepted(kind: str) -> None:
    """That of the editors' guide."""
    guide = (_ROOT / "docs/innhold.md").read_text(encoding="utf-8")
    found = re.search(rf"^### [^\n]* – `{kind}`$.*?^```yaml\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    assert found
    source = Source(f"content/{KINDS[kind].folder}/x.yaml", kind, "x", "nb")
    assert list(_validator(source).iter_errors(fields_of(found[1], source.path))) == []


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("report", ("locked",), "abc"),
    ],
)
def test_a_field_that_nothing_shows_is_not_offered(kind: str, path: tuple[str, ...], value: object) -> None:
    """And a document that has it is still right."""
    schema = document_schema(KINDS[kind])
    for name in path[:-1]:
        schema = schema["properties"][name]["items"]
    assert path[-1] not in schema["properties"]
    assert path[-1] not in {field.name for field in form_fields(kind)}
    only = {"patternProperties": schema["patternProperties"], "additionalProperties": False}
    assert list(jsonschema.Draft7Validator(only).iter_errors({path[-1]: value})) == []
    assert list(jsonschema.Draft7Validator(only).iter_errors({f"{path[-1]}x": value})) != []


_BEYOND = {
    "DW243-time-zone": "the names of time zones change",
    "DW243-city": "the names of time zones change",
    "DW221-": "compares two fields",
    "DW230-": "depends on the provider",
    "DW251-": "knows the clocks of a time zone",
    "DW252-": "knows the clocks of a time zone",
    "DW258-": "depends on the provider",
    "DW225-": "compares the items of a list",
    "DW237-": "depends on whether it is a draft",
    "DW28": "depends on sites, or on what a report said before",
    "DW242-": "the names of devices are no pattern that an editor should see",
    "DW233-tag-without-letters": "which characters are letters differs between the languages of patterns",
}
"""What a schema cannot know."""


def _cases() -> Iterator[tuple[str, str]]:
    """Yield each document that is wrong in a field: its case, and its path."""
    for folder in sorted(_INVALID.iterdir()):
        if not folder.name.startswith("DW2") or folder.name.startswith(tuple(_BEYOND)):
            continue
        told = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
        wrong = {line.partition(":")[0] for line in told if re.search(": error DW2[0-9]{2} ", line)}
        for source in _sources(folder):
            if source.path in wrong:
                yield folder.name, source.path


@pytest.mark.parametrize(("case", "path"), list(_cases()))
def test_what_is_wrong_in_a_field_is_refused(case: str, path: str) -> None:
    """Each project that is wrong in a field, by the schema already."""
    source = next(source for source in _sources(_INVALID / case) if source.path == path)
    assert _problems(_INVALID / case, source) != []


def test_most_cases_are_there() -> None:
    """There are documents to reject: without any, the test above would prove nothing."""
    assert len(list(_cases())) > 45


@pytest.mark.parametrize(
    ("name", "what", "texts"),
    [
        ("Text", fields.Text, ["x", "0150", "12.5"]),
        ("Boolean", fields.Boolean, ["true", "false", "yes", "no", "1"]),
        ("Integer", fields.Integer, ["1", "-3", "1.5", "x", "1 000"]),
        ("Count", fields.Count, ["1", "0", "-1"]),
        ("Year", fields.Year, ["2017", "999", "3000", "x"]),
        ("Number", fields.Number, ["1", "12.5", "x", "1 000", "12,5"]),
        ("Date", fields.Date, ["2026-11-21", "2026-13-40", "21.11.2026", "2026-11-21 18:00", "x"]),
        ("Moment", fields.Moment, ["2026-11-21 18:00", "2026-11-21T18:00:00Z", "2026-11-21", "x"]),
        (
            "EventTime",
            fields.EventTime,
            ["2026-11-21 18:00", "2026-11-21", "2017-09", "2016-spring", "2017", "unknown", "18:00", "x"],
        ),
        ("Clock", fields.Clock, ["18:00", "8.30", "18", "x", "8.3"]),
        ("Duration", fields.Duration, ["3:20", "1:05:00", "200", "x"]),
        ("Period", fields.Period, ["2017", "2017-09", "2017-09-01", "2016-spring", "unknown", "17", "x"]),
        ("KnownDate", fields.KnownDate, ["2017", "2017-09", "2017-09-01", "2016-winter", "unknown", "x"]),
        (
            "Url",
            fields.Url,
            [
                "https://x.example/y",
                "Https://X.example/y's",
                "https://x'.example",
                "x.example",
                "javascript:alert(1)",
            ],
        ),
        ("Email", fields.Email, ["x@y.example", "o'brien@y.example", "x"]),
        (
            "Phone",
            fields.Phone,
            ["32 00 00 00", "32000000", "+47 32 00 00 00", "32\u00a000\u202f00", "ring meg"],
        ),
        ("Slug", fields.Slug, ["et-navn", "2017", "Et navn", "-x"]),
        ("Alias", fields.Alias, ["/aktuelt/x/", "aktuelt", "//x", "/../x"]),
        ("TemplateName", fields.TemplateName, ["page", "Page", "../x"]),
        ("MediaPath", fields.MediaPath, ["x.jpg", "/media/x.jpg", "../x.jpg", "c:\\x.jpg", "//x/y.jpg"]),
        (
            "PersonRef",
            PersonRef,
            ["kari-nordmann", "person/kari", "person:kari", "Kari Nordmann", "project:x"],
        ),
        ("AnyRef", AnyRef, ["project:x", "project/x", "x", "Project:x"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_schema_takes_the_texts_that_the_type_takes(name: str, what: Any, texts: list[str]) -> None:
    """And no other, of text that YAML leaves as it is or reads as a number."""
    adapter = TypeAdapter(what)
    validator = jsonschema.Draft7Validator(adapter.json_schema(), format_checker=_FORMATS)
    for text in texts:
        try:
            read = adapter.validate_python(text)
            # A reference by a title is read, so that the name can be suggested, and refused then.
            accepted = not isinstance(read, Ref) or read.is_well_formed
        except ValidationError:
            accepted = False
        value = fields_of(f"x: {text}", "x.yaml")["x"]
        if isinstance(value, str) or accepted:
            assert validator.is_valid(value) == accepted, (name, text)


def test_files_of_figures_have_a_schema() -> None:
    """Labels may be one text, or one for each language; what a figure has not is told of."""
    figure = {"id": "medlemmer", "label": {"nb": "Medlemmer", "en": "Members"}, "value": 950}
    validator = jsonschema.Draft7Validator(figures_schema())
    assert validator.is_valid({"figures": [figure, {"id": "a", "label": "A", "series": {"2024": 1}}]})
    assert not validator.is_valid({"figures": [{**figure, "verdi": 1}]})
    assert not validator.is_valid({"figures": [{"label": "A"}]})
