"""The search as its users have it: in a real browser, in the themes of both brands, with content of its own."""

from __future__ import annotations

import gzip
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from docs.images.browser import served
from drammenworks.search.folding import fold, words
from drammenworks.search.stemming import terms_of
from tests.browsing import AXE, violations
from tests.project import Project

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "themes" / "base" / "assets" / "js"
BRANDS = ("drammenworks", "opplevhokksund")
_SITE = """\
id: a
name: Alfa
base_url: https://a.example/sti
theme: {theme}
languages: [nb, en]
search: true
sections:
  event: {{nb: /arrangementer/, en: /events/}}
  article: {{nb: /aktuelt/, en: /news/}}
  page: {{nb: /, en: /}}
taxonomies: {{tags: {{nb: /emner/, en: /topics/}}}}
menus: {{main: [{{section: article}}, {{section: event}}]}}
"""
_PAGES = {
    "pages/hjem.md": "title: Alfa\ntemplate: home\n---\nForsiden.",
    "pages/hjem.en.md": "title: Alpha\n---\nThe front page.",
    "news/rapport.md": "title: Årsrapporten er her\ndate: 2026-03-01\ntags: [Økonomi]\n---\nEt godt år.",
    "news/rapport.en.md": "title: The annual report\n---\nMentoring schemes for entrepreneurs.",
    "news/kafe.md": "title: Kaféen i Øvregata\ndate: 2025-03-01\n---\nVafler hver søndag.",
    "news/by.md": "title: Byer i vekst\ndate: 2024-03-01\n---\nNæringsutvikling i tre kommuner.",
    "events/mote.md": "title: Frokostmøte\nstart: 2026-12-01 08:00\nexample: true\n---\nKaffe til alle sykler.",
    "events/stevne.md": "title: Sommerstevnet\nstart: 2027-06-01 10:00\n---\nEn sykkel på deling. Møt opp.",
    "news/fare.md": "title: '\"><img src=x onerror=alert(1)> </script> 🎉 שלום'\ndate: 2023-01-01\n---\nFarlig.",
    **{
        f"news/brev-{n}.md": f"title: Brev nummer {n}\ndate: 2022-01-{n:02}\n---\nHilsen nummer {n} fra styret."
        for n in range(1, 15)
    },
}


@pytest.fixture(scope="module", params=BRANDS)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site of the brand is served, below a path."""
    project = Project(tmp_path_factory.mktemp(request.param))
    shutil.copytree(ROOT / "themes", project.root / "themes")
    project.write("content/sites/a.yaml", _SITE.format(theme=request.param))
    for path, text in _PAGES.items():
        project.write(f"content/{path}", f"---\n{text}\n")
    project.report()
    (project.root / "served").mkdir()
    (project.root / "output" / "a").rename(project.root / "served" / "sti")
    with served(project.root / "served") as host:
        yield f"{host}/sti"


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site; whatever its console says but expected failures of the network is an error."""
    contexts = []
    said: list[str] = []

    def opened(path: str, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def _search(page: Page, query: str) -> None:
    page.get_by_role("button", name="Søk", exact=True).first.click()
    page.keyboard.type(query)


def _titles(page: Page) -> list[str]:
    return page.locator(".hit__title").all_inner_texts()


def _word_list() -> list[str]:
    """Return words of the documents, and made-up ones with all endings that the rules know."""
    found = sorted({word for file in (ROOT / "docs").glob("*.md") for word in words(file.read_text("utf-8"))})
    draw = random.Random(1)
    endings = (  # noqa: SIM905 - a list of endings is easier to read
        "a e ede ande ende ane ene hetene erte en heten ar er heter s as es edes endes enes hetenes ens hetens ers "
        "ets et het ert ast skapers havers kapers dt vt leg eleg ig eig lig elig els lov elov slov hetslov ks rs "
        "ied ies sses ss us eed ed ing edly eedly ingly ational tional izer ization ator alism aliti alli fulli "
        "fulness ousli ousness iveness iviti biliti bli logi ogist lessli li ative icate alize iciti ical ful ness "
        "al ance ence ic able ible ant ement ment ent ism ate iti ous ive ize sion tion y ying ll le l"
    ).split()
    made = [
        "".join(draw.choice("aeiouysrtnkvdlpgmbxwæøå") for _ in range(draw.randint(1, 7)))
        + draw.choice(endings)
        for _ in range(8000)
    ]
    odd = [
        "ÅÅs",
        "Œuvre",
        "STRASSE",
        "İstanbul",
        "ΣΊΣΥΦΟΣ",
        "½",
        "ﬁsk",
        "Ａｂｃ",
        "мир",
        "מִלָּה",
        "日本語",
        "x²",
        "e\u0301te\u0301",
    ]
    return [*found, *made, *odd]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_browser_takes_words_apart_as_the_build_does(browser: Browser, lang: str) -> None:
    """Folding and stemming are the same on thousands of words, and words are told apart alike."""
    asked = _word_list()
    texts = [
        "e-post, handels- og «sentrum»",
        "2017–2020 en_to",
        "🎉 שלום",
        "Å gå",
        "e\u0301te\u0301 x² ½kg",
        "A‑B 7",
    ]
    terms = terms_of(lang)
    with served(SCRIPTS) as host:
        page = browser.new_page()
        page.goto(f"{host}/search.js")
        stems, found = page.evaluate(
            """async ([host, lang, asked, texts]) => {
              const { fold, words } = await import(`${host}/search.js`);
              const { stem } = await import(`${host}/stem-${lang}.js`);
              return [asked.map((word) => [fold(word), stem(fold(word))]), texts.map(words)];
            }""",
            [host, lang, asked, texts],
        )
        page.close()
    assert stems == [[fold(word), terms.stem(fold(word))] for word in asked]
    assert found == [list(words(text)) for text in texts]


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_scripts_are_small(open_page: Callable[..., Page], path: str) -> None:
    """2 kB on every page, and 6 kB more for whoever searches in a language, compressed."""
    sources = open_page(path).evaluate(
        """async () => {
          const { script, stemmer } = document.querySelector("[data-index]").dataset;
          const urls = [...[...document.querySelectorAll("script[src]")].map(({ src }) => src), script, stemmer];
          return Promise.all(urls.map(async (url) => (await fetch(url)).text()));
        }"""
    )
    *on_every_page, script, stemmer = [len(gzip.compress(source.encode(), 9, mtime=0)) for source in sources]
    assert sum(on_every_page) <= 2000
    assert script + stemmer <= 6000


def test_nothing_of_the_search_is_fetched_before_a_field_is_focused(open_page: Callable[..., Page]) -> None:
    """Then its script, its rules and the manifest are; and files of the index for what is typed."""
    page = open_page("/")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].partition(".")[0]))
    fetched = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert [url for url in fetched if "search." in url or "stem-" in url] == []
    page.get_by_role("button", name="Søk", exact=True).first.click()
    expect(page.locator("#site-search-field")).to_be_focused()
    page.wait_for_load_state("networkidle")
    assert {"search", "stem-nb"} <= set(asked)
    page.keyboard.type("vaf")
    expect(page.locator(".hit__title")).to_have_text(["Kaféen i Øvregata"])


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("rapport", "Årsrapporten er her"),
        ("arsrapport", "Årsrapporten er her"),
        ("AARSRAPPORTENE", "Årsrapporten er her"),
        ("årsraport", "Årsrapporten er her"),
        ("årsr", "Årsrapporten er her"),
        ("frokost", "Frokostmøte"),
        ("frokosmote", "Frokostmøte"),
        ("rfokostmøte", "Frokostmøte"),
        ("kafe", "Kaféen i Øvregata"),
        ("oevregata", "Kaféen i Øvregata"),
        ("vaffel", "Kaféen i Øvregata"),
        ("byene", "Byer i vekst"),
        ("utvikling", "Byer i vekst"),
        ("stevne", "Sommerstevnet"),
        ("sykler deling", "Sommerstevnet"),
        ("okonomi", "Økonomi"),
        ("brev 7", "Brev nummer 7"),
        ("שלום", "«><img src=x onerror=alert(1)> </script> 🎉 שלום"),
        ("arrangementer", "Arrangementer"),
    ],
)
def test_what_people_type_finds_the_page(open_page: Callable[..., Page], query: str, title: str) -> None:
    """Compounds, other forms, no æøå, one typing error, beginnings; the wanted page is the first."""
    page = open_page(f"/sok/?q={query}")
    expect(page.locator(".hit__title").first).to_have_text(title)


def test_hits_are_marked_and_labelled(open_page: Callable[..., Page]) -> None:
    """In the title and in the excerpt; an example says what it is."""
    page = open_page("/")
    _search(page, "kaffe")
    hit = page.locator(".hit").first
    expect(hit.locator("mark")).to_have_text(["Kaffe"])
    expect(hit.locator(".hit__meta")).to_contain_text("Arrangement · 2026")
    expect(hit.locator(".badge")).to_have_text("Eksempel")
    expect(page.locator(".site-search [role=status]")).to_have_text("1 treff")


def test_hits_are_links_in_the_order_of_the_tabulator(open_page: Callable[..., Page], address: str) -> None:
    """From the field over the button to the hits; Enter follows one, and Escape closes the search."""
    page = open_page("/")
    _search(page, "kafé")
    expect(page.locator(".hit__title")).to_have_count(1)
    # The first press empties the field, as in all fields for searches.
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#site-search")).to_be_hidden()
    expect(page.get_by_role("button", name="Søk", exact=True).first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#site-search-field")).to_be_focused()
    page.keyboard.type("kafé")
    expect(page.locator(".hit__title")).to_have_count(1)
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "hit__title":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/aktuelt/kafe/")


def test_the_address_says_what_is_searched(open_page: Callable[..., Page], address: str) -> None:
    """Enter leads to the page of searches, whose address follows what is typed and chosen."""
    page = open_page("/")
    _search(page, "sykkel")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/sok/?q=sykkel")
    expect(page.locator("main .hit__title")).to_have_text(["Frokostmøte", "Sommerstevnet"])
    page.get_by_label("År").select_option("2026")
    expect(page.locator("main .hit__title")).to_have_text(["Frokostmøte"])
    page.get_by_label("Innhold").select_option("event")
    assert page.url == f"{address}/sok/?q=sykkel&kind=event&year=2026"
    page.reload()
    expect(page.locator("main .hit__title")).to_have_text(["Frokostmøte"])
    assert page.locator("main h2").first.inner_text() == "Frokostmøte"


def test_more_hits_follow_on_demand(open_page: Callable[..., Page]) -> None:
    """Ten at a time, with the focus on the first new one."""
    page = open_page("/sok/?q=brev")
    expect(page.locator(".hit")).to_have_count(10)
    page.get_by_role("button", name="Vis flere treff").click()
    expect(page.locator(".hit")).to_have_count(14)
    expect(page.locator(".hit__title").nth(10)).to_be_focused()
    expect(page.get_by_role("button", name="Vis flere treff")).to_have_count(0)


def test_each_language_has_its_own_search(open_page: Callable[..., Page]) -> None:
    """With its own words and forms of words."""
    page = open_page("/en/search/?q=mentored scheme")
    expect(page.locator(".hit__title")).to_have_text(["The annual report"])
    expect(page.locator("main [role=status]")).to_have_text("1 result")


def test_without_a_script_the_page_says_so(open_page: Callable[..., Page]) -> None:
    """And lists the sections; the form in the header leads there."""
    page = open_page("/sok/?q=rapport", java_script_enabled=False)
    assert "Søket trenger JavaScript" in page.locator("main").inner_text()
    assert page.locator("main .chip").all_inner_texts() == ["Aktuelt", "Arrangementer"]


def test_a_lost_visitor_can_search(open_page: Callable[..., Page]) -> None:
    """On the page for addresses that do not exist."""
    page = open_page("/404.html")
    page.locator("main [type=search]").fill("kafe")
    expect(page.locator("main .hit__title")).to_have_text(["Kaféen i Øvregata"])


@pytest.mark.parametrize("query", ["ticle", "vent", "nterm"])
def test_facets_are_no_words(open_page: Callable[..., Page], query: str) -> None:
    """Kinds and years are in the index as terms that no word finds."""
    page = open_page(f"/sok/?q={query}")
    expect(page.locator("main [role=status]")).to_contain_text("Ingen treff")


@pytest.mark.parametrize(
    "query",
    [
        '"><img src=x onerror=alert(1)>',
        "</script><script>alert(1)</script>",
        "{{ 1 }} ]]> ${alert(1)}",
        "ord " * 75,
        "x" * 300,
        "🎉👨‍👩‍👧",
        "سلام דרמן",
        "%00 \\ ' ( [ * ?",
        "constructor __proto__ toString",
        "~AAB",
        "=article",
    ],
)
def test_bad_queries_do_no_harm(open_page: Callable[..., Page], query: str) -> None:
    """They find something or nothing; they are never markup."""
    page = open_page("/sok/")
    page.locator("main [type=search]").fill(query)
    expect(page.locator("main [role=status]")).not_to_be_empty()
    page.wait_for_timeout(400)
    assert page.locator("main .hit img, main .hit script").count() == 0


def test_a_search_that_cannot_be_loaded_says_so(browser: Browser, address: str) -> None:
    """And works once it can be."""
    page = browser.new_page()
    page.goto(f"{address}/sok/")
    page.route("**/*.txt", lambda route: route.abort())
    page.locator("main [type=search]").fill("kafe")
    expect(page.locator("main [role=status]")).to_contain_text("kan ikke lastes")
    page.unroute("**/*.txt")
    page.locator("main [type=search]").fill("kafé")
    expect(page.locator("main .hit__title")).to_have_text(["Kaféen i Øvregata"])
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: str) -> None:
    """With the search open, on the page of searches, and on the page for lost visitors; nothing is too wide."""
    assert AXE.is_file(), "run: npm ci --prefix tests/tools"
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,  # type: ignore[arg-type]
    )
    page = context.new_page()
    found = []
    for path, query in (("/", "møte"), ("/sok/?q=brev", ""), ("/404.html", "finnes ikke nei")):
        page.goto(address + path)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        if query:
            _search(page, query)
        page.locator("[role=status]:not(:empty)").first.wait_for()
        found += [f"{path}: {violation}" for violation in violations(page)]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert found == []
