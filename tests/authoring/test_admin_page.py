"""The editors' page: Sveltia CMS in a real browser, on the files of a project.

The browser is given a folder of its own in place of the one that a person would pick, so that what is saved can
be read back and built. Nothing is asked of other hosts; what the page wants from them is made up here.
"""

from __future__ import annotations

import functools
import http.server
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, Route, expect

from drammenworks.base.strict_yaml import load
from drammenworks.content.models import KINDS
from tests.project import Project, as_lines

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("admin")]

_ADMIN = Path(__file__).parents[2] / "admin"
_PACKAGE = _ADMIN / "node_modules/@sveltia/cms"
_TIMEOUT = 60_000
"""Milliseconds: two megabytes of script on a busy machine."""

_PICK_OUR_FOLDER = """
window.showDirectoryPicker = () => navigator.storage.getDirectory();
FileSystemDirectoryHandle.prototype.queryPermission = async () => "granted";
FileSystemDirectoryHandle.prototype.requestPermission = async () => "granted";
"""
_WRITE_FILES = """
async (files) => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle(".git", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) {
      folder = await folder.getDirectoryHandle(part, { create: true });
    }
    const file = await folder.getFileHandle(parts.at(-1), { create: true });
    const stream = await file.createWritable();
    await stream.write(text);
    await stream.close();
  }
}
"""
_READ_FILES = """
async () => {
  const files = {};
  const read = async (folder, path) => {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === "directory") await read(entry, `${path}${name}/`);
      else files[path + name] = await (await entry.getFile()).text();
    }
  };
  await read(await navigator.storage.getDirectory(), "");
  return files;
}
"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a project, with the script from the packages that ``npm ci --prefix admin`` installed."""

    def translate_path(self, path: str) -> str:
        packages = "/admin/node_modules/"
        if path.startswith(packages):
            return str(_ADMIN / "node_modules" / path.removeprefix(packages))
        return super().translate_path(path)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def address(project: Project) -> Iterator[str]:
    """Yield where the editors' page of the valid project is."""
    assert project.run("schema").code == 0
    handler = functools.partial(_Handler, directory=str(project.root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{server.server_port}/admin/index.html"
        server.shutdown()
        thread.join()


def _texts(project: Project) -> dict[str, str]:
    """Return the documents of a project."""
    return {
        file.relative_to(project.root).as_posix(): file.read_text(encoding="utf-8")
        for file in (project.root / "content").rglob("*")
        if file.suffix in (".md", ".yaml", ".csv", ".vtt")
    }


class _Elsewhere:
    """Stands for every other host, and remembers what was asked of it."""

    def __init__(self, own: str) -> None:
        self._own = own.rpartition("/admin/")[0]
        self.hosts: set[str] = set()

    def answer(self, route: Route) -> None:
        url = route.request.url
        if url.startswith((self._own, "blob:", "data:")):
            route.continue_()
            return
        self.hosts.add(url.split("/")[2])
        body = json.dumps({"version": "0.0.0", "status": {"indicator": "none"}})
        headers = {"access-control-allow-origin": "*"}
        route.fulfill(status=200, content_type="application/json", body=body, headers=headers)


@pytest.fixture
def page(browser: Browser, address: str, project: Project) -> Iterator[Page]:
    """Yield the editors' page, signed in to the folder of the project, at its collections."""
    context = browser.new_context(
        locale="nb-NO", timezone_id="Europe/Oslo", viewport={"width": 1280, "height": 1200}
    )
    context.set_default_timeout(_TIMEOUT)
    page = context.new_page()
    page.add_init_script(_PICK_OUR_FOLDER)
    page.route("**/*", _Elsewhere(address).answer)
    page.goto(address)
    page.evaluate(_WRITE_FILES, _texts(project))
    page.reload()
    page.get_by_role("button", name="Work with Local Repository").click()
    page.get_by_text("Arrangementer", exact=True).first.wait_for()
    yield page
    context.close()


def test_the_configuration_is_what_sveltia_understands() -> None:
    """By the JSON Schema that comes with the script."""
    schema = json.loads((_PACKAGE / "schema/sveltia-cms.json").read_text(encoding="utf-8"))
    config = yaml.safe_load((_ADMIN / "config.yml").read_text(encoding="utf-8"))
    errors = jsonschema.Draft7Validator(schema).iter_errors(config)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_the_page_loads_without_an_error(browser: Browser, address: str) -> None:
    """And asks other hosts for fonts and for news of itself only."""
    errors: list[str] = []
    elsewhere = _Elsewhere(address)
    page = browser.new_page()
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/*", elsewhere.answer)
    page.goto(address)
    page.get_by_role("button", name="Work with Local Repository").wait_for(timeout=_TIMEOUT)
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
    """Return a field of the form, which is not made before somebody comes near it."""
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
"""What must be said of each kind; the rest is what the form has from the start."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_made_with_the_forms_defaults_builds(kind: str, page: Page, project: Project) -> None:
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
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Entry saved.").wait_for()
    after: dict[str, str] = page.evaluate(_READ_FILES)
    before = _texts(project)
    changed = {path: text for path, text in after.items() if before.get(path) != text}
    (path,) = changed
    assert re.fullmatch(rf"content/{KINDS[kind].folder}/noe-helt-nytt(/index)?\.(md|yaml)", path)
    project.write(path, changed[path])
    assert as_lines(project.report(command="check")) == []
    project.build()
    assert any("noe-helt-nytt" in file for file in project.published())


def test_a_translation_says_only_what_is_words(page: Page, project: Project) -> None:
    """It lies beside its original, and takes over the rest."""
    page.goto(re.sub("#.*", "", page.url) + "#/collections/event/new")
    _field(page, "title").locator("input").fill("Frokost")
    _field(page, "start").locator("input").fill("2027-01-28T08:00")
    page.get_by_role("button", name=re.compile("^Enable.*English")).click()
    english = page.locator("section[data-key-path='title']").nth(1)
    english.locator("input").fill("Breakfast")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Entry saved.").wait_for()
    after: dict[str, str] = page.evaluate(_READ_FILES)
    before = _texts(project)
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
        "title: Møtet\nstart: 2026-12-01 18:00\nend: 2026-12-01 20:00\n",
        (
            "title: Markedet\nstart: 2026-12-05\nend: 2026-12-06\nall_day: true\nsequence: 2\n"
            "venue: {name: Torget, address: {city: Hokksund, postal_code: '3300'}, geo: {lat: 59.7423, lon: 10.2045}}\n"
            "programme: [{time: '08:00', title: Kaffe, speakers: [person]}]\ntags: [Handel, 1905]\nseries: marked\n"
        ),
    ],
    ids=["a meeting", "all day"],
)
def test_a_document_that_is_opened_and_saved_says_the_same(
    fields: str, browser: Browser, project: Project, request: pytest.FixtureRequest
) -> None:
    """Every field that a document has is kept as it was written, and only what was changed is changed."""
    project.write("content/events/mote.md", f"---\n{fields}---\n::: facts Kort\nKom.\n:::\n")
    page: Page = request.getfixturevalue("page")
    page.goto(re.sub("#.*", "", page.url) + "#/collections/event/entries/mote")
    _field(page, "summary").locator("textarea").fill("En ny ingress.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Entry saved.").wait_for()
    after = page.evaluate(_READ_FILES)["content/events/mote.md"]
    _, kept, body = after.split("---\n", 2)
    old, new = load(fields, path="x.md"), load(kept, path="x.md")
    assert {name: new.get(name) for name in [*old, "summary"]} == {**old, "summary": "En ny ingress."}
    assert body.strip() == "::: facts Kort\nKom.\n:::"
    project.write("content/events/mote.md", after)
    assert as_lines(project.report(command="check")) == []
