"""After edits of texts and templates alone, a build goes straight to the pages that show them."""

from __future__ import annotations

import copy

import pytest

from drammenworks.content.read import Documents
from drammenworks.pipeline import build as pipeline_build
from tests.engine.bench import Bench, scratch
from tests.engine.small_sites import PIECES
from tests.engine.test_dependencies import rendered


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was built in full, once for each time."""
    builds: list[str] = []
    original = pipeline_build._build_everything

    def spy(*args: object) -> object:
        builds.append("everything")
        return original(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline_build, "_build_everything", spy)
    return builds


def reword(bench: Bench, ref: str, words: str = "Helt andre ord her.", lang: str = "nb") -> None:
    """Put words at the end of the body of a document."""
    bench.world.doc(ref).words[lang].pieces.append(words)
    bench.sync()


def test_a_body_costs_its_page_and_those_that_quote_it(bench: Bench, planned: list[str]) -> None:
    """The front page shows the text of «Om oss»; nothing else does, and nothing is planned anew."""
    reword(bench, "page:om")
    assert rendered(bench) == ["/", "/om/", "/", "/om/"]
    assert planned == []
    bench.prove()


def test_the_text_of_a_translation_costs_its_page_alone(bench: Bench, planned: list[str]) -> None:
    """Its original says nothing else than before."""
    reword(bench, "article:sommer", lang="en")
    assert rendered(bench) == ["/en/news/sommer/"]
    assert planned == []
    bench.prove()


def test_the_text_of_an_original_costs_nothing_of_its_translation(bench: Bench, planned: list[str]) -> None:
    """A translation takes over fields, and no text."""
    reword(bench, "article:sommer")
    assert rendered(bench) == ["/aktuelt/sommer/", "/aktuelt/sommer/"]
    assert planned == []
    bench.prove()


def test_a_template_costs_the_pages_that_use_it(bench: Bench, planned: list[str]) -> None:
    """The box of facts stands in one article; only the theme of the first site has a box of its own."""
    bench.world.overrides["plain", "directives/facts.html"] = 1
    bench.sync()
    assert rendered(bench) == ["/aktuelt/sommer/"]
    bench.world.overrides["plain", "directives/facts.html"] = 2
    bench.sync()
    planned.clear()
    assert rendered(bench) == ["/aktuelt/sommer/"]
    assert planned == []
    bench.prove()


def test_the_colour_of_a_theme_is_more_than_a_template(bench: Bench, planned: list[str]) -> None:
    """What theme.yaml says is in files that are no pages, as the web manifest is."""
    theme = "themes/base/theme.yaml"
    bench.write(theme, bench.read(theme) + b"colour: '#123456'\n")
    bench.build()
    assert planned == ["everything"]


def test_several_edits_at_once_are_amended_together(bench: Bench, planned: list[str]) -> None:
    """Texts of three documents and a template, in one build."""
    for ref in ("page:om", "article:host", "project:broa"):
        bench.world.doc(ref).words["nb"].pieces.append("Mer om dette.")
    bench.world.marks["macros/mark.html"] = 1
    bench.sync()
    bench.build()
    assert planned == []
    bench.prove()


def grown(bench: Bench, number: int) -> Bench:
    """Return a bench with many more articles, built once."""
    other = bench.copy(scratch())
    for index in range(number):
        doc = copy.deepcopy(other.world.doc("article:host"))
        doc.name = f"nyhet-{index}"
        other.world.docs.append(doc)
    other.__post_init__()
    other.build()
    return other


def test_a_body_loads_as_few_documents_however_many_there_are(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, planned: list[str]
) -> None:
    """The documents that are loaded are those that the page asks for."""
    loaded: list[str] = []
    original = Documents.__call__

    def spy(self: Documents, path: str) -> object:
        loaded.append(path)
        return original(self, path)

    monkeypatch.setattr(Documents, "__call__", spy)
    large = grown(bench, 60)
    numbers = []
    planned.clear()
    try:
        for each in (bench, large):
            loaded.clear()
            reword(each, "article:sommer")
            each.build()
            numbers.append(len({*loaded}))
    finally:
        large.throw_away()
    assert planned == []
    assert numbers == [1, 1]


@pytest.mark.parametrize(
    "piece",
    [PIECES[2], PIECES[3], PIECES[5], PIECES[12], PIECES[13], PIECES[14], PIECES[16]],
    ids=["heading", "link", "links", "picture", "video", "events", "gallery"],
)
def test_what_a_text_names_is_planned_and_checked(bench: Bench, planned: list[str], piece: str) -> None:
    """A text that comes to name something is more than a text."""
    reword(bench, "article:host", piece)
    bench.build()
    assert planned == ["everything"]
    bench.prove()


def test_a_title_is_planned(bench: Bench, planned: list[str]) -> None:
    """It stands in lists and menus."""
    bench.world.doc("article:host").words["nb"].title = "Senhøsten"
    bench.sync()
    bench.build()
    assert planned == ["everything"]
    bench.prove()


def test_a_text_that_is_wrong_is_told_of(bench: Bench, planned: list[str]) -> None:
    """A finding of a page ends the short way; so does its end."""
    reword(bench, "article:sommer", "Et ord om Beta.")
    assert bench.prove().findings
    bench.world.doc("article:sommer").words["nb"].pieces.pop()
    bench.sync()
    bench.prove()


def test_a_build_of_another_kind_in_between_is_noticed(bench: Bench) -> None:
    """It shares what was read, and pages, but not what was published."""
    reword(bench, "page:om")
    bench.site_ids = ("b",)
    bench.prove()
    bench.site_ids = ()
    bench.prove()
    bench.base_urls = {"a": "https://prove.example/a"}
    reword(bench, "page:om", "Enda flere ord.")
    bench.prove()
    bench.base_urls = {}
    bench.prove()


def test_a_published_page_that_somebody_changed_is_mended(bench: Bench, planned: list[str]) -> None:
    """What lies in the output is not what was published, so that all of it is looked through."""
    bench.write("output/a/aktuelt/host/ny.html", b"borte").replace(bench.output / "a/aktuelt/host/index.html")
    (bench.output / "b/index.html").unlink()
    reword(bench, "page:om")
    bench.build()
    assert planned == ["everything"]
    bench.prove()


def test_a_young_file_costs_a_look_at_its_bytes(bench: Bench, planned: list[str]) -> None:
    """A file edited a moment ago is read again in the next build, which plans nothing for it."""
    bench.world.doc("page:om").words["nb"].pieces.append("Nettopp skrevet.")
    bench.sync(young=True)
    bench.build()
    assert rendered(bench) == []
    assert planned == []
    bench.prove()


def test_what_is_lost_is_found_out_anew(
    bench: Bench, planned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without what the last build found out, everything is built, and found out."""
    with monkeypatch.context() as patch:
        patch.setattr("drammenworks.pipeline.amend.load_structure", lambda *_: None)
        reword(bench, "page:om")
        bench.build()
    assert planned == ["everything"]
    reword(bench, "page:om", "Og mer.")
    bench.build()
    assert planned == ["everything"]
    bench.prove()


def test_workers_read_the_new_text(bench: Bench, planned: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of an edited text are made in processes of their own as they are here."""
    monkeypatch.setattr("drammenworks.engine.pool._FEW", 0)
    bench.jobs = 2
    reword(bench, "page:om")
    bench.build()
    assert planned == []
    bench.prove()
