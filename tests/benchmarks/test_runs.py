"""What makes a run count, and what it is found to have taken; never how long anything took."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.audit import (
    IncompleteError,
    count_changed,
    count_showing,
    digests,
    inspect,
    remove_stale,
    require,
    require_style,
)
from benchmarks.cases import Case
from benchmarks.corpus import Outline, Paging, make_document, make_outline
from benchmarks.generators import BY_NAME, OURS, make
from benchmarks.generators.ours import AT
from benchmarks.measuring import FailedError, measure
from benchmarks.sites import Site, make_site
from tests.project import Project, tree

MIB = 2**20

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@pytest.fixture(scope="module")
def outline() -> Outline:
    return make_outline(50)


@pytest.fixture
def output(tmp_path: Path, outline: Outline) -> Path:
    """Return an output with every page, the text of every document, and a card of each in its lists."""
    return write_output(tmp_path / "output", outline, Paging())


def write_output(folder: Path, outline: Outline, paging: Paging) -> Path:
    cards = {min(found.pages, key=len): found.documents for found in outline.lists(paging)}
    texts = {f"{entry.url.strip('/')}/index.html": entry for entry in outline.entries}
    for path in outline.pages(paging):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        entry = texts.get(path)
        text = (
            make_document(outline, entry).sample if entry else '<article class="card">' * cards.get(path, 0)
        )
        file.write_text(text, encoding="utf-8")
    return folder


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


def test_a_list_that_lacks_a_document_is_noticed(output: Path, outline: Outline) -> None:
    """Every document is in the list of its section, once."""
    (output / "personer" / "index.html").write_text("", encoding="utf-8")
    with pytest.raises(IncompleteError, match=r"personer/index.html and its pages show 0 of 1"):
        inspect(output, outline)


def test_a_list_on_one_page_counts_where_a_generator_has_no_pages(tmp_path: Path, outline: Outline) -> None:
    """The same documents are shown, on fewer pages."""
    paging = Paging("page", sections=False, tags=False)
    unpaged = write_output(tmp_path / "unpaged", outline, paging)
    assert inspect(unpaged, outline, paging).pages < len(outline.pages())


def test_pages_at_other_addresses_count_where_a_generator_has_no_choice(
    tmp_path: Path, outline: Outline
) -> None:
    """The second page of a list is where the generator puts it."""
    paging = Paging("page")
    assert "aktuelt/page/2/index.html" in outline.pages(paging)
    inspect(write_output(tmp_path / "other", outline, paging), outline, paging)


def test_an_edit_that_does_not_show_is_noticed(output: Path, outline: Outline) -> None:
    """A build that passed over the edit does not count."""
    with pytest.raises(IncompleteError, match="does not show the edit"):
        require(output, outline.entries[0], "rettelse")


def test_pages_that_show_an_edit_are_counted(output: Path) -> None:
    """Only pages and feeds count, not other files."""
    for name in ("a.html", "feed.xml", "c.txt"):
        (output / name).write_text("Dette er en rettelse.", encoding="utf-8")
    assert count_showing(output, "rettelse") == 2


def test_changed_pages_are_counted(output: Path) -> None:
    """A page of other bytes and a new one count; one that is gone and a style sheet do not."""
    before = digests(output)
    (output / "index.html").write_text("changed", encoding="utf-8")
    (output / "new.html").write_text("", encoding="utf-8")
    (output / "site.css").write_text("", encoding="utf-8")
    (output / "404.html").unlink()
    assert count_changed(before, digests(output)) == 2


def test_stale_pages_are_removed(output: Path, outline: Outline) -> None:
    """What a generator left of a deleted document does not make its output wrong."""
    (output / "slettet.html").write_text("", encoding="utf-8")
    (output / "site.css").write_text("", encoding="utf-8")
    remove_stale(output, outline.pages())
    assert inspect(output, outline).others == ("site.css",)


def test_a_style_sheet_without_the_edit_is_noticed(output: Path) -> None:
    """A colour has to be in some style sheet."""
    (output / "site.css").write_text(":root { --accent: #1a2c3e; }", encoding="utf-8")
    require_style(output, "#1a2c3e")
    with pytest.raises(IncompleteError, match="no style sheet has #4a5c6e"):
        require_style(output, "#4a5c6e")


@pytest.mark.parametrize("name", BY_NAME)
def test_edits_are_undone_for_the_next_session(name: str, tmp_path: Path, outline: Outline) -> None:
    """A site that is used again is as it was first written, whatever was edited."""
    generator = make(name, tmp_path)
    site = make_site(generator, outline, tmp_path / "site")
    before = tree(site.folder)
    for case in Case:
        if case.is_edit:
            site.set_up(case)
            site.edit(case, "abc", 1)
    assert tree(site.folder) != before
    make_site(generator, outline, tmp_path / "site")
    assert tree(site.folder) == before


@pytest.mark.parametrize("case", [case for case in Case if case.is_edit])
def test_every_repetition_of_an_edit_changes_the_same_files(
    case: Case, tmp_path: Path, outline: Outline
) -> None:
    """An edit is the same work each time, and never what was built before."""
    site = make_site(make(OURS, tmp_path), outline, tmp_path / "site")
    changed = []
    for number, word in ((1, "abc"), (2, "def")):
        site.set_up(case)
        before = tree(site.folder)
        site.edit(case, word, number)
        changed.append(difference(before, tree(site.folder)))
    assert changed[0] == changed[1]
    assert len(changed[0]) == 1


def difference(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_a_checkout_renews_every_source_and_nothing_else(tmp_path: Path, outline: Outline) -> None:
    """Each file is a new one with the same bytes; output and cache stay as they are."""
    site = make_site(make(OURS, tmp_path), outline, tmp_path / "site")
    for path in ("output/benchmark/index.html", ".cache/build/state"):
        (site.folder / path).parent.mkdir(parents=True)
        (site.folder / path).write_text("", encoding="utf-8")
    contents, inodes = tree(site.folder), inodes_of(site)
    site.renew()
    assert tree(site.folder) == contents
    unchanged = {path for path, inode in inodes_of(site).items() if inode == inodes[path]}
    assert unchanged == {"output/benchmark/index.html", ".cache/build/state"}


def inodes_of(site: Site) -> dict[str, int]:
    files = (file for file in site.folder.rglob("*") if file.is_file())
    return {file.relative_to(site.folder).as_posix(): file.stat().st_ino for file in files}


def test_our_build_shows_every_edit(tmp_path: Path, outline: Outline) -> None:
    """After each edit there are exactly the expected pages, and the edit is in the output."""
    site = make_site(make(OURS, tmp_path), outline, tmp_path / "site")
    for case in Case:
        if case.is_edit:
            evidence = site.edit(case, "rettelse", 1)
            Project(site.folder).build(at=AT)
            inspect(site.output, site.current(), BY_NAME[OURS].paging)
            if evidence is not None and evidence.entry is None:
                require_style(site.output, evidence.text)
            elif evidence is not None and evidence.entry is not None:
                require(site.output, evidence.entry, evidence.text)


def test_a_site_of_another_recipe_is_written_anew(tmp_path: Path, outline: Outline) -> None:
    """What an earlier version left behind is not measured."""
    generator = make(OURS, tmp_path)
    site = make_site(generator, outline, tmp_path / "site")
    (site.folder / "content" / "extra.md").write_text("", encoding="utf-8")
    site.folder.with_name("site.stamp").write_text("another", encoding="utf-8")
    make_site(generator, outline, tmp_path / "site")
    assert not (site.folder / "content" / "extra.md").exists()


def test_a_command_that_fails_does_not_count(tmp_path: Path) -> None:
    """Its output is in the message."""
    with pytest.raises(FailedError, match="went wrong"):
        python("raise SystemExit('it went wrong')", tmp_path)


def test_a_command_that_does_not_exist_is_reported(tmp_path: Path) -> None:
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
