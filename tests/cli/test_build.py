"""``drammenworks build`` and its options."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.project import AT, Project, times, tree


def test_at_is_the_time_that_the_sites_show(project: Project) -> None:
    """An event is coming before it ends and over after it; --at decides, and not the clock."""
    project.build(at="2026-12-01T19:59")
    assert "(over)" not in project.output("a/arrangementer/mote/index.html")
    project.build(at="2026-12-01T20:00")
    assert "(over)" in project.output("a/arrangementer/mote/index.html")


@pytest.mark.parametrize(
    "at", ["0001-01-01", "1000-01-01", "9999-12-31", "2026-11-21T18:00+14:00", "2026-11-21T18:00Z"]
)
def test_any_instant_can_be_built(project: Project, at: str) -> None:
    """The ends of the calendar are no fault."""
    assert project.report(at=at)["findings"] == []


def test_drafts_are_shown_on_request_and_not_indexed(project: Project) -> None:
    """Drafts and embargoed documents, never expired ones; every page has noindex."""
    project.write("content/pages/utkast.md", "---\ntitle: Utkast\nsites: [a]\ndraft: true\n---\n")
    project.write(
        "content/pages/snart.md", "---\ntitle: Snart\nsites: [a]\npublish_at: 2026-12-01 09:00\n---\n"
    )
    project.write(
        "content/pages/slutt.md", "---\ntitle: Slutt\nsites: [a]\nexpire_at: 2026-11-01 09:00\n---\n"
    )
    project.build("--drafts")
    pages = project.published("a")
    assert {"utkast/index.html", "snart/index.html"} <= pages
    assert "slutt/index.html" not in pages
    assert all("noindex" in project.output(f"a/{page}") for page in pages if page.endswith("index.html"))
    assert "X-Robots-Tag: noindex" in project.output("a/_headers")
    project.build()
    assert not {"utkast/index.html", "snart/index.html"} & project.published("a")
    assert "noindex" not in project.output("a/om/index.html")


def test_what_is_not_published_leaves_no_trace(project: Project) -> None:
    """Its words, its picture, its aliases and its tags are nowhere in the output."""
    project.write(
        "content/media/hemmelig.png", (project.root / "content/media/bilde.png").read_bytes() + b"x"
    )
    for name, field in (
        ("utkast", "draft: true"),
        ("snart", "publish_at: 2026-12-01 09:00"),
        ("slutt", "expire_at: 2026-11-01 09:00"),
    ):
        project.write(
            f"content/news/{name}.md",
            f"---\ntitle: Hemmelig {name}\ndate: 2026-11-02\ntags: [Hemmelig]\naliases: [/hemmelig-{name}/]\n"
            f"image: {{src: /media/hemmelig.png, alt: Hemmelig}}\nrelated: [article:nyhet]\n{field}\n---\n"
            "Hemmelig.\n",
        )
    project.change(
        "content/news/nyhet.md", "tags: [Vekst]", "tags: [Vekst]\nrelated: [article:utkast, article:snart]"
    )
    # That they are referred to is told of, and the rest is published.
    assert project.codes() == ["DW339", "DW339"]
    for path, data in tree(project.root / "output").items():
        assert b"emmelig" not in data, path
        assert "hemmelig" not in path


def test_a_draft_translation_is_not_shown_on_other_sites(project: Project) -> None:
    """An English page that names a document of the other site shows its Norwegian title, not a draft's."""
    project.change("content/sites/b.yaml", "languages: [nb]", "languages: [nb, en]")
    project.write(
        "content/sites/b.yaml", project.read("content/sites/b.yaml").replace("}\n", ", en: /x/}\n", 0)
    )
    for kind in ("steder", "arrangementer", "aktuelt"):
        project.change("content/sites/b.yaml", f"{{nb: /{kind}/}}", f"{{nb: /{kind}/, en: /en-{kind}/}}")
    project.change("content/sites/b.yaml", "page: {nb: /}", "page: {nb: /, en: /}")
    project.write("content/pages/bare-b.md", "---\ntitle: Norsk tittel\nsites: [b]\n---\n")
    project.write("content/pages/bare-b.en.md", "---\ntitle: Secret title\ndraft: true\n---\n")
    project.change("content/pages/hjem.en.md", "title: Welcome", "title: Welcome\nrelated: [page:bare-b]")
    project.build()
    home = project.output("a/en/index.html")
    assert "Norsk tittel" in home
    assert all(b"Secret" not in data for data in tree(project.root / "output").values())


def test_next_change_is_when_the_clock_alone_changes_the_sites(project: Project) -> None:
    """The report names the instant, so that a scheduled build knows when it is needed."""
    assert project.build()["next_change"] == "2026-12-01T20:00:00+01:00"
    project.write(
        "content/pages/snart.md", "---\ntitle: Snart\nsites: [b]\npublish_at: 2026-11-30 09:00\n---\n"
    )
    assert project.build()["next_change"] == "2026-11-30T09:00:00+01:00"
    # What the other site publishes then, this one may link to.
    assert project.build("--site", "a")["next_change"] == "2026-11-30T09:00:00+01:00"
    assert project.build(at="2027-01-01")["next_change"] is None


def test_nothing_changes_before_the_next_change(project: Project) -> None:
    """One second before it the output is the same, byte for byte; at it, it differs."""
    change = datetime.fromisoformat(project.build()["next_change"])
    before = tree(project.root / "output")
    project.build(at="2026-12-01T19:59:59")
    assert tree(project.root / "output") == before
    project.build(at=change.isoformat())
    assert tree(project.root / "output") != before


def test_one_site_can_be_built_alone(project: Project) -> None:
    """The other one is not touched, but linked to."""
    report = project.build("--site", "b")
    assert report["sites"].keys() == {"b"}
    assert project.published() == {f"b/{path}" for path in project.published("b")}
    project.build()
    before = times(project.root / "output/b")
    project.change("content/pages/hjem-b.md", "Hei", "Hallo")
    project.build("--site", "a")
    assert times(project.root / "output/b") == before


def test_links_of_a_site_built_alone_lead_to_the_other_site(project: Project) -> None:
    """They are the same as when both are built."""
    project.build("--site", "a")
    alone = tree(project.root / "output/a")
    project.build()
    assert tree(project.root / "output/a") == alone
    assert 'href="https://b.example/"' in project.output("a/index.html")


def test_a_site_lies_at_the_base_url_itself(project: Project) -> None:
    """One site chosen, even twice, needs no folder of its own."""
    project.build("--site", "a", "--site", "a", "--base-url", "https://x.example/repo/pr-7/")
    home = project.output("a/index.html")
    assert 'href="/repo/pr-7/prosjekter/"' in home
    assert 'href="/prosjekter/"' not in home
    assert '<link rel="canonical" href="https://a.example/">' in home
    assert 'content="noindex"' in home


def test_several_sites_lie_in_folders_below_the_base_url(project: Project) -> None:
    """As in the output folder; links between them stay in the preview."""
    project.build("--base-url", "https://x.example/pr-7")
    assert 'href="/pr-7/a/prosjekter/"' in project.output("a/index.html")
    assert 'href="https://x.example/pr-7/b/"' in project.output("a/index.html")
    assert 'href="/pr-7/b/steder/"' in project.output("b/index.html")
    assert "/pr-7/a/*\n" in project.output("a/_headers")


def test_a_preview_leads_to_what_differs(project: Project) -> None:
    """On each page to where the report tells of it."""
    url = "https://forslag.example/7/forskjell.html"
    report = project.report("--preview", "--differences-url", url)
    assert report["sites"], report["findings"]
    assert f'"differences": "{url}#a/om/"' in project.output("a/om/index.html")
    project.report("--preview")
    assert '"differences": null' in project.output("a/om/index.html")


@pytest.mark.parametrize("arguments", [("https://a.example/",), ("javascript:alert(1)", "--preview")])
def test_where_a_preview_leads_must_be_an_address(project: Project, arguments: tuple[str, ...]) -> None:
    outcome = project.run("build", "--differences-url", *arguments)
    assert outcome.code == 2
    assert "--preview" in outcome.stderr or "ikke en nettadresse" in outcome.stderr


def test_a_build_at_its_own_address_is_no_preview(project: Project) -> None:
    """The base URL may be specified even if it is the site's own."""
    project.build("--site", "a", "--base-url", "https://a.example/")
    assert "noindex" not in project.output("a/index.html")


def test_a_different_output_folder_has_the_same_files(project: Project, tmp_path: Path) -> None:
    """And the usual one is left alone."""
    project.build("--output", str(tmp_path / "ut"))
    assert not (project.root / "output").exists()
    project.build()
    assert tree(tmp_path / "ut") == tree(project.root / "output")


@pytest.mark.parametrize("option", ["--output", "--cache"])
@pytest.mark.parametrize("folder", [".", "..", "content/..", "/"])
def test_no_output_folder_contains_the_project(project: Project, option: str, folder: str) -> None:
    """A folder that contains the project is rejected: later builds would remove files there."""
    before = sorted(project.root.parent.rglob("*"))
    outcome = project.run("build", option, folder)
    assert outcome.code == 2
    assert "output" in outcome.stderr
    assert sorted(project.root.parent.rglob("*")) == before


@pytest.mark.parametrize("option", ["--output", "--cache"])
@pytest.mark.parametrize("folder", ["content", "content/news/../ny", "themes/base"])
def test_no_output_folder_is_inside_the_sources(option: str, folder: str, project: Project) -> None:
    """The next build would take it for content, and stop."""
    before = tree(project.root)
    outcome = project.run("build", option, folder)
    assert (outcome.code, outcome.stdout) == (2, "")
    assert folder.partition("/")[0] in outcome.stderr
    assert before == tree(project.root)


def test_the_report_is_written_as_promised(project: Project) -> None:
    """The file has exactly the keys that the documentation names, and so has standard output."""
    project.write("content/pages/om.md", "---\ntitle: Om\nsites: [a]\n---\n[her](project:prosjekt)\n")
    outcome = project.run("build", "--at", AT, "--report", "sub/rapport.json", "--format", "json")
    report = json.loads(project.read("sub/rapport.json"))
    assert report == json.loads(outcome.stdout)
    assert list(report) == ["sites", "rendered", "reused", "images", "seconds", "next_change", "findings"]
    assert report["sites"] == {
        "a": {"pages": 25, "files": 35, "written": 35, "removed": 0},
        "b": {"pages": 11, "files": 16, "written": 16, "removed": 0},
    }
    assert report["rendered"] + report["reused"] == 36
    assert report["images"] == {"encoded": 0, "reused": 3}
    assert isinstance(report["seconds"], float)
    [finding] = report["findings"]
    assert list(finding) == ["code", "severity", "path", "line", "column", "message", "hint"]
    assert (finding["code"], finding["severity"], finding["path"]) == (
        "DW435",
        "warning",
        "content/pages/om.md",
    )
    assert (finding["line"], finding["column"]) == (5, 1)


def test_a_failed_build_has_a_report_without_sites(published: Project) -> None:
    """Its findings give the reason."""
    published.write("content/pages/om.md", "---\n---\n")
    outcome = published.run("build", "--at", AT, "--report", "rapport.json")
    report = json.loads(published.read("rapport.json"))
    assert outcome.code == 1
    assert report["sites"] == {}
    assert [finding["code"] for finding in report["findings"]] == ["DW201"]


def test_building_twice_writes_nothing(project: Project) -> None:
    """The second build finds everything as it should be."""
    project.build()
    before = times(project.root / "output")
    report = project.build()
    assert {(site["written"], site["removed"]) for site in report["sites"].values()} == {(0, 0)}
    assert times(project.root / "output") == before


def test_what_is_deleted_disappears(project: Project) -> None:
    """Its page, its redirects and its place in lists."""
    project.change("content/news/nyhet.md", "tags:", "aliases: [/gammel-nyhet/]\ntags:")
    project.build()
    assert {"aktuelt/nyhet/index.html", "gammel-nyhet/index.html", "_redirects"} <= project.published("a")
    project.remove("content/news/nyhet.md")
    project.build()
    assert not any("nyhet" in path or path == "_redirects" for path in project.published())
    assert "Nyheten" not in project.output("a/aktuelt/index.html")


def test_damage_to_the_output_is_mended(project: Project) -> None:
    """A page that was changed or deleted by hand is put right."""
    project.build()
    before = tree(project.root / "output")
    project.write("output/a/index.html", "tuklet med")
    project.remove("output/b/index.html")
    project.build()
    assert tree(project.root / "output") == before


def test_byte_order_marks_and_windows_line_ends_make_no_difference(project: Project) -> None:
    """The same text saved by Notepad gives the same page."""
    project.build()
    before = tree(project.root / "output")
    for path in (
        "content/pages/om.md",
        "content/people/person.yaml",
        "content/sites/a.yaml",
        "themes/base/strings/nb.yaml",
    ):
        project.write(path, "\ufeff" + project.read(path).replace("\n", "\r\n"))
    project.build()
    assert tree(project.root / "output") == before


def test_titles_are_shown_as_they_were_typed(project: Project) -> None:
    """Whatever they look like, in the page's title and heading, and escaped."""
    titles = {
        "no": "no",
        "18:00": "18:00",
        "0150": "0150",
        "2026-11-21": "2026-11-21",
        "{title} {0}": "{title} {0}",
        "%(a)s 100 %": "%(a)s 100\u00a0%",
        "a & <b>": "a &amp; &lt;b&gt;",
    }
    for number, title in enumerate(titles):
        project.write(f"content/pages/t{number}.md", f"---\ntitle: '{title}'\nsites: [a]\n---\n")
    project.build()
    for number, shown in enumerate(titles.values()):
        page = project.output(f"a/t{number}/index.html")
        assert f"<title>{shown}</title>" in page
        assert f"<h1>{shown}</h1>" in page


def test_two_copies_of_a_picture_are_one_file(project: Project) -> None:
    """The same bytes under the same name in two folders are published once, and both pages show them."""
    project.write("content/media/kopi/bilde.png", (project.root / "content/media/bilde.png").read_bytes())
    project.write(
        "content/pages/om.md", "---\ntitle: Om\nsites: [a]\n---\n![En flate](/media/kopi/bilde.png)\n"
    )
    project.build()
    assert len([path for path in project.published("a") if path.startswith("media/")]) == 3
    assert "/media/bilde." in project.output("a/om/index.html")


def test_a_picture_with_a_space_in_its_name_is_shown(project: Project) -> None:
    """Written as in a URL or in angle brackets."""
    project.write("content/media/mitt bilde.png", (project.root / "content/media/bilde.png").read_bytes())
    project.write(
        "content/pages/om.md",
        "---\ntitle: Om\nsites: [a]\n---\n![En](/media/mitt%20bilde.png) og ![to](</media/mitt bilde.png>)\n",
    )
    project.build()
    assert project.output("a/om/index.html").count("/media/mitt-bilde.") == 2


def test_a_document_of_one_site_is_on_that_site_only(project: Project) -> None:
    """In no page, list or link list of the other."""
    project.write("content/news/bare-b.md", "---\ntitle: Bare der\ndate: 2026-11-02\nsites: [b]\n---\n")
    project.build()
    assert "aktuelt/bare-b/index.html" in project.published("b")
    assert all(b"Bare der" not in data for data in tree(project.root / "output/a").values())


def test_a_document_of_both_sites_has_one_canonical_address(project: Project) -> None:
    """Both pages name the same one, by default that of the first site."""
    project.build()
    canonical = '<link rel="canonical" href="https://a.example/aktuelt/nyhet/">'
    assert canonical in project.output("a/aktuelt/nyhet/index.html")
    assert canonical in project.output("b/aktuelt/nyhet/index.html")
    project.change("content/news/nyhet.md", "tags:", "canonical_site: b\ntags:")
    project.build()
    for site in ("a", "b"):
        assert 'rel="canonical" href="https://b.example' in project.output(f"{site}/aktuelt/nyhet/index.html")


def test_aliases_lead_on_under_the_base_path(project: Project) -> None:
    """By a page for every host, and by a list for those that read it."""
    project.change("content/pages/om.md", "sites: [a]", "sites: [a]\naliases: [/årsmøte/, /om.html]")
    project.build("--site", "a", "--base-url", "https://x.example/pr-7")
    assert 'url=/pr-7/om/"' in project.output("a/årsmøte/index.html")
    assert 'url=/pr-7/om/"' in project.output("a/om.html")
    assert project.output("a/_redirects") == (
        "/pr-7/om.html /pr-7/om/ 301\n/pr-7/%C3%A5rsm%C3%B8te/ /pr-7/om/ 301\n"
    )
