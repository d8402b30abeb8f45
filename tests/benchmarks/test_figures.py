"""From runs to spreads, ratios, verdicts and the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.cases import Case
from benchmarks.generators import OURS
from benchmarks.machine import Machine
from benchmarks.measuring import Measurement
from benchmarks.report import as_markdown
from benchmarks.results import Output, Results, Run, load
from benchmarks.spread import Ratio, Spread, ratio, spread
from benchmarks.targets import verdicts

MACHINE = Machine("Processor", 2, 2**30, "Linux", "3.11.7", "20.0.0")


def results_of(walls: Mapping[tuple[int, Case, str], Sequence[float]]) -> Results:
    """Return a session with these wall times."""
    results = Results("python -m benchmarks", "2026-11-21", MACHINE, (1_000, 10_000, 50_000), 3, False)
    results.versions = {OURS: "1", "hugo": "2"}
    for (size, case, generator), seconds in walls.items():
        for repetition, wall in enumerate(seconds, start=1):
            taken = Measurement(wall, wall * 2, int(wall * 2**20), 1, 0.0)
            results.runs.append(Run(size, case, generator, repetition, taken, Output(3, 2**20, ("a.css",))))
    return results


def met(results: Results, words: str) -> bool | None:
    """Return the verdict on the one target that has these words."""
    (verdict,) = (verdict for verdict in verdicts(results) if words in verdict.target)
    return verdict.met


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        ([2.0], Spread(2.0, 2.0, 2.0)),
        ([3.0, 1.0, 2.0], Spread(1.0, 2.0, 3.0)),
        ([4.0, 1.0], Spread(1.0, 2.5, 4.0)),
    ],
)
def test_spread(values: list[float], expected: Spread | None) -> None:
    """A spread has the least, the middle and the most."""
    assert spread(values) == expected


def test_a_ratio_is_that_of_the_medians_with_the_pairs_around_it() -> None:
    """Pairs are of one repetition."""
    assert ratio({1: 1.0, 2: 2.0, 3: 9.0}, {1: 2.0, 2: 2.0, 3: 3.0}) == Ratio(1.0, 0.5, 3.0)


def test_a_repetition_that_one_side_lacks_is_left_out() -> None:
    """A failed run shifts no median."""
    assert ratio({1: 1.0, 2: 100.0}, {1: 2.0}) == Ratio(0.5, 0.5, 0.5)


@pytest.mark.parametrize("theirs", [{}, {2: 1.0}, {1: 0.0}])
def test_without_pairs_there_is_no_ratio(theirs: dict[int, float]) -> None:
    """Nothing is divided by nothing."""
    assert ratio({1: 1.0}, theirs) is None


def test_runs_that_do_not_count_have_no_figures() -> None:
    """An incomplete output says nothing about speed."""
    results = results_of({(1_000, Case.COLD, OURS): [1.0, 2.0]})
    results.runs[0] = replace(results.runs[0], fault="3 pages missing")
    assert results.figures(1_000, Case.COLD, OURS, lambda taken: taken.wall) == {2: 2.0}


def test_a_target_is_met_up_to_its_limit() -> None:
    """At most means at most."""
    exact = results_of({(1_000, Case.COLD, OURS): [1.5], (1_000, Case.COLD, "hugo"): [1.0]})
    above = results_of({(1_000, Case.COLD, OURS): [1.6], (1_000, Case.COLD, "hugo"): [1.0]})
    assert met(exact, "1.5 × the wall time of Hugo") is True
    assert met(above, "1.5 × the wall time of Hugo") is False


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    """A session of one size says nothing of the others."""
    assert met(results_of({}), "0.2 × the wall time of Pelican") is None


def test_scaling_compares_the_cost_of_a_document() -> None:
    """Fifty times the documents may take fifty times as long, and a little more."""
    results = results_of({(1_000, Case.COLD, OURS): [1.0], (50_000, Case.COLD, OURS): [60.0]})
    assert met(results, "a document of 50,000") is True


def test_an_edit_may_render_exactly_the_pages_that_show_it() -> None:
    """Rendering one page more than shows the edit is a miss."""
    results = results_of({(10_000, Case.TITLE, OURS): [1.0, 1.0]})
    results.runs = [replace(run, rendered=5, showing=5) for run in results.runs]
    assert met(results, "show the title") is True
    results.runs[1] = replace(results.runs[1], rendered=6)
    assert met(results, "show the title") is False


def with_pages(results: Results, case: Case, rendered: int, showing: int | None) -> Results:
    """Return a session in which each run of a case rendered some pages, and some showed the edit."""
    results.runs = [
        replace(run, rendered=rendered, showing=showing) if run.case is case else run for run in results.runs
    ]
    return results


def test_an_unchanged_site_may_take_a_third_of_a_second() -> None:
    """The limit is of the wall time, at 10,000 documents."""
    assert met(results_of({(10_000, Case.UNCHANGED, OURS): [0.33]}), "at most 0.33 s") is True
    assert met(results_of({(10_000, Case.UNCHANGED, OURS): [0.34]}), "at most 0.33 s") is False


@pytest.mark.parametrize(("rendered", "expected"), [(40, True), (41, False)])
def test_an_added_article_may_render_forty_pages(rendered: int, expected: bool) -> None:
    """Also when fewer of them show it."""
    results = with_pages(results_of({(10_000, Case.ADDED, OURS): [0.9]}), Case.ADDED, rendered, 5)
    assert met(results, "One article added, 10,000 documents: renders at most 40 pages") is expected


def test_a_template_may_take_the_cold_cost_of_its_pages() -> None:
    """500 pages of 10,000, which take 10 s cold, may take half a second on top of the one that is allowed."""
    words = "and the cold cost of the pages that show it"
    for wall, expected in ((1.5, True), (1.6, False)):
        results = results_of({(10_000, Case.COLD, OURS): [10.0], (10_000, Case.TEMPLATE, OURS): [wall]})
        with_pages(results, Case.COLD, 10_000, None)
        with_pages(results, Case.TEMPLATE, 500, 500)
        assert met(results, words) is expected


def test_the_limit_of_a_template_needs_a_cold_build() -> None:
    """Without one there is no cost of a page to compare with."""
    results = with_pages(results_of({(10_000, Case.TEMPLATE, OURS): [1.0]}), Case.TEMPLATE, 500, 500)
    assert met(results, "and the cold cost of the pages that show it") is None


def test_an_edit_has_to_cost_less_than_the_whole_build_of_every_peer() -> None:
    """The slowest edit beside the fastest peer decides."""
    runs = {
        (10_000, Case.TITLE, OURS): [2.0],
        (10_000, Case.TITLE, "hugo"): [10.0],
        (10_000, Case.TITLE, "zorto-unpaged"): [4.0],
    }
    assert met(results_of(runs), "than any peer's whole build") is True
    slow = results_of(runs | {(10_000, Case.DATE, OURS): [5.0], (10_000, Case.DATE, "zorto-unpaged"): [4.0]})
    assert met(slow, "than any peer's whole build") is False


def test_the_table_of_cases_has_a_column_for_each_with_its_limit() -> None:
    """Only the cases of the session are in it, and the verdict is of time and pages together."""
    results = results_of(
        {
            (10_000, Case.COLD, OURS): [10.0],
            (10_000, Case.BODY, OURS): [0.4],
            (10_000, Case.BODY, "hugo"): [8.0],
        }
    )
    lines = as_markdown(with_pages(results, Case.BODY, 2, 1)).splitlines()
    start = lines.index("| | cold | body |")
    table = {line.split("|")[1].strip(): line for line in lines[start : start + 11]}
    assert table["at most"] == "| at most |  | ≤ 0.5 s, 1 page |"
    assert table["wall, s"] == "| wall, s | 10.00 | 0.40 |"
    assert table["pages rendered"] == "| pages rendered |  | 2 |"
    assert table["÷ Hugo, wall"] == "| ÷ Hugo, wall |  | 0.05 |"
    assert "|  |  | **missed** |" in lines


def test_results_survive_being_saved(tmp_path: Path) -> None:
    """The page can be written again from the file."""
    results = results_of({(1_000, Case.COLD, OURS): [1.0], (1_000, Case.TITLE, "hugo"): [2.0]})
    results.runs.append(Run(1_000, Case.BODY, "hugo", 1, None, fault="no memory"))
    results.missing["pelican"] = "no network"
    results.save(tmp_path / "results.json")
    assert load(tmp_path / "results.json") == results


def test_the_page_tells_figures_faults_and_what_is_missing() -> None:
    """Everything that went wrong is on the page."""
    results = results_of(
        {(1_000, Case.COLD, OURS): [1.0, 3.0, 2.0], (1_000, Case.COLD, "hugo"): [4.0, 4.0, 4.0]}
    )
    results.runs.append(Run(1_000, Case.BODY, "hugo", 1, None, fault="no memory"))
    results.missing["pelican"] = "no network"
    page = as_markdown(results)
    assert "| drammenworks | 2.00 (1.00–3.00) | 4.00 (2.00–6.00) | 2 (1–3) |  |  |  |" in page
    assert "**0.5** (0.25–0.75)" in page
    assert "Not counted: hugo, 1,000 documents, body, repetition 1: no memory" in page
    assert "pelican is missing: no network" in page
