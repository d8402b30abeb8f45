"""What axe-core does not see: focus, zoom, large text, forced colours, languages and pictures that repeat."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import AXE, violations
from tests.end_to_end.browsing import addresses, one_of_each_template
from tests.end_to_end.conftest import Built
from tests.sample_sites import SITES

__all__ = ["addresses"]

both_sites = pytest.mark.parametrize("site", SITES)


def pages_of(built: Built, site: str) -> Iterator[tuple[str, str]]:
    """Yield path and language of every page of a site that is no redirect."""
    for path, page in built.pages.items():
        if path.startswith(f"{site}/") and page.css_first("meta[http-equiv=refresh]") is None:
            yield path, page.css_first("html").attributes["lang"] or ""


@both_sites
def test_every_page_leads_to_the_other_language(built: Built, site: str) -> None:
    """To the same page, or to the nearest above it, and then it says so in that language."""
    languages = {lang for _, lang in pages_of(built, site)}
    astray = []
    for path, lang in pages_of(built, site):
        links = built.pages[path].css(".site-header__inner > .languages a")
        if {link.attributes["lang"] for link in links} != languages - {lang}:
            astray.append((path, "mangler"))
        for link in links:
            target = built.pages[f"{site}{link.attributes['href']}index.html"]
            [back] = target.css(f".site-header__inner > .languages a[lang={lang}]")
            leads_back = f"{site}{back.attributes['href']}" == path.removesuffix("index.html")
            if leads_back == bool(link.css(".languages__note")):
                astray.append((path, link.text()))
    assert astray == []


@both_sites
def test_a_picture_is_read_out_on_its_own_page_alone(built: Built, site: str) -> None:
    """On cards it stands beside the name of that page, and says nothing more."""
    texts = {
        image.attributes["alt"]
        for path, _ in pages_of(built, site)
        for image in built.pages[path].css(".card img, .person__face img")
    }
    assert texts == {""}


@pytest.mark.browser
@both_sites
@pytest.mark.parametrize("width", [320, 390, 1024, 1280])
def test_the_ring_around_the_focus_is_seen_whole(
    built: Built, browser: Browser, addresses: dict[str, str], site: str, width: int
) -> None:
    """Neither the edge of the window nor that of a box cuts any of it off (WCAG 2.4.7, 2.4.11)."""
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    clipped = set()
    for path in one_of_each_template(built, site, in_every_language=False):
        page.goto(addresses[site] + path)
        for _ in range(page.evaluate(_TAB_STOPS)):
            page.keyboard.press("Tab")
            clipped.add(page.evaluate(_CLIPPED_RING))
    page.close()
    assert clipped - {None} == set()


_TAB_STOPS = """[...document.querySelectorAll('a[href], button, summary, input, [tabindex="0"]')]
    .filter(element => element.checkVisibility({visibilityProperty: true})).length"""

_CLIPPED_RING = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const card = element.closest('article, li, .ticket, .card');
    const ringed = [element, card].find(one => one && getComputedStyle(one).outlineStyle !== 'none');
    if (!ringed) return null;
    const style = getComputedStyle(ringed);
    const more = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
    const inflated = ({left, top, right, bottom}) => [left - more, top - more, -right - more, -bottom - more];
    const box = inflated(ringed.getBoundingClientRect());
    const page = document.documentElement;
    const frames = [[0, -scrollY, -page.clientWidth, -page.scrollHeight + scrollY]];
    for (let one = ringed.parentElement; one && one !== document.body; one = one.parentElement) {
        if (getComputedStyle(one).overflowX === 'visible') continue;
        const {left, top, right, bottom} = one.getBoundingClientRect();
        frames.push([left, top, -right, -bottom]);
    }
    const isCut = frames.some(frame => frame.some((edge, side) => box[side] < edge - 0.5));
    return isCut ? ringed.outerHTML.slice(0, 120) : null;
}"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    yield page
    page.close()


def is_in_menu(page: Page) -> bool:
    return bool(page.evaluate("document.activeElement.closest('#site-menu') !== null"))


@pytest.mark.browser
@both_sites
def test_the_menu_of_a_phone_takes_the_focus_holds_it_and_gives_it_back(
    phone: Page, addresses: dict[str, str], site: str
) -> None:
    """A keyboard goes round in it until it is closed, and then on from the button that opened it."""
    phone.goto(addresses[site] + "/")
    button = phone.get_by_role("button", name="Meny", exact=True)
    button.press("Enter")
    expect(phone.get_by_role("button", name="Lukk menyen")).to_be_focused()
    expect(phone.locator("main")).to_have_js_property("inert", True)
    inside = []
    for _ in range(30):
        phone.keyboard.press("Tab")
        # Between the last thing in the menu and the first is the browser's own window.
        if not phone.evaluate("document.activeElement === document.body"):
            inside.append(is_in_menu(phone))
    assert len(inside) > 20
    assert all(inside)
    phone.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(phone.locator("main")).to_have_js_property("inert", False)


@pytest.mark.browser
@both_sites
def test_the_menu_works_without_a_script(browser: Browser, addresses: dict[str, str], site: str) -> None:
    """It takes the focus and gives it back."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses[site] + "/")
    page.get_by_role("button", name="Meny", exact=True).press("Enter")
    close = page.get_by_role("button", name="Lukk menyen")
    expect(close).to_be_focused()
    close.press("Enter")
    expect(page.get_by_role("button", name="Meny", exact=True)).to_be_focused()
    context.close()


@pytest.mark.browser
@both_sites
def test_the_menu_of_a_phone_has_the_languages(phone: Page, addresses: dict[str, str], site: str) -> None:
    """A visitor who does not read the page's language finds the way out of it there."""
    phone.goto(addresses[site] + "/")
    phone.get_by_role("button", name="Meny", exact=True).click()
    phone.locator("#site-menu").get_by_role("link", name="English").click()
    expect(phone.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.browser
@both_sites
def test_a_menu_that_is_open_closes_where_there_is_room_for_it(
    phone: Page, addresses: dict[str, str], site: str
) -> None:
    """A phone that is turned may show the menu in the header; nothing of the page stays out of reach."""
    phone.goto(addresses[site] + "/")
    phone.get_by_role("button", name="Meny", exact=True).click()
    phone.set_viewport_size({"width": 1280, "height": 800})
    expect(phone.locator("main")).to_have_js_property("inert", False)
    assert phone.locator("#site-menu:popover-open").count() == 0


@pytest.mark.browser
@both_sites
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["Meny", "Søk"])
def test_axe_finds_nothing_while_something_is_open(
    browser: Browser, addresses: dict[str, str], site: str, scheme: str, name: str
) -> None:
    """Neither in the menu nor in the search of the header, at any width that has them."""
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(addresses[site] + "/")
        button = page.get_by_role("button", name=name, exact=True).first
        if not button.is_visible():
            continue
        button.click()
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found += [f"{width}: {violation}" for violation in violations(page)]
    context.close()
    assert found == []


_CLIPPED_TEXT = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const cut = [];
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const holder = text.parentElement;
        if (!text.data.trim() || holder.closest('.visually-hidden, script, svg, [aria-hidden]')) continue;
        if (!holder.checkVisibility({visibilityProperty: true})) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const boxes = [...range.getClientRects()];
        for (let one = holder; one && one !== document.documentElement; one = one.parentElement) {
            const style = getComputedStyle(one);
            if (style.clipPath !== 'none' || style.transform !== 'none') break;
            const [x, y] = [style.overflowX, style.overflowY];
            const frame = one.getBoundingClientRect();
            const hides = how => how === 'hidden' || how === 'clip';
            if (boxes.some(box => (hides(x) && (box.left < frame.left - 1 || box.right > frame.right + 1))
                || (hides(y) && (box.top < frame.top - 4 || box.bottom > frame.bottom + 4)))) {
                cut.push(one.className + ': ' + text.data.trim().slice(0, 40));
                break;
            }
        }
    }
    return cut;
}"""
"""Texts that a box around them hides some of."""


@pytest.mark.browser
@both_sites
@pytest.mark.parametrize(
    ("width", "height", "style"),
    [
        pytest.param(390, 844, "html { font-size: 200%; }", id="letters-twice-as-large"),
        pytest.param(320, 256, "", id="400-per-cent"),
    ],
)
def test_nothing_is_cut_off_for_those_who_enlarge(
    built: Built,
    browser: Browser,
    addresses: dict[str, str],
    site: str,
    width: int,
    height: int,
    style: str,
) -> None:
    """Nothing is wider than the window, and no box hides a part of a text (WCAG 1.4.4, 1.4.10)."""
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    page = context.new_page()
    faults = []
    for path in one_of_each_template(built, site):
        page.goto(addresses[site] + path)
        if style:
            page.add_style_tag(content=style)
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            faults.append((path, f"{found} px"))
        faults += [(path, text) for text in page.evaluate(_CLIPPED_TEXT)]
    context.close()
    assert faults == [], faults


@pytest.mark.browser
@both_sites
def test_the_last_entry_of_the_menu_is_reached_on_a_low_window(
    browser: Browser, addresses: dict[str, str], site: str
) -> None:
    """The menu scrolls where 400 % leaves it a height of 256 pixels."""
    page = browser.new_page(viewport={"width": 320, "height": 256})
    page.goto(addresses[site] + "/")
    page.get_by_role("button", name="Meny", exact=True).click()
    last = page.locator("#site-menu a").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)
    page.close()


@pytest.mark.browser
@both_sites
@pytest.mark.parametrize("width", [390, 1280])
def test_forced_colours_keep_what_backgrounds_drew(
    built: Built, browser: Browser, addresses: dict[str, str], site: str, width: int
) -> None:
    """What can be pressed has an edge or a line under it, and where the visitor is has a mark of its own."""
    context = browser.new_context(viewport={"width": width, "height": 900}, forced_colors="active")
    page = context.new_page()
    bare = set()
    for path in one_of_each_template(built, site, in_every_language=False):
        page.goto(addresses[site] + path)
        bare.update(page.evaluate(_BARE_CONTROLS))
    context.close()
    assert bare == set()


_BARE_CONTROLS = """() => [...document.querySelectorAll('button, .button, .chip, input, [aria-current="page"]')]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().width > 1)
    .filter(one => !one.matches('.site-name, .breadcrumbs *, :has(img)'))
    .filter(one => {
        const style = getComputedStyle(one);
        const sides = ['Top', 'Right', 'Bottom', 'Left'];
        const background = getComputedStyle(document.body).backgroundColor;
        const edged = sides.some(side => parseFloat(style[`border${side}Width`]) > 0
            && !['none', background].includes(style[`border${side}Color`])
            && style[`border${side}Style`] !== 'none');
        return !edged && style.outlineStyle === 'none' && !style.textDecorationLine.includes('underline');
    })
    .map(one => one.outerHTML.slice(0, 120))"""
