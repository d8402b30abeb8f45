"""What happens in open pages, in a real browser."""

from __future__ import annotations

import contextlib
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Route, expect, sync_playwright

from docs.images.browser import launch
from tests import waiting
from tests.serve.conftest import free_port, write
from tests.serve.test_command import serving

pytestmark = pytest.mark.browser

HOME = "content/pages/by-hjem.md"
PATIENCE = 1000 * waiting.PATIENCE
"""In milliseconds, as Playwright has it."""


@dataclass
class ServedProject:
    """A project whose preview is open in a browser."""

    root: Path
    process: subprocess.Popen[str]
    addresses: dict[str, str]
    browser: Browser

    def open(self, path: str = "/", site: str = "Byen") -> Page:
        page = self.browser.new_page(viewport={"width": 1000, "height": 500})
        page.set_default_timeout(PATIENCE)
        page.goto(self.addresses[site] + path)
        expect(page.locator("drammenworks-preview .bar")).to_contain_text("Forhåndsvisning")
        page.evaluate("window.isSameDocument = true")
        return page

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        write(self.root / path, text.replace(old, new))


@pytest.fixture
def served(project: Path) -> Iterator[ServedProject]:
    theme = project / "themes/enkel"
    write(theme / "theme.yaml", "styles: [a.css]\n")
    write(theme / "assets/a.css", "body { color: rgb(1, 2, 3); min-height: 4000px }\n")
    link = '<link rel="stylesheet" href="{{ page.stylesheet }}">\n</head>'
    for name in ("home", "page", "404"):
        template = theme / f"templates/{name}.html"
        write(template, template.read_text(encoding="utf-8").replace("</head>", link))
    expect.set_options(timeout=PATIENCE)
    port = str(free_port())
    with sync_playwright() as playwright, serving(project, "--port", port) as (process, addresses):
        browser = launch(playwright)
        yield ServedProject(project, process, addresses, browser)
        browser.close()


def is_same_document(page: Page) -> bool:
    """Return whether the page has not been reloaded since it was opened."""
    return page.evaluate("window.isSameDocument === true") is True


def scrolled(page: Page) -> object:
    """Return how far down the page is, once it has been loaded."""
    page.wait_for_load_state("load")
    return page.evaluate("new Promise((done) => requestAnimationFrame(() => done(scrollY)))")


def test_an_edit_shows_in_the_open_page(served: ServedProject) -> None:
    """A saved change appears by itself; a change of the other site does not reload the page; no request fails."""
    page = served.browser.new_page()
    logged: list[ConsoleMessage] = []
    page.on("console", lambda message: logged.append(message))  # noqa: PLW0108 - playwright marks the function
    page.goto(served.addresses["Byen"])
    expect(page.locator("body")).to_contain_text("Velkommen.")
    served.change(HOME, "Velkommen.", "Velkommen tilbake.")
    expect(page.locator("body")).to_contain_text("Velkommen tilbake.")
    page.evaluate("window.isSameDocument = true")
    served.change("content/pages/land-hjem.md", "Velkommen.", "Ut på tur.")
    other = served.open(site="Landet")
    expect(other.locator("body")).to_contain_text("Ut på tur.")
    assert is_same_document(page)
    # No script may be refused by the policy. This small site has no icon, which browsers ask for.
    assert [message.text for message in logged if not message.location["url"].endswith("/favicon.ico")] == []


def test_scroll_details_and_focus_survive_a_reload(served: ServedProject) -> None:
    """A page that reloads has the same scroll position, open details and focus as before."""
    template = served.root / "themes/enkel/templates/home.html"
    details = "<details><summary>Ett</summary>1</details><details><summary>To</summary>2</details>\n</body>"
    write(template, template.read_text(encoding="utf-8").replace("</body>", details))
    page = served.open()
    expect(page.get_by_text("To", exact=True)).to_be_visible()
    page.get_by_text("To", exact=True).click()
    page.evaluate("scrollTo(0, 1234)")
    served.change(HOME, "Velkommen.", "Hei igjen.")
    expect(page.locator("body")).to_contain_text("Hei igjen.")
    expect(page.locator("details[open]")).to_have_count(1)
    assert scrolled(page) == 1234
    assert page.evaluate("document.activeElement.textContent") == "To"
    assert not is_same_document(page)


def test_a_style_sheet_is_swapped(served: ServedProject) -> None:
    """An edit of the style sheet changes the page's appearance without a reload or scrolling."""
    page = served.open()
    page.evaluate("scrollTo(0, 1234)")
    served.change("themes/enkel/assets/a.css", "rgb(1, 2, 3)", "rgb(4, 5, 6)")
    expect(page.locator("body")).to_have_css("color", "rgb(4, 5, 6)")
    expect(page.locator('head link[rel="stylesheet"]')).to_have_count(1)
    assert is_same_document(page)
    assert scrolled(page) == 1234


def test_broken_and_mended(served: ServedProject) -> None:
    """Broken YAML is shown above the last good page, with its lines; Esc puts it away; mended, it is gone."""
    page = served.open()
    overlay = page.locator("dialog.trouble")
    expect(overlay).to_be_hidden()
    served.change(HOME, "title: Byen", "title: Byen\nukjent: felt")
    expect(overlay).to_be_visible()
    expect(overlay).to_have_attribute("aria-labelledby", "trouble-title")
    expect(overlay.locator("article")).to_contain_text("ukjent")
    expect(overlay.locator(".wrong .number")).to_have_text("3")
    expect(overlay.locator("mark")).to_have_text("ukjent:")
    expect(overlay.locator("article a")).to_have_attribute(
        "href", re.compile(rf"^vscode://file/.*{HOME}:3:1$")
    )
    assert "Velkommen." in page.locator("body").inner_text()
    assert page.evaluate("document.activeElement.localName") == "drammenworks-preview"
    page.keyboard.press("Escape")
    expect(overlay).to_be_hidden()
    page.get_by_role("button", name="Vis feilene (1)").click()
    expect(overlay).to_be_visible()
    served.change(HOME, "\nukjent: felt", "")
    expect(overlay).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("Vis feilene"))).to_have_count(0)
    assert is_same_document(page)


def test_it_reconnects(served: ServedProject) -> None:
    """While the preview is stopped the page says so; when it is back, the page reconnects without a reload."""
    page = served.open()
    port = served.addresses["Byen"].rpartition(":")[2]
    served.process.kill()
    served.process.wait()
    expect(page.locator(".lost")).to_be_visible()
    with serving(served.root, "--port", port) as (_, addresses):
        assert addresses["Byen"] == served.addresses["Byen"]
        expect(page.locator(".lost")).to_be_hidden()
        assert is_same_document(page)
        served.change(HOME, "Velkommen.", "Her igjen.")
        expect(page.locator("body")).to_contain_text("Her igjen.")


def test_a_new_document_appears(served: ServedProject) -> None:
    """A document that did not exist is there as soon as it is saved, on the page that was waiting for it."""
    page = served.open("/ny/")
    expect(page.locator("body")).to_contain_text("Ikke her.")
    write(
        served.root / "content/pages/ny.md",
        "---\ntitle: Ny\nsites: [by, land]\ndraft: true\n---\nHelt ny.\n",
    )
    expect(page.locator("body")).to_contain_text("Helt ny.")
    expect(page.locator(".badge")).to_have_text("Utkast")
    page.get_by_role("link", name="Landet").click()
    expect(page).to_have_url(served.addresses["Landet"] + "/ny/")
    expect(page.locator("body")).to_contain_text("Helt ny.")


def test_another_time(served: ServedProject) -> None:
    """The sites are shown for the chosen time, and the toolbar says why an expired page is not shown."""
    write(
        served.root / "content/pages/juli.md",
        "---\ntitle: Juli\nsites: [by]\nexpire_at: 2020-08-01 00:00\n---\nSommer.\n",
    )
    page = served.open("/juli/")
    expect(page.locator(".badge.expired")).to_have_text("Utløpt 01.08.2020 00:00")
    page.locator("summary", has_text="Vis nettstedet på en annen dato").click()
    page.locator("input[type=datetime-local]").fill("2020-07-15T12:00")
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.locator("body")).to_contain_text("Sommer.")
    expect(page.locator("summary")).to_contain_text("2020-07-15 12:00")
    page.locator("summary", has_text="Vis nettstedet på en annen dato").click()
    page.get_by_role("button", name="Nå").click()
    expect(page.locator("body")).to_contain_text("Ikke her.")


def test_the_focal_point_of_an_image(served: ServedProject) -> None:
    """A click on an image writes its focal point into the file, and changes nothing else."""
    file = served.root / "content/pages/bilde.md"
    Image.new("RGB", (400, 200), "navy").save(_made(served.root / "content/media/flate.png"))
    template = served.root / "themes/enkel/templates/page.html"
    shown = '{% if doc.image %}<img src="{{ image(doc.image).src }}" alt="" width="400" height="200">{% endif %}\n</body>'
    write(template, template.read_text(encoding="utf-8").replace("</body>", shown))
    text = (
        "---\ntitle: Bilde\nimage:   # Fra turen\n  src: /media/flate.png # det beste\n  alt: 'En flate'\n"
        "sites: [by]\n---\nOrd.\n"
    )
    write(file, text)
    page = served.open("/bilde/")
    picture = page.locator("img")
    expect(picture).to_be_visible()
    page.get_by_role("button", name="Velg motiv i bilde").click()
    picture.click(position={"x": 300, "y": 50})
    expect(page.locator(".message")).to_have_text("Motivet er lagret.")
    expected = text.replace("# det beste\n", "# det beste\n  focal: [0.75, 0.25]\n")
    assert file.read_text(encoding="utf-8") == expected


def test_the_focal_point_of_an_image_in_a_text(served: ServedProject) -> None:
    """Of two images of one file, that which was clicked gets it, in the Markdown."""
    file = served.root / "content/pages/bilde.md"
    Image.new("RGB", (400, 200), "navy").save(_made(served.root / "content/media/flate.png"))
    write(
        served.root / "themes/enkel/templates/components/body_picture.html",
        '<img src="{{ image(picture).src }}" alt="" width="400" height="200">',
    )
    text = (
        "---\ntitle: Bilde\nsites: [by]\n---\n"
        "![En flate](/media/flate.png)\n\n![En flate](/media/flate.png){download}\n"
    )
    write(file, text)
    page = served.open("/bilde/")
    expect(page.locator("img")).to_have_count(2)
    page.get_by_role("button", name="Velg motiv i bilde").click()
    page.locator("img").nth(1).click(position={"x": 100, "y": 150})
    expect(page.locator(".message")).to_have_text("Motivet er lagret.")
    expected = text.replace("{download}", '{download focal="0.25, 0.75"}')
    assert file.read_text(encoding="utf-8") == expected


def _made(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_window(served: ServedProject, width: int, scheme: str) -> None:
    """Toolbar and overlay fit into narrow and wide windows, and the end of the page stays in reach."""
    page = served.browser.new_page(
        viewport={"width": width, "height": 700},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(served.addresses["Byen"])
    bar = page.locator(".bar")
    if width < 600:
        page.get_by_role("button", name="Vis linjen for forhåndsvisning").click()
    expect(bar).to_contain_text("Byen")
    served.change(HOME, "title: Byen", "title: Byen\nukjent: " + "felt" * 60)
    expect(page.locator("dialog.trouble")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for selector in ("dialog.trouble", ".bar"):
        box = page.locator(selector).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_remarks_on_the_text(served: ServedProject) -> None:
    """The toolbar shows remarks on the prose of the open page, not as errors; when fixed, they are gone."""
    page = served.open()
    remarks = page.locator("drammenworks-preview details", has_text="Merknader til teksten")
    expect(remarks).to_have_count(0)
    served.change(HOME, "Velkommen.", "Velkommen!!!")
    expect(remarks.locator("summary")).to_have_text("Merknader til teksten (1)")
    remarks.locator("summary").click()
    expect(remarks).to_contain_text("Merknad DW473")
    expect(page.locator("dialog.trouble")).to_be_hidden()
    served.change(HOME, "Velkommen!!!", "Velkommen!")
    expect(remarks).to_have_count(0)


def test_typefaces_that_come_late(served: ServedProject) -> None:
    """The page that is shown while they are made is loaded once more when they are there; and no other is."""
    write(served.root / "themes/enkel/assets/skrift.woff2", "wOF2")
    preload = '<link rel="preload" as="font" crossorigin href="{{ asset("skrift.woff2") }}">\n</head>'
    served.change("themes/enkel/templates/home.html", "</head>", preload)
    page = served.browser.new_page()

    def answer_late(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/*.woff2", answer_late)
    page.goto(served.addresses["Byen"])
    while came(page) != "reload":
        page.wait_for_timeout(50)
    page.goto(served.addresses["Byen"])
    page.wait_for_timeout(1000)
    assert came(page) == "navigate"


def came(page: Page) -> object:
    """Return how a page was opened: by navigating to it, or by a reload. None while it is being opened."""
    with contextlib.suppress(Error):
        return page.evaluate("performance.getEntriesByType('navigation')[0].type")
    return None
