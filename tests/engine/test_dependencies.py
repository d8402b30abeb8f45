"""What a page depends on, one way after the other."""

from __future__ import annotations

import os

from tests.engine.bench import Bench


def test_a_template_that_an_imported_one_imports_counts_for_every_page(bench: Bench) -> None:
    """Jinja keeps the module of a template that is imported without context; every page depends on it all the same."""
    bench.world.marks["macros/mark.html"] = 1
    bench.sync()
    bench.prove()


def test_a_drawing_that_is_no_drawing_any_more_is_a_finding(bench: Bench) -> None:
    """A broken drawing is told of in the next build as in the first."""
    with bench.broken("themes/base/assets/logo.svg", b"ingen tegning"):
        bench.prove()
    with bench.broken("themes/base/assets/logo.svg", b"\xff\xfe"):
        bench.prove()


def test_a_document_that_moves_takes_its_relative_pictures_from_its_new_place(bench: Bench) -> None:
    """The same words in another folder may name another picture."""
    pictures = ("content/news/sommer/bilde.png", "content/news/bilde.png")
    for path, name in zip(pictures, ("bilde.png", "annet.png"), strict=True):
        bench.write(path, bench.read(f"content/media/{name}"))
    doc = bench.world.doc("article:sommer")
    doc.folder = True
    doc.words["nb"].pieces = ["![en flate](bilde.png)"]
    # Both files stay in use, so that neither of them tells of the move.
    bench.world.doc("article:host").words["nb"].pieces = [
        "![en flate](/news/sommer/bilde.png)",
        "![en flate](bilde.png)",
    ]
    bench.sync()
    bench.prove()
    doc.folder = False
    bench.sync()
    bench.prove()


def test_a_finding_names_the_file_where_it_is_now(bench: Bench) -> None:
    """What is wrong with a page is told by the name that its file has now."""
    doc = bench.world.doc("article:sommer")
    doc.words["nb"].pieces = ["Et ord om Beta."]
    bench.sync()
    bench.prove()
    doc.folder = True
    bench.sync()
    bench.prove()


def test_a_site_that_is_built_alone_knows_the_clock_of_the_others(bench: Bench) -> None:
    """A link to a document of another site is gone when that document is."""
    bench.world.doc("page:om").words["nb"].pieces = ["Se [kafeen](place:kafe)."]
    bench.world.doc("place:kafe").fields["expire_at"] = "2026-11-21 13:00"
    bench.site_ids = ("a",)
    bench.sync()
    bench.prove()
    bench.at = bench.at.replace(hour=14)
    bench.prove()


def test_an_edit_that_keeps_size_and_time_is_noticed(bench: Bench) -> None:
    """A tool that puts a file's time back cannot hide an edit from us."""
    file = bench.root / "content/pages/om.md"
    status = file.stat()
    bench.world.doc("page:om").words["nb"].title = "Ok oss"
    bench.sync()
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == status.st_size
    bench.prove()


def test_a_linked_theme_is_looked_into(bench: Bench) -> None:
    """A theme may be a link to a folder elsewhere; an edit there is an edit."""
    (bench.root / "themes/base").rename(bench.folder / "elsewhere")
    (bench.root / "themes/base").symlink_to(bench.folder / "elsewhere")
    bench.age(bench.root / "themes/base")
    bench.prove()
    bench.world.colour = 3
    bench.sync()
    bench.prove()
