"""What publishing decides, from plain values."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.publish.errors import RefusedError
from drammenworks.publish.manifest import Retired, TargetManifest
from drammenworks.publish.plan import PublishPlan, check_removals, make_plan
from tests.publish.small_site import NOW, later

DAY = timedelta(days=1)
_PATHS = [
    "index.html",
    "om/index.html",
    "om",
    "Om/index.html",
    "assets/a.css",
    "assets/b.css",
    "feed.xml",
    "a/b/c.pdf",
]
_FILES = st.dictionaries(st.sampled_from(_PATHS), st.sampled_from("12"), max_size=6)


def manifest(files: dict[str, str], retired: dict[str, Retired] | None = None) -> TargetManifest:
    return TargetManifest("2026-11-30.1", NOW, files, retired or {})


def plan(
    current: TargetManifest | None,
    wanted: dict[str, str],
    found: dict[str, str | None] | None = None,
    now: datetime = NOW,
) -> PublishPlan:
    return make_plan(current, wanted, now=now, keep_assets=DAY, found=found)


def test_a_first_publication_uploads_all() -> None:
    made = plan(None, {"index.html": "1", "assets/a.css": "2"})
    assert made.uploads == ("assets/a.css", "index.html")
    assert made.is_new


def test_nothing_is_uploaded_that_is_there() -> None:
    made = plan(manifest({"index.html": "1"}), {"index.html": "1"})
    assert made.uploads == made.removals == ()
    assert not made.is_new


def test_what_was_read_there_counts_more_than_the_manifest() -> None:
    current = manifest({"index.html": "1", "om/index.html": "1"})
    made = plan(
        current, {"index.html": "1", "om/index.html": "1"}, {"index.html": None, "om/index.html": "9"}
    )
    assert set(made.uploads) == {"index.html", "om/index.html"}
    assert not made.is_new


def test_what_a_killed_run_left_goes_when_nobody_wants_it() -> None:
    made = plan(
        manifest({"index.html": "1"}), {"index.html": "1"}, {"ny/index.html": "3", "assets/n.css": "4"}
    )
    assert made.removals == ("ny/index.html",)
    assert made.staying == {"assets/n.css": Retired("4", NOW)}


def test_a_retired_file_keeps_the_time_since_when_it_is() -> None:
    current = manifest({}, {"assets/a.css": Retired("1", NOW)})
    assert plan(current, {}, now=later(23)).staying == {"assets/a.css": Retired("1", NOW)}
    assert plan(current, {}, now=later(24)).removals == ("assets/a.css",)


def test_a_clock_that_goes_back_removes_nothing_early() -> None:
    current = manifest({}, {"assets/a.css": Retired("1", NOW)})
    assert plan(current, {}, now=later(-100)).removals == ()


@given(
    _FILES, _FILES, st.dictionaries(st.sampled_from(_PATHS), st.none() | st.sampled_from("123"), max_size=4)
)
def test_afterwards_the_target_has_what_is_wanted(
    before: dict[str, str], wanted: dict[str, str], found: dict[str, str | None]
) -> None:
    """Whatever was there: uploads and removals lead to the wanted files, beside what is retired and stays."""
    made = plan(manifest(before), wanted, found)
    there = {**before, **{path: digest for path, digest in found.items() if digest is not None}}
    for path, digest in found.items():
        if digest is None:
            there.pop(path, None)
    for path in made.in_the_way:
        del there[path]
    for path in made.uploads:
        there[path] = wanted[path]
    for path in made.removals:
        del there[path]
    assert there == wanted | {path: one.digest for path, one in made.staying.items()}
    assert all(path.startswith("assets/") for path in made.staying)


@given(_FILES, _FILES)
def test_nothing_is_removed_that_is_wanted(before: dict[str, str], wanted: dict[str, str]) -> None:
    made = plan(manifest(before), wanted)
    folded = {path.casefold() for path in wanted}
    assert not {*made.removals, *made.in_the_way} & wanted.keys()
    # On a disk that ignores case it would be the new file that goes.
    assert not {path for path in made.removals if path.casefold() in folded}


@pytest.mark.parametrize(
    ("total", "gone", "is_refused"), [(3, 1, False), (3, 2, True), (10, 3, False), (10, 4, True)]
)
def test_more_than_a_third_is_too_much(total: int, gone: int, is_refused: bool) -> None:
    before = {f"{number}.html": "1" for number in range(total)}
    after = {f"{number}.html": "1" for number in range(gone, total)}
    if is_refused:
        with pytest.raises(RefusedError):
            check_removals(manifest(before), after)
    else:
        check_removals(manifest(before), after)


def test_many_removals_are_named_in_part() -> None:
    with pytest.raises(RefusedError) as caught:
        check_removals(manifest({f"{number:03}.html": "1" for number in range(500)}), {})
    assert "009.html …" in str(caught.value)
    assert "010.html" not in str(caught.value)
