"""Both sample sites, from content to published files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from drammenworks.content.discover import discover
from drammenworks.content.document import Document
from drammenworks.content.read_documents import DocumentStore, ParseTask, read_documents
from drammenworks.engine.pool import SerialPool
from drammenworks.engine.sqlite_cache import Cache
from tests.end_to_end.conftest import Built, build_sites
from tests.sample_sites import SITES

NAMES = {"drammen-works": "Drammen Works", "opplev-hokksund": "Opplev Hokksund"}


@pytest.fixture
def documents(sample_sites: Path, tmp_path: Path) -> Iterator[list[Document]]:
    """Every document that there is."""
    sources = discover(sample_sites, languages={"nb", "nn", "en"}, default_language="nb").sources
    originals = {source.id: source for source in sources if source.lang == "nb"}
    tasks = [ParseTask(one, originals[one.id] if one.lang != "nb" else None) for one in sources]
    cache = Cache(tmp_path, "end to end")
    results = dict(read_documents(sample_sites, tasks, cache, SerialPool()))
    cache.commit()
    store = DocumentStore(cache, sample_sites)
    yield [store.document(task.source.path) for task in results]
    cache.close()


def addresses(page: LexborHTMLParser) -> Iterator[str]:
    """Yield every address that a browser may follow or fetch."""
    for name in ("href", "src", "action", "poster"):
        for node in page.css(f"[{name}]"):
            yield node.attributes[name] or ""
    for node in page.css("[srcset]"):
        for candidate in (node.attributes["srcset"] or "").split(","):
            yield candidate.split()[0]


def resolve(address: str, page: str, site: str, base: str = "") -> str:
    """Return the file under the output folder that an address leads to."""
    path = unquote(urldefrag(address).url)
    if path == "":
        return page
    assert path.startswith(f"{base}/"), f"{page}: {address} leads out of the site"
    path = path.removeprefix(base)
    return f"{site}{path}index.html" if path.endswith("/") else f"{site}{path}"


def test_the_sample_sites_have_no_findings(built: Built) -> None:
    """They give neither errors nor warnings, so that whatever is found below is the program's fault."""
    assert [str(finding) for finding in built.report.findings] == []


def test_both_sites_have_a_front_page(built: Built) -> None:
    """Each site has an index.html at its root, and one for each other language."""
    expected = {f"{site}/{path}" for site in SITES for path in ("index.html", "en/index.html")}
    assert {*expected, "opplev-hokksund/nn/index.html"} <= built.files


def test_every_document_has_a_page(built: Built, documents: list[Document]) -> None:
    """Every document in every language is the subject of a page on a site that publishes it."""
    titles: dict[str, set[str]] = {}
    for page in built.pages.values():
        heading = page.css_first("h1")
        language = page.css_first("html").attributes["lang"] or ""
        if heading is not None:
            status = heading.css_first(".title-status")
            before = status.text() if status is not None else ""
            title = " ".join(heading.text().removeprefix(before).split())
            titles.setdefault(language, set()).add(title)
    missing = [
        document.location.path
        for document in documents
        if " ".join(document.meta.title.replace("\u00ad", "").split())
        not in {title.replace("\u00ad", "") for title in titles[document.lang]}
    ]
    assert missing == []


def test_every_internal_link_and_asset_exists(built: Built) -> None:
    """No link, picture, style sheet or icon on any page leads to a file that is not there."""
    broken = []
    for path, page in built.pages.items():
        site = path.split("/", 1)[0]
        for address in addresses(page):
            if urlsplit(address).scheme or address.startswith("#"):
                continue
            target = resolve(address, path, site)
            if target not in built.files:
                broken.append(f"{path}: {address}")
    assert broken == []


def test_every_anchor_exists(built: Built) -> None:
    """Every fragment of an internal link names an element of the page that it leads to."""
    ids = {path: {node.attributes["id"] for node in page.css("[id]")} for path, page in built.pages.items()}
    broken = []
    for path, page in built.pages.items():
        site = path.split("/", 1)[0]
        for link in page.css("a[href*='#']"):
            address = link.attributes["href"] or ""
            if urlsplit(address).scheme:
                continue
            fragment = unquote(urldefrag(address).fragment)
            if fragment not in ids[resolve(address, path, site)]:
                broken.append(f"{path}: {address}")
    assert broken == []


def test_every_published_picture_is_used(built: Built) -> None:
    """No picture is published that no page of its site asks for; test_social.py has the cards."""
    used = {
        resolve(address, path, path.split("/", 1)[0])
        for path, page in built.pages.items()
        for address in addresses(page)
        if not urlsplit(address).scheme and not address.startswith("#")
    }
    media = {file for file in built.files if file.split("/")[1] == "media" and "-kort." not in file}
    assert media - used == set()


def test_no_brand_names_the_other_outside_a_link(built: Built) -> None:
    """The other site's name stands in no text, title or attribute of a page but within a link to it."""
    wrong = []
    for path, page in built.pages.items():
        other = next(name for site, name in NAMES.items() if not path.startswith(f"{site}/"))
        copy = LexborHTMLParser(page.html or "")
        for link in copy.css("a[href^='http']"):
            link.decompose()
        if other in " ".join((copy.html or "").split()):
            wrong.append(path)
    assert wrong == []


def test_no_page_names_the_other_brands_host_outside_a_link(built: Built) -> None:
    """The other site's host stands nowhere but in links, and where a page names its canonical URL."""
    wrong = []
    for path, page in built.pages.items():
        site = path.split("/", 1)[0]
        other = next(name for name in SITES if name != site)
        copy = LexborHTMLParser(page.html or "")
        canonical = "link[rel=canonical], meta[property='og:url'], script[type='application/ld+json']"
        for node in copy.css(f"a[href], {canonical}"):
            node.decompose()
        if f"{other}.example" in (copy.html or ""):
            wrong.append(path)
    assert wrong == []


def test_a_document_on_both_sites_has_one_canonical_url(built: Built, documents: list[Document]) -> None:
    """Pages of both sites that show the same document name the same canonical URL."""
    shared = [
        document for document in documents if document.lang == "nb" and len(document.meta.sites or ()) == 2
    ]
    assert shared, "the sample sites share a document"
    for document in shared:
        canonicals = {
            page.css_first("link[rel=canonical]").attributes["href"]
            for path, page in built.pages.items()
            if path.endswith(f"/{document.name}/index.html") and "/en/" not in path
        }
        pages = [path for path in built.pages if path.endswith(f"/{document.name}/index.html")]
        assert {path.split("/")[0] for path in pages} == set(SITES)
        assert len(canonicals) == 1


@pytest.mark.parametrize("selector", ["h1", "head > title", "main#main", "link[rel=canonical]", "html[lang]"])
def test_every_page_has_exactly_one(built: Built, selector: str) -> None:
    """Every page but the redirects has one heading, title, main landmark, canonical link and language."""
    wrong = [
        path
        for path, page in built.pages.items()
        if page.css_first("meta[http-equiv=refresh]") is None and len(page.css(selector)) != 1
    ]
    assert wrong == []


def test_titles_are_unique_within_a_site_and_language(built: Built) -> None:
    """No two pages of a site share a title (WCAG 2.4.2)."""
    seen: dict[tuple[str, str, str], str] = {}
    twins = []
    for path, page in built.pages.items():
        if page.css_first("meta[http-equiv=refresh]") is not None:
            continue
        title = page.css_first("title").text()
        key = (path.split("/")[0], page.css_first("html").attributes["lang"] or "", title)
        if key in seen:
            twins.append((seen[key], path, title))
        seen[key] = path
    assert twins == []


def test_hreflang_is_reciprocal(built: Built) -> None:
    """A page that names a translation is named by it."""
    named: dict[str, set[str]] = {}
    for page in built.pages.values():
        own = page.css_first("link[rel=canonical]")
        links = page.css("link[rel=alternate][hreflang]")
        if own is not None and links:
            named.setdefault(own.attributes["href"] or "", set()).update(
                link.attributes["href"] or "" for link in links if link.attributes["hreflang"] != "x-default"
            )
    one_way = [
        (url, target)
        for url, targets in named.items()
        for target in targets
        if target in named and url not in named[target]
    ]
    assert one_way == []


def test_examples_are_labelled_and_never_indexed(built: Built, documents: list[Document]) -> None:
    """Every page of an example says so to readers and to search engines."""
    examples = {document.meta.title for document in documents if document.meta.example}
    checked = 0
    for path, page in built.pages.items():
        heading = page.css_first("h1")
        if heading is None or heading.text().strip() not in examples:
            continue
        checked += 1
        robots = page.css_first("meta[name=robots]")
        assert robots is not None, path
        assert robots.attributes["content"] == "noindex", path
        text = page.css_first("main").text()
        assert re.search("Eksempel|Example", text), path
    assert checked >= len(examples)


def test_a_preview_stays_under_its_base_path(preview: Built) -> None:
    """Under a base path every link, picture and asset stays under it, and exists."""
    broken = []
    for path, page in preview.pages.items():
        site = path.split("/", 1)[0]
        for address in addresses(page):
            if urlsplit(address).scheme or address.startswith("#"):
                continue
            target = resolve(address, path, site, base=f"/repo/pr-7/{site}")
            if target not in preview.files:
                broken.append(f"{path}: {address}")
    assert broken == []


def test_a_preview_is_not_indexed_and_names_the_published_page(preview: Built) -> None:
    """Every page of a preview says noindex, and its canonical link stays on the published site."""
    for path, page in preview.pages.items():
        robots = page.css_first("meta[name=robots]")
        assert robots is not None, path
        assert "noindex" in (robots.attributes["content"] or ""), path
        canonical = page.css_first("link[rel=canonical]").attributes["href"] or ""
        assert not canonical.startswith("https://forhandsvisning.example"), path
    for site in SITES:
        headers = (preview.output / site / "_headers").read_text(encoding="utf-8")
        assert "X-Robots-Tag: noindex" in headers


def test_a_second_build_writes_nothing(built: Built) -> None:
    """Building again with nothing changed writes, removes and encodes nothing."""
    again = build_sites(built.root, built.output)
    assert [(site.written, site.removed) for site in again.sites.values()] == [(0, 0), (0, 0)]
    assert again.images_encoded == 0


def test_nothing_of_the_editors_page_is_published(built: Built) -> None:
    """Where staff sign in, and the repository that nobody has named yet, are no business of the public."""
    assert not [path for path in built.files if "admin" in path or path.endswith("config.yml")]
    for path in built.files:
        data = (built.output / path).read_bytes()
        assert b"eier/depot" not in data, path
        assert b"sveltia" not in data.lower(), path
