"""The editors' page: Sveltia CMS in a real browser, on the files of a project, and what it saves is built."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import jsonschema
import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from docs.images.admin_page import ADMIN, READ_FILES, TIMEOUT, Elsewhere, serving, sign_in, texts
from drammenworks.base.strict_yaml import load
from drammenworks.content.models import KINDS
from tests.project import Project, as_lines

pytestmark = pytest.mark.browser

_PACKAGE = ADMIN / "node_modules/@sveltia/cms"


@pytest.fixture
def address(project: Project) -> Iterator[str]:
    """Yield where the editors' page of the valid project is."""
    assert project.run("schema").code == 0
    with serving(project.root) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str, project: Project) -> Iterator[Page]:
    """Yield the editors' page, signed in to the folder of the project, at its collections."""
    context = browser.new_context(
        locale="nb-NO", timezone_id="Europe/Oslo", viewport={"width": 1280, "height": 1200}
    )
    page = context.new_page()
    sign_in(page, address, project.root)
    yield page
    context.close()


def test_the_configuration_is_what_sveltia_understands() -> None:
    """By the JSON Schema that comes with the script."""
    schema = json.loads((_PACKAGE / "schema/sveltia-cms.json").read_text(encoding="utf-8"))
    config = yaml.safe_load((ADMIN / "config.yml").read_text(encoding="utf-8"))
    errors = jsonschema.Draft7Validator(schema).iter_errors(config)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_the_page_loads_without_an_error(browser: Browser, address: str) -> None:
    """And asks other hosts for fonts and for news of itself only."""
    errors: list[str] = []
    elsewhere = Elsewhere(address)
    page = browser.new_page()
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/*", elsewhere.answer)
    page.goto(address)
    page.get_by_role("button", name="Work with Local Repository").wait_for(timeout=TIMEOUT)
    expect(page).to_have_title(re.compile("Innholdet"))
    page.close()
    assert errors == []
    assert elsewhere.hosts <= {"cdn.jsdelivr.net", "unpkg.com", "www.githubstatus.com"}


def test_the_collections_are_there_in_bokmal_with_their_documents(page: Page, project: Project) -> None:
    """Each kind by its plural; a translation is no document of its own."""
    shown = page.get_by_role("navigation", name="Contents").inner_text().split("\n")
    counts = {label: shown[index + 1] for index, label in enumerate(shown[:-1])}
    for collection in yaml.safe_load(project.read("admin/config.yml"))["collections"]:
        inside = collection.get("path", "*").replace("{{slug}}", "*")
        found = (project.root / collection["folder"]).glob(f"{inside}.{collection['extension']}")
        originals = [file for file in found if "." not in file.stem]
        assert counts[KINDS[collection["name"]].plural.capitalize()] == str(len(originals))


def _field(page: Page, name: str) -> Locator:
    """Return a field of the form, which is created when it scrolls into view."""
    sections = page.locator("section[data-key-path]")
    sections.first.wait_for()
    section = page.locator(f"section[data-key-path='{name}']").first
    for _ in range(100):
        if section.count():
            break
        sections.last.scroll_into_view_if_needed()
        page.wait_for_timeout(50)
    section.scroll_into_view_if_needed()
    section.locator("input, textarea, [role=radio], [role=switch]").first.wait_for()
    return section


_NEEDED: dict[str, dict[str, str]] = {
    "project": {"title": "Noe helt nytt"},
    "report": {"title": "Noe helt nytt", "year": "2026"},
    "video": {"title": "Noe helt nytt", "provider": "YouTube", "example": ""},
    "event": {"title": "Noe helt nytt", "start": "2027-01-28T08:00"},
    "article": {"title": "Noe helt nytt", "date": "2027-01-28"},
    "person": {"name": "Noe helt nytt"},
    "organisation": {"name": "Noe helt nytt"},
    "place": {"name": "Noe helt nytt", "category": "Spisested"},
    "page": {"title": "Noe helt nytt"},
}
"""The required fields of each kind; the rest are the form's defaults."""


def _choose_site(page: Page) -> None:
    """Choose the first site, where the form asks for sites."""
    section = page.locator("section[data-key-path='sites']")
    if section.count():
        section.first.get_by_role("checkbox").first.click()


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_with_the_forms_defaults_builds(kind: str, page: Page, project: Project) -> None:
    """It is saved where the kind's documents lie, and checked and built without a finding."""
    page.goto(re.sub("#.*", "", page.url) + f"#/collections/{kind}/new")
    for name, value in _NEEDED[kind].items():
        section = _field(page, name)
        if section.get_by_role("radio").count():
            section.get_by_role("radio", name=value).click()
        elif section.get_by_role("switch").count():
            section.get_by_role("switch").click()
        else:
            section.locator("input, textarea").first.fill(value)
    _choose_site(page)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Entry saved.").wait_for()
    after: dict[str, str] = page.evaluate(READ_FILES)
    before = texts(project.root)
    changed = {path: text for path, text in after.items() if before.get(path) != text}
    (path,) = changed
    assert re.fullmatch(rf"content/{KINDS[kind].folder}/noe-helt-nytt(/index)?\.(md|yaml)", path)
    project.write(path, changed[path])
    remarks = as_lines(project.report(command="check"))
    # Nothing leads to a new page yet, and the day of the news is to come.
    assert [line for line in remarks if "DW813" not in line and "DW250" not in line] == []
    project.build()
    assert any("noe-helt-nytt" in file for file in project.published())


def test_a_translation_has_only_text_fields(page: Page, project: Project) -> None:
    """It lies beside its original, and takes over the rest."""
    page.goto(re.sub("#.*", "", page.url) + "#/collections/event/new")
    _field(page, "title").locator("input").fill("Frokost")
    _field(page, "start").locator("input").fill("2027-01-28T08:00")
    _choose_site(page)
    page.get_by_role("button", name=re.compile("^Enable.*English")).click()
    english = page.locator("section[data-key-path='title']").nth(1)
    english.locator("input").fill("Breakfast")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Entry saved.").wait_for()
    after: dict[str, str] = page.evaluate(READ_FILES)
    before = texts(project.root)
    changed = {path: text for path, text in after.items() if before.get(path) != text}
    assert sorted(changed) == ["content/events/frokost.en.md", "content/events/frokost.md"]
    fields = yaml.safe_load(changed["content/events/frokost.en.md"].split("---")[1])
    assert fields["title"] == "Breakfast"
    assert "start" not in fields
    for path, text in changed.items():
        project.write(path, text)
    assert as_lines(project.report(command="check")) == []
    project.build()
    assert "Breakfast" in project.output("a/en/events/frokost/index.html")


@pytest.mark.parametrize(
    "fields",
    [
        "title: Møtet\nsites: [a]\nstart: 2026-12-01 18:00\nend: 2026-12-01 20:00\n",
        (
            "title: Markedet\nsites: [a]\nstart: 2026-12-05\nend: 2026-12-06\nall_day: true\nsequence: 2\n"
            "venue: {name: Torget, address: {city: Hokksund, postal_code: '3300'}, geo: {lat: 59.7423, lon: 10.2045}}\n"
            "programme: [{time: '08:00', title: Kaffe, speakers: [person]}]\ntags: [Handel, 1905]\nseries: marked\n"
        ),
    ],
    ids=["a meeting", "all day"],
)
def test_a_document_that_is_opened_and_saved_is_the_same(
    fields: str, browser: Browser, project: Project, request: pytest.FixtureRequest
) -> None:
    """Every field is preserved as written, and only edited fields change."""
    project.write("content/events/mote.md", f"---\n{fields}---\n::: facts Kort\nKom.\n:::\n")
    page: Page = request.getfixturevalue("page")
    page.goto(re.sub("#.*", "", page.url) + "#/collections/event/entries/mote")
    _field(page, "summary").locator("textarea").fill("En ny ingress.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Entry saved.").wait_for()
    after = page.evaluate(READ_FILES)["content/events/mote.md"]
    _, kept, body = after.split("---\n", 2)
    old, new = load(fields, path="x.md"), load(kept, path="x.md")
    assert {name: new.get(name) for name in [*old, "summary"]} == {**old, "summary": "En ny ingress."}
    assert body.strip() == "::: facts Kort\nKom.\n:::"
    project.write("content/events/mote.md", after)
    assert as_lines(project.report(command="check")) == []
