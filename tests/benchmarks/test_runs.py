"""What makes a run count, and what it is found to have taken; never how long anything took."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.audit import IncompleteError, count_showing, inspect, require
from benchmarks.cases import Case
from benchmarks.corpus import Outline, make_document, make_outline
from benchmarks.generators import OURS, make
from benchmarks.measuring import FailedError, measure
from benchmarks.sites import make_site
from tests.project import tree

MIB = 2**20

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@pytest.fixture(scope="module")
def outline() -> Outline:
    return make_outline(50)


@pytest.fixture
def output(tmp_path: Path, outline: Outline) -> Path:
    """Return an output with every page, and the text of every document."""
    texts = {f"{entry.url.strip('/')}/index.html": entry for entry in outline.entries}
    for path in outline.pages():
        file = tmp_path / "output" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        entry = texts.get(path)
        file.write_text(make_document(outline, entry).sample if entry else "", encoding="utf-8")
    return tmp_path / "output"


def python(code: str, folder: Path) -> int:
    """Run some Python, and return the memory that it took."""
    return measure([sys.executable, "-S", "-c", code], folder, {}).memory


def test_a_complete_output_counts(output: Path, outline: Outline) -> None:
    """All pages are there, and beside them a style sheet."""
    (output / "site.css").write_text("a {}", encoding="utf-8")
    found = inspect(output, outline)
    assert (found.pages, found.others) == (len(outline.pages()), ("site.css",))


def test_a_missing_page_is_noticed(output: Path, outline: Outline) -> None:
    """A list without its page does not count."""
    (output / "emner" / "index.html").unlink()
    with pytest.raises(IncompleteError, match=r"1 pages missing, such as emner/index.html"):
        inspect(output, outline)


def test_a_page_too_many_is_noticed(output: Path, outline: Outline) -> None:
    """Extra work does not count either."""
    (output / "mer.html").write_text("", encoding="utf-8")
    with pytest.raises(IncompleteError, match=r"1 pages too many, such as mer.html"):
        inspect(output, outline)


def test_a_page_without_its_text_is_noticed(output: Path, outline: Outline) -> None:
    """Empty pages are quickly made."""
    (output / outline.entries[0].url.strip("/") / "index.html").write_text("", encoding="utf-8")
    with pytest.raises(IncompleteError, match="lacks its text"):
        inspect(output, outline)


def test_an_edit_that_does_not_show_is_noticed(output: Path, outline: Outline) -> None:
    """A build that passed over the edit does not count."""
    with pytest.raises(IncompleteError, match="does not show the edit"):
        require(output, outline.entries[0], "rettelse")


def test_pages_that_show_an_edit_are_counted(output: Path) -> None:
    """Only pages and feeds count, not other files."""
    for name in ("a.html", "feed.xml", "c.txt"):
        (output / name).write_text("Dette er en rettelse.", encoding="utf-8")
    assert count_showing(output, "rettelse") == 2


def test_edits_are_undone_for_the_next_session(tmp_path: Path, outline: Outline) -> None:
    """A site that is used again is as it was first written."""
    generator = make(OURS, tmp_path)
    site = make_site(generator, outline, tmp_path / "site")
    before = tree(site.folder)
    site.edit(Case.BODY, "abc")
    site.edit(Case.TITLE, "def")
    changed = {path for path, data in tree(site.folder).items() if data != before[path]}
    assert changed == {generator.source(site.edited_entry(case)) for case in (Case.BODY, Case.TITLE)}
    make_site(generator, outline, tmp_path / "site")
    assert tree(site.folder) == before


def test_a_site_of_another_recipe_is_written_anew(tmp_path: Path, outline: Outline) -> None:
    """What an earlier version left behind is not measured."""
    generator = make(OURS, tmp_path)
    site = make_site(generator, outline, tmp_path / "site")
    (site.folder / "content" / "extra.md").write_text("", encoding="utf-8")
    site.folder.with_name("site.stamp").write_text("another", encoding="utf-8")
    make_site(generator, outline, tmp_path / "site")
    assert not (site.folder / "content" / "extra.md").exists()


def test_a_command_that_fails_does_not_count(tmp_path: Path) -> None:
    """What it said is told."""
    with pytest.raises(FailedError, match="went wrong"):
        python("raise SystemExit('it went wrong')", tmp_path)


def test_a_command_that_does_not_exist_is_told_of(tmp_path: Path) -> None:
    """There is no result, and no traceback of ours."""
    with pytest.raises(FailedError, match="could not be started"):
        measure(["/no/such/command"], tmp_path, {})


def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    """Two processes of 60 MiB each take 120 MiB."""
    code = (
        "import os, sys, time\n"
        "child = os.fork()\n"
        f"own = bytearray({60 * MIB})\n"
        f"own[::4096] = b'x' * len(range(0, {60 * MIB}, 4096))\n"
        "time.sleep(2)\n"
        "child and os.wait()\n"
    )
    assert 115 * MIB < python(code, tmp_path) < 200 * MIB


def test_memory_that_processes_share_counts_once(tmp_path: Path) -> None:
    """What a forked process has of its parent's is not counted again."""
    code = (
        "import os, time\n"
        f"shared = bytearray({60 * MIB})\n"
        f"shared[::4096] = b'x' * len(range(0, {60 * MIB}, 4096))\n"
        "child = os.fork()\n"
        "time.sleep(2)\n"
        "child and os.wait()\n"
    )
    assert 60 * MIB < python(code, tmp_path) < 100 * MIB


def test_a_process_that_outlives_its_parent_is_waited_for(tmp_path: Path) -> None:
    """Work that is handed to a process left behind is counted too."""
    code = (
        "import os, time\n"
        "if os.fork(): os._exit(0)\n"
        "until = time.process_time() + 0.2\n"
        "while time.process_time() < until: pass\n"
    )
    assert measure([sys.executable, "-S", "-c", code], tmp_path, {}).cpu >= 0.2
