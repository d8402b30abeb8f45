"""The bar of a preview that was built, in a real browser: seen, used and left alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from docs.images.browser import served
from tests.browsing import AXE, violations
from tests.project import VALID, Project

pytestmark = pytest.mark.browser

DRAFT = "content/projects/utkast.md"
WIDTHS = (320, 768, 1280)


@dataclass(frozen=True)
class Preview:
    """A preview that somebody downloaded and serves from another host than it was built for."""

    project: Project
    url: str

    def open(self, browser: Browser, path: str, width: int, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 700},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        page = context.new_page()
        page.goto(self.url + path)
        return page


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = tmp_path_factory.mktemp("prosjekt") / "p"
    shutil.copytree(VALID, root)
    project = Project(root)
    project.write(
        DRAFT, "---\ntitle: Utkast\ndraft: true\nstatus: active\nexpire_at: 2027-01-01 08:00\n---\nHei!!!\n"
    )
    edit_url = "https://github.com/org/repo/edit/gren/{path}"
    project.build(
        "--preview", "--drafts", "--edit-url", edit_url, "--base-url", "https://org.example/repo/pr-7",
        "--output", str(root / "output/repo/pr-7"),
    )  # fmt: skip
    with served(root / "output") as address:
        yield Preview(project, f"{address}/repo/pr-7")


def test_it_is_drawn_within_the_policy(preview: Preview, browser: Browser) -> None:
    """The bar shows what the page is; nothing is refused by the page's policy, and nobody else is asked."""
    page = browser.new_page(viewport={"width": 1280, "height": 700})
    logged: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: logged.append(f"{message.text} {message.location['url']}"))
    page.on("pageerror", lambda error: logged.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(preview.url + "/a/prosjekter/utkast/", wait_until="networkidle")
    bar = page.get_by_role("region", name="Forhåndsvisning")
    expect(bar.locator(".badge")).to_have_text(["Utkast", "Vises til 01.01.2027 08:00"])
    link = bar.get_by_role("link", name="Åpne i redigering")
    expect(link).to_have_attribute("href", f"https://github.com/org/repo/edit/gren/{DRAFT}")
    expect(bar.locator("form, input")).to_have_count(0)
    # This small site has no icon, which browsers ask for.
    assert [text for text in logged if not text.endswith("/favicon.ico")] == []
    assert [url for url in asked if not url.startswith(preview.url.rpartition("/repo")[0])] == []
    bar.get_by_role("link", name="Beta").click()
    expect(page).to_have_url(f"{preview.url}/b/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_accessible(preview: Preview, browser: Browser, width: int, scheme: str) -> None:
    """axe-core finds nothing in the bar, folded, unfolded and with a panel open, and nothing reaches outside."""
    context = browser.new_context(
        viewport={"width": width, "height": 700},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(preview.url + "/a/prosjekter/utkast/")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    bar = page.get_by_role("region", name="Forhåndsvisning")
    expect(bar).to_be_visible()
    if width > 600:
        bar.get_by_role("button", name="Skjul").click()
    states = [lambda: None, bar.get_by_role("button", name="Vis linjen").click]
    states.append(page.locator("summary", has_text="Merknader").click)
    for change in states:
        change()
        assert violations(page, "drammenworks-preview") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(".panel").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 0
    context.close()


def test_the_keyboard_alone_will_do(preview: Preview, browser: Browser) -> None:
    """Tab goes through all of the bar, visibly; Enter opens what is said, and Esc closes it where it was opened."""
    page = preview.open(browser, "/a/prosjekter/utkast/", 1280)
    bar = page.get_by_role("region", name="Forhåndsvisning")
    bar.get_by_role("link", name="Alfa").focus()
    seen = []
    for _ in range(4):
        seen.append(page.evaluate(_FOCUSED))
        page.keyboard.press("Tab")
    assert [stop["text"] for stop in seen] == [
        "Alfa",
        "Beta",
        "Merknader til teksten (1)",
        "Åpne i redigering",
    ]
    assert all(stop["outline"] != "none" for stop in seen)
    bar.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(bar.locator(".panel")).to_contain_text("DW473")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(bar.locator(".panel")).to_be_hidden()
    assert page.evaluate(_FOCUSED)["text"] == "Merknader til teksten (1)"


def test_it_can_be_folded_away(preview: Preview, browser: Browser) -> None:
    """The bar is folded on a telephone, stays as it was left on the next page, and hides nothing of a page's end."""
    page = preview.open(browser, "/a/", 1280)
    bar = page.get_by_role("region", name="Forhåndsvisning")
    expect(bar.get_by_role("link", name="Beta")).to_be_visible()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    height = page.evaluate("parseFloat(getComputedStyle(document.body).paddingBottom)")
    box = bar.bounding_box()
    assert box is not None
    assert height >= box["height"] - 1
    bar.get_by_role("button", name="Skjul").press("Enter")
    expect(bar.get_by_role("button", name="Vis linjen")).to_be_focused()
    page.goto(preview.url + "/b/")
    expect(page.get_by_role("button", name="Vis linjen")).to_be_visible()
    telephone = preview.open(browser, "/a/", 320)
    expect(telephone.get_by_role("button", name="Vis linjen")).to_be_visible()


_FOCUSED = """(() => {
    const element = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
    return {text: element.textContent, outline: getComputedStyle(element).outlineStyle};
})()"""
