"""Every address that a site ever had is answered, or said to be gone."""

from __future__ import annotations

import pytest

from tests.project import Project

LEDGER = "content/urls/a.txt"
GONE = "content/urls/gone.yaml"
ARTICLE = "content/news/nyhet.md"


def _rename(project: Project, alias: str | None = None) -> None:
    text = project.read(ARTICLE)
    project.remove(ARTICLE)
    if alias is not None:
        text = text.replace("---\n", f"---\naliases: [{alias}]\n", 1)
    project.write("content/news/nytt.md", text)


def test_nothing_is_demanded_before_there_is_a_ledger(project: Project) -> None:
    """The first build of a project knows of no address."""
    _rename(project)
    project.build()


def test_an_address_that_vanishes_stops_the_build(published: Project) -> None:
    """And what is published stays."""
    published.write(LEDGER, "/aktuelt/nyhet/\n")
    published.build()
    _rename(published)
    assert published.codes() == ["DW505"]
    assert "a/aktuelt/nyhet/index.html" in published.published()


def test_the_line_to_paste_mends_it(project: Project) -> None:
    """The alias as the finding says it, in the file that it names."""
    project.write(LEDGER, "/aktuelt/nyhet/\n")
    _rename(project)
    (finding,) = project.report()["findings"]
    assert "«aliases: [/aktuelt/nyhet/]» øverst i content/news/nytt.md, mellom strekene" in finding["hint"]
    project.change("content/news/nytt.md", "title:", "aliases: [/aktuelt/nyhet/]\ntitle:")
    project.build()
    assert "/aktuelt/nytt/" in project.output("a/aktuelt/nyhet/index.html")


def test_the_other_line_to_paste_mends_it_too(project: Project) -> None:
    """What is gone for good is said to be."""
    project.write(LEDGER, "/aktuelt/nyhet/\n")
    project.remove(ARTICLE)
    (finding,) = project.report()["findings"]
    assert "to linjer, «gone:» og «- {site: a, address: /aktuelt/nyhet/}»" in finding["hint"]
    project.write(GONE, "gone:\n- {site: a, address: /aktuelt/nyhet/}\n")
    project.build()
    assert "Siden er tatt bort" in project.output("a/aktuelt/nyhet/index.html")


@pytest.mark.parametrize("line", ["/aktuelt/nyhet", "/aktuelt/nyhet/index.html", "/Aktuelt/nyhet/"])
def test_ways_of_writing_an_address_are_one(project: Project, line: str) -> None:
    """They lead to one file, on some system at least."""
    project.write(LEDGER, f"{line}\n")
    project.build()


def test_lines_may_come_in_any_order_and_twice(project: Project) -> None:
    """A merge that takes the lines of both sides is right, whatever ends lines."""
    project.write(LEDGER, b"\xef\xbb\xbf# x\r\n/om/\r\n\r\n/aktuelt/\r\n# y\r\n/om/\r\n")
    project.build()


@pytest.mark.parametrize("data", ["", "\n", "\ufeff", "# Adresser\n"])
def test_an_empty_ledger_asks_for_nothing(project: Project, data: str) -> None:
    """It is no mistake."""
    project.write(LEDGER, data)
    project.build()


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"/\xff/\n", ["DW101"]),
        ("/om/\n".encode("utf-16"), ["DW101"]),
        (b"/om/\0\n", ["DW102"]),
        (b"PK\x03\x04docx\n", ["DW119"]),
        (b"/" * 5000 + b"\n", ["DW508"]),
        ("/%C3%A5/\n/A\u030a/\n/om\t/\n".encode(), ["DW508"] * 3),
        (b"om\n" * 100_000, ["DW508"] * 20),
    ],
)
def test_a_file_that_is_no_ledger_is_told_of(project: Project, data: bytes, codes: list[str]) -> None:
    """Other encodings, other programs, and what is no address; not a hundred thousand times."""
    project.write(LEDGER, data)
    assert project.codes() == codes


def test_many_addresses_are_compared_in_parts(published: Project) -> None:
    """A hundred thousand that are answered or may go: an edit renders what it would without them."""
    published.write(LEDGER, "/om/\n" + "".join(f"/aktuelt/side/{number}/\n" for number in range(100_000)))
    published.build()
    published.change("content/pages/om.md", "Vi er noen.", "Vi er flere.")
    assert published.build()["rendered"] < 5
    published.remove("content/pages/om.md")
    assert "DW505" in published.codes()


def test_a_link_in_place_of_a_ledger_is_not_followed(project: Project) -> None:
    """It may lead anywhere."""
    project.write("andre.txt", "/borte/\n")
    (project.root / "content/urls").mkdir()
    try:
        (project.root / LEDGER).symlink_to(project.root / "andre.txt")
    except OSError:
        pytest.skip("links need a privilege here")
    assert project.codes() == ["DW105"]


def test_what_expires_may_go(project: Project) -> None:
    """Its document says when."""
    project.write(LEDGER, "/aktuelt/nyhet/\n/aktuelt/tidligere/\n")
    project.change(ARTICLE, "title:", "aliases: [/aktuelt/tidligere/]\nexpire_at: 2026-12-01 12:00\ntitle:")
    project.build(at="2026-12-01T11:59")
    assert project.codes(at="2026-12-01T12:00") == []
    assert "a/aktuelt/nyhet/index.html" not in project.published()


@pytest.mark.parametrize("line", ["draft: true", "publish_at: 2027-01-01 12:00"])
def test_what_is_withdrawn_is_told_of(project: Project, line: str) -> None:
    """Somebody may have to take a page off at once; that leaves an address without a page."""
    project.write(LEDGER, "/aktuelt/nyhet/\n")
    project.change(ARTICLE, "title:", f"{line}\ntitle:")
    assert project.codes() == ["DW507"]
    assert project.codes("--drafts", "--output", "forhand") == []


def test_a_document_that_cannot_be_read_has_the_finding(project: Project) -> None:
    """That its address is missing says nothing more."""
    project.write(LEDGER, "/aktuelt/nyhet/\n")
    project.change(ARTICLE, "title:", "tittel:")
    assert "DW505" not in project.codes()


def test_a_preview_under_another_address_answers_the_same(project: Project) -> None:
    """Addresses are those under the root of the site."""
    project.write(LEDGER, "/aktuelt/nyhet/\n")
    project.build("--base-url", "https://forhand.example/pr-7")


def test_an_address_on_one_site_is_none_of_another(project: Project) -> None:
    """Each site has its ledger."""
    project.write("content/urls/b.txt", "/prosjekter/prosjekt/\n")
    project.write(LEDGER, "/prosjekter/prosjekt/\n")
    assert [found["path"] for found in project.report()["findings"]] == ["content/urls/b.txt"]


def test_a_document_that_left_a_site_is_what_to_see_instead(project: Project) -> None:
    """No alias can lead from one site to another; the line to paste can."""
    project.write("content/urls/b.txt", "/aktuelt/nyhet/\n")
    project.change(ARTICLE, "title:", "sites: [a]\ntitle:")
    (finding,) = project.report()["findings"]
    line = '- {site: b, address: /aktuelt/nyhet/, instead: "article:nyhet"}'
    assert f"«{line}»" in finding["hint"]
    project.write(GONE, f"gone:\n{line}\n")
    project.build()
    assert '<a href="https://a.example/aktuelt/nyhet/">Nyheten</a>' in project.output(
        "b/aktuelt/nyhet/index.html"
    )


# --- what is gone ---------------------------------------------------------------------------------


def test_what_is_gone_says_why_since_when_and_where_to_go(project: Project) -> None:
    """In the words of the site, with the title of what has taken over, and the list that it was in."""
    project.write(
        GONE,
        "gone:\n  - site: a\n    address: /aktuelt/gammelt/\n    date: 2026-10-01\n"
        "    reason: Kampanjen er over.\n    instead: article:nyhet\n",
    )
    project.build()
    page = project.output("a/aktuelt/gammelt/index.html")
    assert "Kampanjen er over." in page
    assert "1. oktober 2026" in page
    assert '<a href="/aktuelt/nyhet/">Nyheten</a>' in page
    assert '<a href="/aktuelt/">Aktuelt</a>' in page


@pytest.mark.parametrize(
    ("instead", "label"),
    [
        ("article:nyhet", "Nyheten"),
        ("place:sted", "Kafeen"),
        ("/aktuelt/", "Aktuelt"),
        ("/emner/vekst", "Vekst"),
        ("https://a.example/om/", "Om oss"),
        ("https://b.example/", "Beta"),
        ("site:b", "Beta"),
        ("https://annet.example/sti/", "annet.example/sti"),
    ],
)
def test_what_to_see_instead_is_called_by_its_title(project: Project, instead: str, label: str) -> None:
    """Wherever on our sites it is; elsewhere, by its address."""
    project.write(GONE, f'gone:\n  - {{site: a, address: /gammelt/, instead: "{instead}"}}\n')
    project.build()
    assert f">{label}</a>" in project.output("a/gammelt/index.html")


def test_what_is_gone_is_in_no_list(project: Project) -> None:
    """Neither for people nor for search engines."""
    project.write(GONE, "gone:\n  - {site: a, address: /aktuelt/gammelt/}\n")
    project.build()
    naming = {path for path in project.published("a") if "gammelt" in path}
    assert naming == {"aktuelt/gammelt/index.html"}
    assert 'content="noindex"' in project.output("a/aktuelt/gammelt/index.html")
    others = [path for path in project.published("a") if path.endswith((".html", ".xml", ".json"))]
    texts = {path: project.output(f"a/{path}") for path in others}
    assert [path for path, text in texts.items() if "/aktuelt/gammelt/" in text] in ([], [*naming])


def test_hosts_that_can_answer_that_it_is_gone(project: Project) -> None:
    """With 410, and with a page of our own where no person would read the file."""
    project.write(
        GONE, "gone:\n  - {site: a, address: /aktuelt/gammelt}\n  - {site: a, address: /gammel.ics}\n"
    )
    project.build()
    assert project.output("a/_redirects").splitlines()[-2:] == [
        "/aktuelt/gammelt /aktuelt/gammelt/ 410!",
        "/gammel.ics /404.html 410!",
    ]
    assert "a/gammel.ics" not in project.published()


def test_a_link_to_what_is_gone_leads_nowhere(project: Project) -> None:
    """As to any page that does not exist."""
    project.write(GONE, "gone:\n  - {site: a, address: /aktuelt/gammelt/}\n")
    project.change("content/pages/om.md", "Vi er noen.", "[Kampanjen](/aktuelt/gammelt/) er over.")
    assert project.codes() == ["DW303"]


def test_the_language_of_an_address_is_that_of_its_page(project: Project) -> None:
    """Its first folder tells."""
    project.write(GONE, "gone:\n  - {site: a, address: /en/news/old/}\n")
    project.build()
    assert '<html lang="en">' in project.output("a/en/news/old/index.html")


def test_only_pages_of_what_is_gone_are_rendered_after_an_edit(published: Project) -> None:
    """Nothing else shows them."""
    published.build()
    published.write(GONE, "gone:\n  - {site: a, address: /aktuelt/gammelt/}\n")
    assert published.build()["rendered"] == 1
    published.change(GONE, "/aktuelt/gammelt/}", "/aktuelt/gammelt/, reason: Slutt.}")
    assert published.build()["rendered"] == 1


def test_a_ledger_renders_nothing(published: Project) -> None:
    """It is compared with what is there."""
    published.build()
    published.write(LEDGER, "/\n/om/\n")
    assert published.build()["rendered"] == 0
