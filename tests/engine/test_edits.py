"""What a build does after each kind of edit: which pages it renders and why, and what that costs it."""

from __future__ import annotations

import copy
import shutil

import pytest

from drammenworks.engine.queries import Key
from drammenworks.errors import Severity
from tests.engine.bench import Bench, scratch
from tests.engine.planning import Planned, plan
from tests.engine.small_sites import PIECES


def append(bench: Bench, ref: str, text: str = "Helt andre ord her.", lang: str = "nb") -> None:
    """Put a paragraph at the end of the body of a document."""
    bench.world.doc(ref).words[lang].pieces.append(text)
    bench.sync()


def build_as_planned(bench: Bench) -> Planned:
    """Build, and check that the report says what was planned and the output equals a clean build's."""
    planned = plan(bench)
    report = bench.prove()
    assert report.rendered == len(planned.pages)
    return planned


# --- one edit -------------------------------------------------------------------------------------


def test_a_body_costs_its_page_and_those_that_quote_it(bench: Bench) -> None:
    """The front page shows the text of «Om oss»; nothing else does."""
    append(bench, "page:om")
    body: Key = ("entry.body", "page/om", "nb")
    assert build_as_planned(bench).pages == {
        "a/index.html": body,
        "a/om/index.html": body,
        "b/index.html": body,
        "b/om/index.html": body,
    }


def test_the_text_of_a_translation_costs_its_page_alone(bench: Bench) -> None:
    """Its original says nothing else than before."""
    append(bench, "article:sommer", lang="en")
    assert build_as_planned(bench).paths == ["a/en/news/sommer/index.html"]


def test_the_text_of_an_original_costs_nothing_of_its_translation(bench: Bench) -> None:
    """A translation takes over fields, and no text."""
    append(bench, "article:sommer")
    assert build_as_planned(bench).paths == ["a/aktuelt/sommer/index.html", "b/aktuelt/sommer/index.html"]


def test_the_title_of_an_original_costs_nothing_of_its_translation(bench: Bench) -> None:
    """A translation takes over fields of its original, but never the title."""
    bench.world.doc("event:fest").words["nb"].title = "Julefesten"
    bench.sync()
    planned = build_as_planned(bench)
    assert planned.pages
    assert [path for path in planned.pages if path.startswith("a/en/")] == []


def test_a_title_costs_the_pages_that_show_it(bench: Bench) -> None:
    """Its own, its list, and who shows it as news; the feed as well."""
    bench.world.doc("article:host").words["nb"].title = "Senhøsten"
    bench.sync()
    assert {"a/aktuelt/host/index.html", "a/aktuelt/index.html", "a/feed.xml"} <= {
        *build_as_planned(bench).pages
    }


def test_a_template_costs_the_pages_that_use_it(bench: Bench) -> None:
    """The box of facts is in one article; only the theme of the first site has a box of its own."""
    for number in (1, 2):
        bench.world.overrides["plain", "directives/facts.html"] = number
        bench.sync()
        assert build_as_planned(bench).pages == {
            "a/aktuelt/sommer/index.html": ("template", "a", "directives/facts.html")
        }


def test_a_comment_in_the_file_of_a_site_renders_nothing(bench: Bench) -> None:
    """Findings about it have other lines, but its settings are the same."""
    bench.world.comments["a"] = 2
    bench.sync()
    assert build_as_planned(bench).pages == {}


@pytest.mark.parametrize("setting", [{"tagline": {"nb": "Et slagord"}}, {"per_page": 1}, {"robots": False}])
def test_a_setting_of_a_site_renders_its_pages_and_no_other(bench: Bench, setting: dict[str, object]) -> None:
    """Other sites do not say it."""
    bench.world.sites["a"].update(setting)
    bench.sync()
    planned = build_as_planned(bench)
    assert planned.pages
    assert {path.partition("/")[0] for path in planned.pages} == {"a"}


def test_a_string_of_a_theme_renders_the_pages_in_its_language(bench: Bench) -> None:
    """Only the first site has the theme with words of its own, and only its Norwegian pages show them."""
    bench.world.own_strings["nb"] = 1
    bench.sync()
    planned = build_as_planned(bench)
    assert planned.pages
    assert all(path.startswith("a/") and not path.startswith("a/en/") for path in planned.pages)


def test_captions_cost_the_pages_that_offer_them(bench: Bench) -> None:
    """Their address says what is in them."""
    bench.world.captions = 1
    bench.sync()
    assert build_as_planned(bench).paths == ["a/video/opptak/index.html"]


def test_a_new_first_page_leaves_the_older_pages_of_a_list_by_date(bench: Bench) -> None:
    """They are numbered from the oldest: pages with older documents alone stay as they are."""
    for month in range(1, 10):
        doc = copy.deepcopy(bench.world.doc("article:host"))
        doc.name, doc.fields["date"] = f"nr-{month}", f"2025-0{month}-01"
        bench.world.docs.append(doc)
    bench.sync()
    bench.build()
    doc = copy.deepcopy(bench.world.doc("article:host"))
    doc.name, doc.fields["date"] = "nyest", "2026-11-20"
    bench.world.docs.append(doc)
    bench.sync()
    pages = [path for path in build_as_planned(bench).paths if path.startswith("a/aktuelt/side/")]
    assert "a/aktuelt/side/2/index.html" not in pages
    assert "a/aktuelt/side/3/index.html" not in pages


@pytest.mark.parametrize(
    "piece",
    [PIECES[2], PIECES[3], PIECES[5], "![en flate](/media/annet.png)", "::: events {limit=1}\n:::"],
    ids=["heading", "link", "links", "picture", "events"],
)
def test_what_a_text_comes_to_name_is_followed(bench: Bench, piece: str) -> None:
    """Its own page, and those of documents that are referred to now."""
    append(bench, "article:host", piece)
    assert {"a/aktuelt/host/index.html", "b/aktuelt/host/index.html"} <= {*build_as_planned(bench).pages}


# --- several edits, and other builds in between ---------------------------------------------------


def test_several_edits_are_built_together(bench: Bench) -> None:
    """Texts of three documents and a template, in one build."""
    for ref in ("page:om", "article:host", "project:broa"):
        bench.world.doc(ref).words["nb"].pieces.append("Mer om dette.")
    bench.world.marks["macros/mark.html"] = 1
    bench.sync()
    bench.prove()


def test_an_edit_that_is_taken_back_renders_nothing(bench: Bench) -> None:
    """Nobody built in between."""
    append(bench, "page:om")
    bench.world.doc("page:om").words["nb"].pieces.pop()
    bench.sync()
    assert build_as_planned(bench).pages == {}


def test_a_finding_of_a_page_comes_and_goes(bench: Bench) -> None:
    """The page is rendered for it, and once more when it is mended."""
    append(bench, "article:sommer", "Et ord om Beta.")
    assert bench.prove().findings
    bench.world.doc("article:sommer").words["nb"].pieces.pop()
    bench.sync()
    assert bench.prove().findings == ()


def test_a_build_of_another_kind_in_between_is_noticed(bench: Bench) -> None:
    """It shares what was read, and pages, but not what was published."""
    append(bench, "page:om")
    bench.site_ids = ("b",)
    bench.prove()
    bench.site_ids = ()
    bench.prove()
    bench.base_urls = {"a": "https://prove.example/a"}
    append(bench, "page:om", "Enda flere ord.")
    bench.prove()
    bench.base_urls = {}
    bench.prove()


def test_a_published_page_that_somebody_changed_is_mended(bench: Bench) -> None:
    """What is in the output is not what was published, so that all of it is looked through."""
    bench.write("output/a/aktuelt/host/ny.html", b"borte").replace(bench.output / "a/aktuelt/host/index.html")
    (bench.output / "b/index.html").unlink()
    append(bench, "page:om")
    bench.prove()


def test_a_young_file_is_read_again_and_nothing_is_planned_for_it(bench: Bench) -> None:
    """A file that was edited a moment ago may have been edited once more."""
    bench.world.doc("page:om").words["nb"].pieces.append("Nettopp skrevet.")
    bench.sync(young=True)
    bench.build()
    planned = plan(bench)
    assert (planned.pages, planned.evaluated) == ({}, {})
    bench.prove()


def test_a_lost_graph_is_made_anew(bench: Bench) -> None:
    """Everything is rendered once more."""
    count = bench.build().reused
    shutil.rmtree(bench.options.cache / "build")
    append(bench, "page:om")
    planned = plan(bench)
    assert len(planned.pages) == count
    assert set(planned.pages.values()) == {None}
    bench.prove()


def test_workers_render_what_this_process_does(bench: Bench) -> None:
    """All pages use the template, so that there are enough of them for processes of their own."""
    bench.jobs = 2
    append(bench, "page:om")
    bench.world.marks["layout.html"] = 1
    bench.sync()
    assert len(build_as_planned(bench).pages) > 32
    append(bench, "page:om", "Etter det.")
    build_as_planned(bench)


# --- what it costs --------------------------------------------------------------------------------


def _grown(bench: Bench, number: int) -> Bench:
    """Return a bench with many more articles, built once."""
    other = bench.copy(scratch())
    for index in range(number):
        doc = copy.deepcopy(other.world.doc("article:host"))
        doc.name = f"nyhet-{index}"
        other.world.docs.append(doc)
    other.__post_init__()
    other.build()
    return other


def test_a_body_costs_as_few_queries_however_many_documents_there_are(bench: Bench) -> None:
    """Those of its own document, and no list."""
    large = _grown(bench, 60)
    try:
        costs = []
        for each in (bench, large):
            append(each, "article:varsel")
            costs.append(plan(each))
    finally:
        large.throw_away()
    assert costs[0] == costs[1]
    assert costs[0].evaluated == {"document": 1, "document_findings": 1, "entry": 1, "file": 1}


# --- what fails -----------------------------------------------------------------------------------


def test_a_template_that_fails_names_the_document_and_leaves_the_rest(bench: Bench) -> None:
    """What is published stays; once the template is mended, only pages that it concerns are rendered."""
    before = bench.published()
    path = "themes/plain/templates/video.html"
    with bench.broken(
        path, b"{% extends 'document.html' %}{% block facts %}{{ doc.meta.id.x.y }}{% endblock %}"
    ):
        report = bench.prove()
        documents = [str(finding) for finding in report.findings]
        assert report.count(Severity.ERROR) > 0
        assert any("content/videos/opptak/index.md" in line and path in line for line in documents), documents
        assert report.rendered == 3
        assert bench.build().rendered == 0
    assert bench.published() == before
    assert len(plan(bench).pages) == 3
    bench.prove()


def test_an_image_that_cannot_be_read_is_named_and_leaves_the_rest(bench: Bench) -> None:
    """The finding is of the document that shows it; mended, its pages are rendered and no other."""
    before = bench.published()
    with bench.broken("content/media/bilde.png", b"ikke et bilde"):
        report = bench.prove()
        assert {finding.location.path for finding in report.findings} >= {"content/projects/elva.md"}
        assert report.rendered == 0
    assert bench.published() == before
    assert plan(bench).paths == [
        f"{site}/{page}/index.html" for site in "ab" for page in ("aktuelt/sommer", "prosjekter/elva")
    ]
    bench.prove()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("themes/base/assets/css/tokens.css", b"@import 'borte'; }"),
        ("themes/base/theme.yaml", b"styles: [css/borte.css]\n"),
        ("themes/plain/theme.yaml", b"extends: borte\n"),
        ("themes/plain/strings/nb.yaml", b"nav: [1, 2\n"),
        ("themes/base/strings/nb.yaml", b"nav: [1, 2\n"),
    ],
)
def test_a_theme_that_is_broken_and_mended_renders_nothing(bench: Bench, path: str, text: bytes) -> None:
    """The last good answers about it stay until it can be read again."""
    before = bench.published()
    with bench.broken(path, text):
        assert bench.prove().count(Severity.ERROR) > 0
    assert bench.published() == before
    assert bench.prove().rendered == 0


def test_a_site_comes_and_goes(bench: Bench) -> None:
    """Its tree goes as a whole, and pages that name it are rendered."""
    bench.world.sites["c"] = {}
    bench.sync()
    bench.prove()
    assert any(path.startswith("c/") for path in bench.published())
    del bench.world.sites["c"]
    bench.sync()
    bench.prove()
    assert not any(path.startswith("c/") for path in bench.published())
