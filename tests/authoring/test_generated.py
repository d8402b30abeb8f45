"""``drammenworks schema``: generated files agree with the models, and preserve other settings."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from drammenworks.authoring.admin_page import PATH as ADMIN_PAGE
from drammenworks.authoring.fields import FormField, form_fields
from drammenworks.authoring.generated import generate, obsolete_schemas, outdated_files
from drammenworks.authoring.vscode import SCHEMA_FOLDER, SNIPPETS
from drammenworks.base.strict_yaml import load
from drammenworks.base.validation import validate
from drammenworks.config.site import LANGUAGES
from drammenworks.content.discover import discover
from drammenworks.content.markdown import DIRECTIVES, parse_markdown
from drammenworks.content.models import KINDS
from drammenworks.content.todo_markers import with_examples
from drammenworks.errors import Location
from tests.project import Project, tree

_ROOT = Path(__file__).parents[2]


@pytest.fixture
def generated(project: Project) -> Project:
    """Return the valid project with everything generated."""
    outcome = project.run("schema")
    assert outcome.code == 0, outcome.stderr
    return project


def _config(project: Project) -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load(project.read("admin/config.yml"))
    return config


def test_the_committed_files_agree_with_the_models(sample_sites: Path) -> None:
    """Run ``drammenworks schema`` after changing a model, a kind or a directive; .ci/content checks what sites decide."""
    of_models = {
        path: text
        for path, text in generate(sample_sites).items()
        if path in (SNIPPETS, ADMIN_PAGE) or path.startswith(f"{SCHEMA_FOLDER}/")
    }
    assert len(of_models) > 2 * len(KINDS)
    assert outdated_files(_ROOT, of_models) == []
    assert obsolete_schemas(_ROOT, of_models) == []


def test_generating_again_changes_nothing(generated: Project) -> None:
    """The same models and sites give the same bytes."""
    before = tree(generated.root)
    outcome = generated.run("schema")
    assert (outcome.code, outcome.stdout) == (0, "Skrev 0 filer.\n")
    assert tree(generated.root) == before
    assert generated.run("schema", "--check").code == 0


def test_check_reports_outdated_files_and_writes_nothing(generated: Project) -> None:
    """An edited, a missing and a superfluous file, and nothing is written by looking."""
    generated.change("admin/index.html", "Innholdet", "Noe annet")
    generated.remove("frontmatter.json")
    generated.write("schema/gone.schema.json", "{}")
    before = tree(generated.root)
    outcome = generated.run("schema", "--check")
    assert outcome.code == 1
    assert "admin/index.html, frontmatter.json, schema/gone.schema.json" in outcome.stderr
    assert tree(generated.root) == before
    assert generated.run("schema").code == 0
    assert not (generated.root / "schema/gone.schema.json").exists()
    assert generated.run("schema", "--check").code == 0


def test_other_settings_in_shared_files_are_preserved(project: Project) -> None:
    """Settings of their own, schemas of their own, extensions of their own, and where the repository is."""
    project.write(
        ".vscode/settings.json",
        '{"editor.rulers": [110], "[markdown]": {"editor.tabSize": 2}, '
        '"yaml.schemas": {"./mine.json": ["*.yml"], "./schema/gone.schema.json": ["x"]}}',
    )
    project.write(".vscode/extensions.json", '{"recommendations": ["someone.else"]}')
    project.write("admin/config.yml", "backend: {name: github, repo: noen/noe, branch: hoved}\n")
    assert project.run("schema").code == 0
    settings = json.loads(project.read(".vscode/settings.json"))
    assert settings["editor.rulers"] == [110]
    assert settings["[markdown]"]["editor.tabSize"] == 2
    assert settings["yaml.schemas"]["./mine.json"] == ["*.yml"]
    assert "./schema/gone.schema.json" not in settings["yaml.schemas"]
    assert "./schema/person.schema.json" in settings["yaml.schemas"]
    extensions = json.loads(project.read(".vscode/extensions.json"))
    assert extensions["recommendations"][0] == "someone.else"
    assert _config(project)["backend"] == {"name": "github", "repo": "noen/noe", "branch": "hoved"}
    assert "eier/depot" not in project.read("admin/config.yml")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".vscode/settings.json", "// kommentar\n{}"),
        (".vscode/settings.json", "[]"),
        (".vscode/settings.json", '{"yaml.schemas": null}'),
        (".vscode/settings.json", '{"yaml.schemas": ["./mine.json"]}'),
        (".vscode/settings.json", '{"[markdown]": null}'),
        (".vscode/settings.json", '{"a": ' + "[" * 100_000),
        (".vscode/extensions.json", ""),
        (".vscode/extensions.json", '{"recommendations": null}'),
        (".vscode/extensions.json", '{"recommendations": "someone.else"}'),
        ("admin/config.yml", "backend: ["),
        ("admin/config.yml", "collections: []"),
        ("admin/config.yml", "backend: github"),
        ("admin/config.yml", "backend: " + "[" * 10_000),
    ],
)
def test_what_cannot_be_read_is_not_overwritten(path: str, text: str, project: Project) -> None:
    """Nobody knows what would be lost."""
    project.write(path, text)
    before = tree(project.root)
    for arguments in ([], ["--check"]):
        outcome = project.run("schema", *arguments)
        assert (outcome.code, outcome.stdout) == (1, "")
        assert outcome.stderr.startswith(f"Kan ikke lese {path}")
    assert tree(project.root) == before


def test_a_file_that_cannot_be_written_is_reported(project: Project) -> None:
    """A file stands where a folder should be."""
    project.write("schema", "x")
    outcome = project.run("schema")
    assert outcome.code == 1
    assert outcome.stderr.startswith("Kan ikke skrive schema/")


def _shape(fields: tuple[FormField, ...]) -> dict[str, Any]:
    return {field.name: _shape(field.fields) for field in fields}


def _widgets(fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {field["name"]: _widgets(field.get("fields", [])) for field in fields}


def test_the_cms_has_a_collection_for_every_kind_and_a_widget_for_every_field(generated: Project) -> None:
    """All of them and no more, including nested fields; the body follows the title and the summary."""
    collections = _config(generated)["collections"]
    assert [collection["name"] for collection in collections] == list(KINDS)
    for collection in collections:
        fields = collection["fields"]
        if collection["extension"] == "md":
            assert [field["name"] for field in fields[1:3]] == ["summary", "body"]
            fields = [field for field in fields if field["name"] != "body"]
        assert _widgets(fields) == _shape(form_fields(collection["name"]))
        assert all(field["label"] and (field.get("hint") or field["widget"] == "select") for field in fields)


def test_the_cms_finds_every_document_that_there_is(sample_sites: Path) -> None:
    """Each lies where its collection looks: in a file, or in a folder of its own."""
    config = yaml.safe_load((_ROOT / "admin/config.yml").read_text(encoding="utf-8"))
    looked_at: set[str] = set()
    for collection in config["collections"]:
        inside = "*/index*" if collection.get("path") else "*"
        found = (sample_sites / collection["folder"]).glob(f"{inside}.{collection['extension']}")
        looked_at |= {file.relative_to(sample_sites).as_posix() for file in found}
    everything = {
        source.path for source in discover(sample_sites, languages=LANGUAGES, default_language="nb").sources
    }
    assert everything == looked_at


def test_the_cms_has_the_languages_of_the_sites(project: Project) -> None:
    """The default one first, and no language that a build would refuse."""
    assert project.run("schema").code == 0
    assert _config(project)["i18n"]["locales"] == ["nb", "en"]
    project.write(
        "content/sites/c.yaml",
        "id: c\nname: C\nbase_url: https://c.example\ntheme: plain\nlanguages: [nb, nn]\n"
        "sections:\n  page: {nb: /, nn: /}\n",
    )
    assert project.run("schema").code == 0
    assert _config(project)["i18n"]["locales"] == ["nb", "nn", "en"]


def test_a_translation_in_the_cms_asks_for_words_only(generated: Project) -> None:
    """The rest is inherited from the original, or duplicated inside translated objects."""
    event = next(one for one in _config(generated)["collections"] if one["name"] == "event")
    fields = {field["name"]: field for field in event["fields"]}
    assert "i18n" not in fields["start"]
    assert "i18n" not in fields["organiser"]
    assert fields["title"]["i18n"] is True
    venue = {field["name"]: field for field in fields["venue"]["fields"]}
    assert (fields["venue"]["i18n"], venue["name"]["i18n"], venue["geo"]["i18n"]) == (True, True, "duplicate")


_TYPES = {
    "string", "number", "datetime", "boolean", "image", "file", "choice", "tags", "draft", "fields", "list",
    "contentRelationship",
}  # fmt: skip


def test_front_matter_cms_has_a_type_for_every_kind_of_markdown(generated: Project) -> None:
    """Of types that the extension knows, with what each of them must have."""
    config = json.loads(generated.read("frontmatter.json"))
    types = config["frontMatter.taxonomy.contentTypes"]
    assert [one["name"] for one in types] == [
        kind for kind in KINDS if kind not in ("person", "organisation")
    ]

    def look(fields: list[dict[str, Any]], inside: tuple[FormField, ...]) -> None:
        by_name = {field.name: field for field in inside}
        assert [field["name"] for field in fields] == [
            field.name for field in inside if field.type_name != "list" or not field.fields
        ]
        for field in fields:
            assert field["type"] in _TYPES
            assert field["title"]
            assert field["description"]
            assert (field["type"] == "file") == ("fileExtensions" in field)
            assert (field["type"] == "contentRelationship") == ("contentTypeName" in field)
            look(field.get("fields", []), by_name[field["name"]].fields if "fields" in field else ())

    for one in types:
        look(one["fields"], form_fields(one["name"]))
    folders = config["frontMatter.content.pageFolders"]
    assert [folder["contentTypes"] for folder in folders] == [[one["name"]] for one in types]


def _expanded(snippet: dict[str, Any]) -> str:
    """Return what a snippet gives when every tab stop is left as it is."""
    text = "\n".join(snippet["body"])
    today = {"$CURRENT_YEAR": "2026", "$CURRENT_MONTH": "11", "$CURRENT_DATE": "21", "$0": ""}
    for variable, value in today.items():
        text = text.replace(variable, value)
    text = re.sub(r"\$\{[0-9]+:([^}]*)\}", r"\1", text)
    assert "$" not in text
    return text + "\n"


@pytest.mark.parametrize("name", DIRECTIVES)
def test_the_snippet_of_a_directive_is_valid(name: str, generated: Project) -> None:
    """It expands to a directive without findings, and has the Norwegian aliases as prefixes."""
    snippet = json.loads(generated.read(".vscode/drammenworks.code-snippets"))[f"Boks: {name}"]
    assert snippet["prefix"] == [f":::{word}" for word in (name, *DIRECTIVES[name].norwegian_aliases)]
    body, findings = parse_markdown(_expanded(snippet), path="x.md", first_line=1, lang="nb")
    assert findings == ()
    assert body.chunks or body


@pytest.mark.parametrize("kind", KINDS)
def test_the_snippet_of_a_document_is_right(kind: str, generated: Project) -> None:
    """It gives fields that the model takes."""
    snippet = json.loads(generated.read(".vscode/drammenworks.code-snippets"))[
        f"Nytt dokument: {KINDS[kind].label}"
    ]
    text = _expanded(snippet)
    written = load(text.split("---\n")[1] if text.startswith("---") else text, path="x.md")
    fields, unchosen = with_examples(KINDS[kind].model, written)
    assert ("sites", 0) in [one.keys for one in unchosen]
    meta = validate(KINDS[kind].model, fields, lang="nb", locate=lambda _: Location("x.md"))
    assert meta.draft


@pytest.mark.parametrize("kind", KINDS)
def test_forms_require_a_choice_between_sites(kind: str, generated: Project) -> None:
    """Where more than one can publish a document; where it is said, only those that can are offered."""
    sites = {"event": ["a", "b"], "article": ["a", "b"], "page": ["a", "b"], "place": ["b"]}.get(kind, ["a"])
    collection = next(one for one in _config(generated)["collections"] if one["name"] == kind)
    widget = next(field for field in collection["fields"] if field["name"] == "sites")
    assert widget["required"] is (len(sites) > 1)
    assert [option["value"] for option in widget["options"]] == sites
    schema = json.loads(generated.read(f"schema/{kind}.schema.json"))
    assert ("sites" in schema["required"]) is (len(sites) > 1)
    translation = json.loads(generated.read(f"schema/{kind}.translation.schema.json"))
    assert "sites" not in translation.get("required", ())
    forms = json.loads(generated.read("frontmatter.json"))["frontMatter.taxonomy.contentTypes"]
    for form in (form for form in forms if form["name"] == kind):
        field = next(field for field in form["fields"] if field["name"] == "sites")
        assert field["required"] is (len(sites) > 1)
        assert [choice["id"] for choice in field["choices"]] == sites


def test_every_yaml_document_has_one_schema(generated: Project) -> None:
    """The patterns of VS Code lead each file to the schema of its kind, and translations to theirs."""
    patterns = json.loads(generated.read(".vscode/settings.json"))["yaml.schemas"]

    def schemas(path: str) -> list[str]:
        found = []
        for schema, files in patterns.items():
            assert (generated.root / schema).is_file()
            matched = False
            for pattern in files:
                if _matches(path, pattern.lstrip("!")):
                    matched = not pattern.startswith("!")
            if matched:
                found.append(schema)
        return found

    for kind in KINDS.values():
        name = "x/index" if kind.name == "report" else "x"
        assert schemas(f"content/{kind.folder}/{name}.yaml") == [f"./schema/{kind.name}.schema.json"]
        for lang in ("nn", "en"):
            assert schemas(f"content/{kind.folder}/{name}.{lang}.yaml") == [
                f"./schema/{kind.name}.translation.schema.json"
            ]
    assert schemas("content/reports/x/medlemmer.yaml") == []


def _matches(path: str, pattern: str) -> bool:
    regex = re.escape(pattern).replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
    return re.fullmatch(regex, path) is not None
