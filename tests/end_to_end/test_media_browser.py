"""Films, galleries and attachments in a real browser, in both brands: played, enlarged and listed."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from docs.images.browser import served
from tests.browsing import AXE, violations
from tests.project import Project
from tests.sample_sites import SITES
from tests.workers import made_once

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280)
_SITE = """\
id: {site}
name: {name}
base_url: https://{site}.example
theme: {theme}
languages: [nb]
sections:
  video: {{nb: /filmer/}}
  page: {{nb: /}}
images: {{widths: [400, 800], formats: [webp]}}
"""
_FILM = """\
---
title: {title}
provider: {provider}
id: {id}
poster: {{src: /media/1.jpg, alt: Et blått bilde}}
captions: [{{lang: nb, src: t.vtt}}]
transcript: Alt som blir sagt.
---
Ord.
"""
_PAGE = """\
---
title: Film, galleri og vedlegg
---
Les [sakspapirene](/media/sak.pdf).

::: video youtube
:::

::: video vimeo
:::

::: gallery
![Bilde en](/media/1.jpg "En billedtekst som er så lang at den går over flere linjer på en telefon")

![Bilde to](/media/2.jpg){credit="Kari" download}

![Bilde tre](/media/3.jpg)
:::
"""


def _write(project: Project) -> None:
    shutil.copytree(ROOT / "themes", project.root / "themes")
    for site, name in zip(SITES, ("Drammen Works", "Opplev Hokksund"), strict=True):
        project.write(
            f"content/sites/{site}.yaml",
            _SITE.format(site=site, name=name, theme=name.replace(" ", "").lower()),
        )
        project.write(
            f"content/pages/hjem-{site}.md", f"---\ntitle: Forside\ntemplate: home\nsites: [{site}]\n---\n"
        )
    for number, (colour, size) in enumerate(
        (("navy", (1200, 675)), ("teal", (700, 1000)), ("purple", (900, 900))), 1
    ):
        buffer = io.BytesIO()
        Image.new("RGB", size, colour).save(buffer, "JPEG")
        project.write(f"content/media/{number}.jpg", buffer.getvalue())
    project.write("content/media/sak.pdf", b"%PDF-1.7 sakspapirene")
    project.write("content/videos/t.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHei.\n")
    for provider, video_id in (("youtube", "abc123DEF45"), ("vimeo", "123456")):
        film = _FILM.format(title=f"Filmen hos {provider}", provider=provider, id=video_id)
        project.write(f"content/videos/{provider}.md", film)
    project.write("content/pages/side.md", _PAGE)


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Where each site of a small project with the real themes is served."""

    def build(root: Path) -> None:
        project = Project(root)
        _write(project)
        project.build()

    _, folder = made_once(tmp_path_factory, "media", build)
    with contextlib.ExitStack() as servers:
        yield {site: servers.enter_context(served(folder / "output" / site)) for site in SITES}


class Visit:
    """A page in a browser that can reach the site alone; players are answered with an empty page."""

    def __init__(self, context: BrowserContext, address: str, path: str) -> None:
        self.strangers: list[str] = []
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self._address = address
        self.page.route("**/*", self._answer)
        self.page.goto(address + path, wait_until="networkidle")

    def _answer(self, route: Route) -> None:
        if route.request.url.startswith(self._address):
            route.continue_()
        else:
            self.strangers.append(route.request.url)
            route.fulfill(content_type="text/html", body="<!doctype html><title>Spiller</title>")

    def focused(self, script: str) -> object:
        """Return what a script tells of the element that has the focus."""
        return self.page.evaluate(f"(() => {{ const it = document.activeElement; return {script}; }})()")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor."""
    context = browser.new_context(viewport={"width": 768, "height": 800}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize(
    ("provider", "url"),
    [
        ("YouTube", "https://www.youtube-nocookie.com/embed/abc123DEF45?"),
        ("Vimeo", "https://player.vimeo.com/video/123456?dnt=1"),
    ],
)
def test_a_film_plays_on_the_page_after_a_click(
    context: BrowserContext, addresses: dict[str, str], site: str, provider: str, url: str
) -> None:
    """Nothing is asked of anybody before; then the player has the focus, and a title."""
    visit = Visit(context, addresses[site], f"/filmer/{provider.lower()}/")
    assert visit.strangers == []
    link = visit.page.get_by_role("link", name=f"på {provider}")
    expect(link).to_be_visible()
    button = visit.page.get_by_role("button", name=f"Spill av fra {provider} (Filmen hos {provider.lower()})")
    button.press("Enter")
    frame = visit.page.locator("iframe")
    expect(frame).to_have_attribute("title", f"Filmen hos {provider.lower()} – avspiller fra {provider}")
    assert visit.focused("it.localName") == "iframe"
    expect(button).to_have_count(0)
    expect(link).to_be_visible()
    visit.page.wait_for_load_state("networkidle")
    assert [asked.startswith(url) for asked in visit.strangers] == [True]
    assert visit.complaints == []
    box = frame.bounding_box()
    assert box is not None
    assert abs(box["width"] / box["height"] - 16 / 9) < 0.02
    assert context.cookies() == []


@pytest.mark.parametrize("site", SITES)
def test_two_films_on_a_page_are_played_one_by_one(
    context: BrowserContext, addresses: dict[str, str], site: str
) -> None:
    """The other one waits for a click of its own."""
    visit = Visit(context, addresses[site], "/side/")
    # By keyboard: a click just after the page scrolled may still be handed to the frame that was there.
    visit.page.get_by_role("button", name="Spill av fra Vimeo").press("Enter")
    expect(visit.page.locator("iframe")).to_have_count(1)
    expect(visit.page.get_by_role("button", name="Spill av fra YouTube")).to_be_visible()
    visit.page.get_by_role("button", name="Spill av fra YouTube").press("Space")
    expect(visit.page.locator("iframe")).to_have_count(2)
    assert visit.complaints == []


@pytest.mark.parametrize("path", ["/", "/filmer/"])
def test_a_page_without_a_film_lets_no_player_in(
    context: BrowserContext, addresses: dict[str, str], path: str
) -> None:
    """Its own policy refuses it, and it has no script for one."""
    visit = Visit(context, addresses[SITES[0]], path)
    assert visit.page.locator("script[src*='player']").count() == 0
    visit.page.evaluate(
        "const f = document.createElement('iframe'); f.src = 'https://player.vimeo.com/video/1'; document.body.append(f)"
    )
    visit.page.wait_for_timeout(200)
    assert visit.strangers == []
    assert "frame-src" in visit.complaints[0]


@pytest.mark.parametrize("site", SITES)
def test_without_scripts_the_link_remains(browser: Browser, addresses: dict[str, str], site: str) -> None:
    """And no button that does nothing; the gallery enlarges as well."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses[site] + "/side/")
    expect(page.get_by_role("button", name="Spill av")).to_have_count(0)
    link = page.get_by_role("link", name="Se «Filmen hos youtube» på YouTube")
    expect(link).to_have_attribute("href", "https://www.youtube.com/watch?v=abc123DEF45")
    page.get_by_role("button", name="Bilde to Vis større").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    context.close()


def _number(page: Page) -> str:
    """Return which picture is in view, from where its slide stands."""
    number: str = page.evaluate("""[...document.querySelectorAll(':popover-open .lightbox__slide')]
        .find((one) => Math.abs(one.getBoundingClientRect().left) < 2)?.innerText.match(/\\d av \\d/)[0]""")
    return number


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_gallery_is_gone_through_by_keyboard(
    browser: Browser, addresses: dict[str, str], site: str, motion: str
) -> None:
    """It opens at the chosen picture, goes on by links in both directions, and Esc gives the focus back."""
    context = browser.new_context(
        viewport={"width": 768, "height": 800},
        reduced_motion=motion,  # type: ignore[arg-type]
    )
    visit = Visit(context, addresses[site], "/side/")
    page = visit.page
    opener = page.get_by_role("button", name="Bilde to Vis større")
    opener.focus()
    # The page may scroll there slowly.
    page.wait_for_timeout(50 if motion == "reduce" else 1500)
    opener.press("Enter")
    expect(page.get_by_role("dialog", name="Bildet i stor visning")).to_be_visible()
    assert visit.focused("it.innerText") == "Lukk"
    assert _number(page) == "2 av 3"
    scrolled = page.evaluate("scrollY")
    for way, number in (
        ("Forrige bilde", "1 av 3"),
        ("Neste bilde", "2 av 3"),
        ("Neste bilde", "3 av 3"),
        ("Neste bilde", "1 av 3"),
    ):
        for _ in range(6):
            page.keyboard.press("Tab")
            if visit.focused("it.innerText.trim()") == way:
                break
        page.keyboard.press("Enter")
        page.wait_for_timeout(50 if motion == "reduce" else 900)
        assert _number(page) == number
        assert visit.focused("it.className") == "lightbox__slide"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    assert page.evaluate("scrollY") == scrolled
    assert visit.strangers == []
    assert visit.complaints == []
    context.close()


@pytest.mark.parametrize("site", SITES)
def test_a_gallery_closes_by_its_button(
    context: BrowserContext, addresses: dict[str, str], site: str
) -> None:
    """Wherever one has gone in it."""
    page = Visit(context, addresses[site], "/side/").page
    opener = page.get_by_role("button", name="Bilde en Vis større")
    opener.click()
    page.get_by_role("link", name="Neste bilde").first.click()
    page.get_by_role("button", name="Lukk", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_are_accessible_at_every_width(
    browser: Browser, addresses: dict[str, str], site: str, scheme: str
) -> None:
    """axe finds nothing, nothing is wider than the window, and what can be pressed is large enough."""
    assert AXE.is_file(), "run: npm ci --prefix tests/tools"
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = Visit(context, addresses[site], "/side/").page
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}: {violation}" for violation in violations(page)]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for opened in ("Bilde en", "Bilde to"):
            page.get_by_role("button", name=f"{opened} Vis større").click()
            found += [f"{width}, {opened}: {violation}" for violation in violations(page, ":popover-open")]
            image = page.locator(":popover-open img").first.bounding_box()
            assert image is not None
            assert image["x"] >= 0
            # As its sizes say, and so the right file is fetched.
            assert abs(image["width"] - width) < 2
            assert image["x"] + image["width"] <= width
            assert image["y"] + image["height"] <= 800
            for control in page.locator(":popover-open :is(button, a.lightbox__way):visible").all():
                box = control.bounding_box()
                assert box is not None
                assert min(box["width"], box["height"]) >= 44
            page.keyboard.press("Escape")
    context.close()
    assert found == []


@pytest.mark.parametrize("site", SITES)
def test_attachments_say_what_they_are(context: BrowserContext, addresses: dict[str, str], site: str) -> None:
    """In the text and in the list under it, to those who listen as well."""
    page = Visit(context, addresses[site], "/side/").page
    links = page.get_by_role("link", name="sakspapirene (PDF, 1 kB)")
    expect(links).to_have_count(2)
    expect(page.get_by_role("heading", name="Vedlegg", exact=True)).to_be_visible()
