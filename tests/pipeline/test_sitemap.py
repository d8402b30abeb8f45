"""The sitemap (sitemaps.org 0.9): which pages search engines are told of."""

from __future__ import annotations

from xml.etree import ElementTree

from drammenworks.site.sitemap import LIMIT, SitemapEntry, sitemap_files
from tests.project import Project

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
NEWS = "content/news/varsel.md"


def urls(project: Project) -> dict[str, str | None]:
    """Build; return each address in the sitemap with the day of its last change."""
    project.build()
    root = ElementTree.fromstring(project.output("a/sitemap.xml"))
    return {
        url.findtext("s:loc", "", NAMES): url.findtext("s:lastmod", None, NAMES)
        for url in root.findall("s:url", NAMES)
    }


def write(project: Project, *fields: str) -> None:
    project.write(NEWS, "\n".join(["---", "title: Varsel", "date: 2026-03-28", *fields, "---", "Ord.", ""]))


def test_a_page_has_its_last_change(project: Project) -> None:
    """The day that the content says, which is the same in every build."""
    write(project, "updated: 2026-04-01")
    assert urls(project)["https://a.example/aktuelt/varsel/"] == "2026-04-01"


def test_pages_that_search_engines_must_leave_out_are_not_in_it(project: Project) -> None:
    """Neither examples nor drafts, redirects, error pages, or pages whose canonical address is elsewhere."""
    for fields in (["example: true"], ["draft: true"], ["seo: {noindex: true}"], ["canonical_site: b"]):
        write(project, *fields)
        assert "https://a.example/aktuelt/varsel/" not in urls(project), fields
    write(project, "aliases: [/gammel/]")
    found = urls(project)
    assert "https://a.example/aktuelt/varsel/" in found
    assert not [url for url in found if "gammel" in url or "404" in url]


def test_it_names_every_language_of_a_page(project: Project) -> None:
    """Each of them names all of them (hreflang is reciprocal)."""
    write(project)
    project.write("content/news/varsel.en.md", "---\ntitle: Notice\n---\nWords.\n")
    urls(project)
    root = ElementTree.fromstring(project.output("a/sitemap.xml"))
    found = {
        url.findtext("s:loc", "", NAMES): {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link", NAMES)
        }
        for url in root.findall("s:url", NAMES)
    }
    norwegian, english = "https://a.example/aktuelt/varsel/", "https://a.example/en/news/varsel/"
    expected = {"nb": norwegian, "en": english, "x-default": norwegian}
    assert found[norwegian] == found[english] == expected


def test_robots_txt_names_it(project: Project) -> None:
    """RFC 9309 leaves it to sitemaps.org: an absolute address."""
    project.build()
    assert "Sitemap: https://a.example/sitemap.xml\n" in project.output("a/robots.txt")


def test_a_site_that_is_hidden_has_none(project: Project) -> None:
    """Previews are hidden, too."""
    project.build("--base-url", "https://forhandsvisning.example/pr-7")
    assert "a/sitemap.xml" not in project.published()
    assert "Sitemap" not in project.output("a/robots.txt")


def test_an_edit_of_a_text_leaves_it_as_it_was(project: Project) -> None:
    """And the next title, too; a new address is added."""
    write(project)
    before = urls(project)
    project.change(NEWS, "Ord.", "Andre ord.")
    report = project.build()
    assert report["sites"]["a"]["written"] == 1
    write(project, "slug: nytt")
    after = urls(project)
    assert after.keys() - before.keys() == {"https://a.example/aktuelt/nytt/"}
    assert before.keys() - after.keys() == {"https://a.example/aktuelt/varsel/"}


def test_more_pages_than_one_file_may_hold_are_divided() -> None:
    """With an index that names the parts."""
    entries = [SitemapEntry(f"https://a.example/{n}/?a&b", None, (), (), None) for n in range(LIMIT + 1)]
    files = dict(sitemap_files(entries, "https://a.example/"))
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    parts = [loc.text for loc in ElementTree.fromstring(files["sitemap.xml"]).iter(f"{{{NAMES['s']}}}loc")]
    assert parts == ["https://a.example/sitemap-1.xml", "https://a.example/sitemap-2.xml"]
    counts = [len(ElementTree.fromstring(files[name])) for name in list(files)[1:]]
    assert counts == [LIMIT, 1]
