"""The documents say what the code does: every field, every finding, every box."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
from pydantic import BaseModel

from docs.write_findings import LISTS, List, document
from drammenworks.base.strict_yaml import load
from drammenworks.base.validation import validate
from drammenworks.checks.prose.passage import body_passages
from drammenworks.checks.prose.style import check_style
from drammenworks.config import Site
from drammenworks.content.discover import Source
from drammenworks.content.frontmatter import split_front_matter
from drammenworks.content.markdown import DIRECTIVES, parse_markdown
from drammenworks.content.markdown.directives import Presence
from drammenworks.content.models import KIND_BY_FOLDER, KINDS
from drammenworks.content.models.common import (
    Geo,
    KeyFigure,
    LinkField,
    Meta,
    PictureField,
    PostalAddress,
    Seo,
    TimeSpan,
)
from drammenworks.content.models.figure import Figure
from drammenworks.content.parse_document import parse_document, split
from drammenworks.errors import Location

_ROOT = Path(__file__).parents[1]
_DOCS = _ROOT / "docs"
_CONTENT = (_DOCS / "innhold.md").read_text(encoding="utf-8")

_PARTS: dict[str, type[BaseModel]] = {
    "image": PictureField,
    "key_figures": KeyFigure,
    "period": TimeSpan,
    "address": PostalAddress,
    "geo": Geo,
    "source": LinkField,
    "seo": Seo,
}
"""The parts that several kinds share, each with a heading of its own that names a field."""

_ROW = re.compile(r"^\| `([a-z_.]+)`( \(må\))? \| (.*) \|$", re.MULTILINE)
_SEE = re.compile(r"[;,] se \[[^\]]*\]\([^)]*\)")


def _section(heading: str, *, level: int) -> str:
    """Return the text below a heading, up to the next of its level or above."""
    pattern = rf"^#{{{level}}} {re.escape(heading)}$(.*?)(?=^#{{2,{level}}} |\Z)"
    found = re.search(pattern, _CONTENT, re.MULTILINE | re.DOTALL)
    assert found, f"docs/innhold.md has no heading «{heading}»"
    return found[1]


def _section_named(name: str) -> str:
    (heading,) = re.findall(rf"^### (.+ – `{name}`)$", _CONTENT, re.MULTILINE)
    return _section(heading, level=3)


class Field(NamedTuple):
    """What is said of a field."""

    required: bool
    description: str | None


def _documented(section: str) -> dict[str, Field]:
    """Return the fields that the tables of a section list, and what they say of each."""
    return {
        name: Field(bool(required), _SEE.sub("", description))
        for name, required, description in _ROW.findall(section)
    }


def _fields(model: type[BaseModel], names: set[str] | None = None, prefix: str = "") -> dict[str, Field]:
    """Return the fields of a model, those of the models inside it included, and what it says of each."""
    fields: dict[str, Field] = {}
    for name, field in model.model_fields.items():
        if (names is not None and name not in names) or "x-unused" in (field.json_schema_extra or {}):
            continue
        path = prefix + (field.alias or name)
        fields[path] = Field(field.is_required(), field.description)
        for inner in _models(field.annotation):
            if inner not in _PARTS.values():
                fields |= _fields(inner, prefix=f"{path}.")
    return fields


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _own_names(model: type[Meta]) -> set[str]:
    """Return the fields that a kind has beside, or otherwise than, every other kind."""
    own = model.__mro__[: model.__mro__.index(Meta)]
    return {name for cls in own for name in inspect.get_annotations(cls)} & model.model_fields.keys()


def _blocks(section: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


def _nowhere(keys: object) -> Location:
    return Location("docs/innhold.md")


def test_the_common_fields_are_listed() -> None:
    """The editors' guide lists exactly the fields that every kind has, in the words of the models, and which must be there."""
    assert _documented(_section("Felles felter", level=2)) == _fields(Meta)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_listed(kind: str) -> None:
    """The editors' guide lists exactly the fields of each kind, and which must be there."""
    model = KINDS[kind].model
    assert _documented(_section_named(kind)) == _fields(model, _own_names(model))


@pytest.mark.parametrize("part", _PARTS)
def test_every_field_of_a_shared_part_is_listed(part: str) -> None:
    """The editors' guide lists exactly the fields of what several kinds have in them."""
    assert _documented(_section_named(part)) == _fields(_PARTS[part])


def test_every_field_of_a_site_is_listed() -> None:
    """The editors' guide lists exactly the fields of a site's file."""
    documented = _documented(_section("Nettstedene", level=2))
    assert {name: field.required for name, field in documented.items()} == {
        name: field.required for name, field in _fields(Site).items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_is_right(kind: str) -> None:
    """The example of each kind is accepted as it stands."""
    (example,) = _blocks(_section_named(kind), "yaml")
    fields = load(example, path="docs/innhold.md")
    validate(KINDS[kind].model, fields, lang="nb", locate=_nowhere)
    assert "sites" in fields


def test_the_example_of_a_site_is_right() -> None:
    """The example of a site's file is accepted as it stands."""
    (example,) = _blocks(_section("Nettstedene", level=2), "yaml")
    validate(Site, load(example, path="docs/innhold.md"), lang="nb", locate=_nowhere)


def test_all_yaml_can_be_read() -> None:
    """Every YAML example of the editors' guide is YAML that we take."""
    examples = _blocks(_CONTENT, "yaml")
    assert all(load(example, path="docs/innhold.md") for example in examples)


def test_all_markdown_is_without_findings() -> None:
    """Nothing is wrong with the Markdown examples of the editors' guide."""
    for example in _blocks(_CONTENT, "markdown"):
        text = split_front_matter(example, path="x.md").body if example.startswith("---") else example
        assert parse_markdown(text, path="docs/innhold.md", first_line=1, lang="nb")[1] == ()


def test_every_box_is_listed() -> None:
    """The editors' guide lists exactly the boxes, each with what it takes."""
    lines = re.findall(r"^\| (`[a-z]+` \|.*) \|$", _section("Bokser", level=2), re.MULTILINE)
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    assert [name.strip("`") for name, *_ in rows] == list(DIRECTIVES)
    for name, argument, attributes, _ in rows:
        kind = DIRECTIVES[name.strip("`")]
        written = set(re.findall("`([a-z]+)`", attributes)) - {"primary", "secondary"}
        assert written == set(kind.attributes), name
        assert ("(må)" in argument) == (kind.argument.presence is Presence.REQUIRED), name


_HANDBOOK = (_DOCS / "redaktorhandbok.md").read_text(encoding="utf-8")
_EXAMPLE = re.compile(r"^`(content/[^`]+)`:\n\n```(?:markdown|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("path", "text"), _EXAMPLE.findall(_HANDBOOK))
def test_the_examples_of_the_handbook_are_right(path: str, text: str) -> None:
    """Saved under the name above it, each is a document without a finding, and well written."""
    folder, name = path.removeprefix("content/").split("/")[:2]
    source = Source(path, KIND_BY_FOLDER[folder].name, name.partition(".")[0], "nb")
    raw = split(source, text.encode())
    assert "sites" in raw.fields
    assert parse_document(raw, None).findings == ()
    passages = body_passages(raw.body, path=path, first_line=raw.body_line, lang="nb")
    assert [*chain.from_iterable(map(check_style, passages))] == []


def test_the_handbook_has_an_example_of_every_kind_but_the_report() -> None:
    """A report is too large for one; the guide has it."""
    folders = {path.split("/")[1] for path, _ in _EXAMPLE.findall(_HANDBOOK)}
    assert folders == {kind.folder for kind in KINDS.values()} - {"reports"}


@pytest.mark.parametrize("list_", LISTS, ids=lambda list_: list_.file.name)
def test_the_list_of_findings_is_up_to_date(list_: List) -> None:
    """The files are what docs/write_findings.py writes; run it after changing a rule."""
    assert list_.file.read_text(encoding="utf-8") == document(list_)


@pytest.mark.parametrize(
    "file", sorted([*_DOCS.rglob("*.md"), _ROOT / "README.md"]), ids=lambda file: file.name
)
def test_links_between_documents_lead_somewhere(file: Path) -> None:
    """Every relative link leads to a file that exists, and to a heading in it where it names one."""
    text = re.sub(
        r"^```.*?^```$|`[^`\n]*`", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    for target in re.findall(r"(?<!\\)\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        aimed_at = (file.parent / path).resolve() if path else file
        assert aimed_at.exists(), target
        if anchor:
            assert anchor in _anchors(aimed_at), target


def _anchors(file: Path) -> set[str]:
    """Return what GitHub lets one link to in a Markdown file."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_decisions_are_numbered_one_by_one() -> None:
    """Each has a number of its own, which its title begins with."""
    files = sorted((_DOCS / "decisions").glob("*.md"))
    titles = [file.read_text(encoding="utf-8").partition("\n")[0] for file in files]
    numbers = [f"{number:04}" for number in range(1, len(files) + 1)]
    assert [file.name.partition("-")[0] for file in files] == numbers
    assert [title.partition(" ")[2].partition(" ")[0] for title in titles] == numbers


def test_the_guide_lists_the_fields_of_files_of_figures() -> None:
    """In the words of the model, which hovers show."""
    assert _documented(_section("Filer med tall", level=3)) == _fields(Figure)
