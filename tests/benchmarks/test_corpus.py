"""The synthetic site: always the same, of the size asked for, and valid."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.audit import inspect
from benchmarks.corpus import KINDS, Outline, make_document, make_outline
from benchmarks.corpus.seeded_random import SeededRandom
from benchmarks.corpus.words import TAGS
from benchmarks.generators import BY_NAME, OURS, make
from benchmarks.generators.ours import AT, SITE_ID
from drammenworks.content.markdown import parse_markdown
from tests.project import Project, as_lines, tree

SIZE = 50


@pytest.fixture(scope="module")
def outline() -> Outline:
    return make_outline(SIZE)


def write(name: str, folder: Path, outline: Outline) -> Path:
    make(name, folder / "peers").write_site(folder / name, outline)
    return folder / name


@pytest.mark.parametrize("name", BY_NAME)
def test_the_same_site_is_written_every_time(name: str, tmp_path: Path) -> None:
    """A size gives the same bytes every time, in every format."""
    first = write(name, tmp_path / "first", make_outline(SIZE))
    second = write(name, tmp_path / "second", make_outline(SIZE))
    assert tree(first) == tree(second)


def test_another_seed_gives_another_site() -> None:
    """The seed decides the documents."""
    assert make_outline(SIZE, seed=1).entries != make_outline(SIZE, seed=2).entries


def test_a_document_does_not_depend_on_the_order_of_writing(outline: Outline) -> None:
    """A document can be made by itself."""
    last = outline.entries[-1]
    alone = make_document(make_outline(SIZE), last)
    assert alone == [make_document(outline, entry) for entry in outline.entries][-1]


@pytest.mark.parametrize("size", [50, 1_000])
def test_there_are_as_many_documents_as_asked_for(size: int) -> None:
    """The kinds add up to the size; most are articles, and every kind is there."""
    counts = Counter(entry.kind.name for entry in make_outline(size).entries)
    assert sum(counts.values()) == size
    assert counts.keys() == KINDS.keys()
    assert counts["article"] >= 0.75 * size


def test_a_site_that_is_too_small_is_refused() -> None:
    """Below 50 documents some kinds would have none."""
    with pytest.raises(ValueError, match="49 documents"):
        make_outline(49)


def test_addresses_are_distinct() -> None:
    """No two documents share an address."""
    addresses = Counter(entry.url for entry in make_outline(1_000).entries)
    assert max(addresses.values()) == 1


def test_documents_have_about_640_words(outline: Outline) -> None:
    """Each body has 640 words, give or take a tenth, as our own parser counts them."""
    for entry in outline.entries:
        body, findings = parse_markdown(
            make_document(outline, entry).body, path="a.md", first_line=1, lang="nb"
        )
        assert findings == ()
        assert 576 <= body.words <= 704


def test_bodies_have_what_pages_have(outline: Outline) -> None:
    """There are headings, both kinds of lists, emphasis, and links here and elsewhere."""
    text = "".join(make_document(outline, entry).body for entry in outline.entries)
    for mark in ("\n## ", "\n- ", "\n1. ", " *", " **", "](@article/", "](https://kilde-"):
        assert mark in text


def test_common_tags_are_much_commoner(outline: Outline) -> None:
    """The n-th tag is about n times as rare as the first."""
    random = SeededRandom(1)
    counts = Counter(tag for _ in range(20_000) for tag in random.zipf(TAGS, 1))
    for rank in (2, 5, 10):
        assert counts[TAGS[0]] / counts[TAGS[rank - 1]] == pytest.approx(rank, rel=0.15)


def test_a_draw_has_no_tag_twice() -> None:
    """Tags of a document are distinct."""
    random = SeededRandom(1)
    for _ in range(100):
        drawn = random.zipf(TAGS, 4)
        assert len(set(drawn)) == 4


@pytest.mark.parametrize("name", BY_NAME)
def test_every_format_has_the_same_text(name: str, outline: Outline) -> None:
    """The body is the same in all formats but for the addresses of links within the site."""
    generator = make(name, Path("peers"))
    for entry in outline.entries[:5]:
        document = make_document(outline, entry)
        expected = document.markdown(lambda kind, name: generator.address(kind, name, outline))
        assert generator.text(document, outline).endswith(expected)
        assert "](@" not in expected


@pytest.mark.parametrize("name", BY_NAME)
def test_documents_have_files_of_their_own(name: str, outline: Outline) -> None:
    """No format writes two documents into one file."""
    generator = make(name, Path("peers"))
    assert len({generator.source(entry) for entry in outline.entries}) == SIZE


def test_our_check_finds_nothing_wrong(tmp_path: Path, outline: Outline) -> None:
    """All documents are valid and all references lead somewhere."""
    site = write(OURS, tmp_path, outline)
    assert as_lines(Project(site).report(command="check", at=AT)) == []


def test_our_build_makes_exactly_the_pages_of_the_outline(tmp_path: Path, outline: Outline) -> None:
    """What the outline expects of every generator, ours does."""
    site = write(OURS, tmp_path, outline)
    Project(site).build(at=AT)
    paging = BY_NAME[OURS].paging
    output = inspect(site / "output" / SITE_ID, outline, paging)
    assert output.pages == len(outline.pages(paging))


def test_a_list_has_a_page_for_every_twelve_documents(outline: Outline) -> None:
    """The pages of a list go on from the second."""
    pages = outline.pages()
    count = len(outline.by_kind["article"])
    last = -(-count // 12)
    numbers = itertools.takewhile(
        lambda number: f"aktuelt/side/{number}/index.html" in pages, itertools.count(2)
    )
    assert list(numbers) == list(range(2, last + 1))
