"""``drammenworks check``."""

from __future__ import annotations

import io
import json
from datetime import datetime

import pytest
from PIL import Image

from drammenworks.cli.parameters import default_options
from drammenworks.pipeline.input_scan import changes_since_stored, load_record, scan_inputs
from tests.project import AT, Project, as_lines, tree


def test_check_finds_what_a_build_finds_before_it_renders(project: Project) -> None:
    """And writes nothing."""
    project.write("content/pages/om.md", "---\ntitel: Om\n---\n[Les mer](project:prosjekta)\n")
    project.write("themes/base/templates/page.html", "{% if %}\n")
    outcome = project.run("check", "--at", AT, "--format", "json")
    assert outcome.code == 1
    assert json.loads(outcome.stdout)["findings"] == project.report()["findings"]
    assert project.published() == set()


def test_check_looks_at_drafts_too(project: Project) -> None:
    """A fault is to be found before the day of publishing."""
    project.write(
        "content/pages/utkast.md",
        "---\ntitle: Utkast\nsites: [a]\ndraft: true\n---\n[Ingen steder](/ingen-sted/)\n",
    )
    assert project.findings() == []
    report = project.report(command="check")
    assert [finding["code"] for finding in report["findings"]] == ["DW303"]


def test_check_accepts_paths(project: Project) -> None:
    """Everything is checked, and only what concerns these files is reported and counts."""
    project.write("content/news/ny.md", "---\ntitle: Ny\n---\n")
    project.write("content/pages/om.md", "---\ntitel: Om\n---\n")
    for paths, codes in (
        ([], ["DW201", "DW202"]),
        (["."], ["DW201", "DW202"]),
        (["content/pages/om.md"], ["DW202"]),
        (["content/pages/"], ["DW202"]),
        (["content/pages/hjem.md", "content/news"], ["DW201"]),
        (["content/pages/hjem.md"], []),
    ):
        outcome = project.run("check", "--at", AT, "--format", "json", *paths)
        assert [finding["code"] for finding in json.loads(outcome.stdout)["findings"]] == codes
        assert outcome.code == (1 if codes else 0)
    assert project.run("check", "--at", AT, "content/page").code == 2


def test_check_may_be_strict(project: Project) -> None:
    """A warning fails only with --strict."""
    project.write("content/pages/om.md", "---\ntitle: Om\nsites: [a]\n---\n# Om\n")
    assert project.run("check", "--at", AT).code == 0
    assert project.run("check", "--at", AT, "--strict").code == 1


def test_check_leaves_the_output_alone(published: Project) -> None:
    """Not even what it could mend."""
    published.write("output/a/index.html", "tuklet med")
    before = tree(published.root / "output" / "a")
    assert as_lines(published.report(command="check")) == []
    assert tree(published.root / "output" / "a") == before


def test_a_check_of_unchanged_content_leaves_the_next_build_nothing_to_do(project: Project) -> None:
    """The published trees are still those of the stored graph, so that the build compares no file with them."""
    project.build()
    options = default_options(project.root, at=datetime.fromisoformat(f"{AT}T00:00+01:00"), drafts=False)
    project.report(command="check")
    record = load_record(options)
    assert record is not None
    assert record.generation == changes_since_stored(options, scan_inputs(options)).generation
    report = project.build()
    assert (report["rendered"], report["images"]["encoded"]) == (0, 0)
    assert [site["written"] for site in report["sites"].values()] == [0, 0]


def test_a_build_after_a_check_renders_nothing_again(published: Project) -> None:
    """The check rendered the page that has changed, and the build publishes it."""
    published.change("content/pages/hjem.md", "title: Velkommen", "title: Hallo")
    published.report(command="check")
    report = published.build()
    assert (report["rendered"], report["sites"]["a"]["written"] > 0) == (0, True)
    assert "Hallo" in published.output("a/index.html")


def test_a_build_of_drafts_after_a_check_renders_nothing_again(project: Project) -> None:
    """The check rendered the sites with their drafts too."""
    project.write("content/pages/utkast.md", "---\ntitle: Utkast\nsites: [a]\ndraft: true\n---\nOrd.\n")
    project.report(command="check")
    assert project.build("--drafts")["rendered"] == 0


def test_an_unused_file_is_not_reported_while_a_document_cannot_be_read(project: Project) -> None:
    """That document may use it."""
    project.write("content/pages/rest.vtt", "WEBVTT.\n")
    used = "DW705"
    assert used in [finding["code"] for finding in project.report(command="check")["findings"]]
    project.write("content/pages/om.md", "---\ntitel: Om\n---\n")
    assert used not in [finding["code"] for finding in project.report(command="check")["findings"]]


_CARD = """\
{% set title = text(card.title, font="heading", weight=700, width=900, height=300, largest=80, smallest=30, lines=3) %}
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630">
  {% if card.picture %}{{ picture(600, 0, 600, 630) }}{% endif %}
  <rect width="600" height="630" fill="#fff"/>
  <g fill="#000">{{ title.at(60, 100) }}</g>
</svg>
"""


def _with_cards(project: Project, card: str = _CARD) -> None:
    theme = "themes/base/theme.yaml"
    project.write("themes/base/templates/social/card.svg", card)
    project.write(theme, project.read(theme) + "fonts:\n  heading: {family: Figtree}\n")
    project.write(
        "themes/base/templates/page.html", "{{ social_card(page.title, '', doc.image) }}{{ doc.content }}"
    )


def _image(size: tuple[int, int], format: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("1", size).save(buffer, format)
    return buffer.getvalue()


def test_check_encodes_and_draws_nothing(project: Project) -> None:
    """What it has to know, it knows from headers, and from the images that it analyses."""
    _with_cards(project)
    project.write("content/media/bilde.png", _image((1300, 900)))
    before = set((project.root / ".cache").rglob("images/*"))
    assert project.report(command="check")["findings"] == []
    assert set((project.root / ".cache").rglob("images/*")) == before
    assert project.build()["images"]["encoded"] > 2


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("content/media/bilde.png", _image((30, 20_000))),
        ("content/media/bilde.png", _image((1300, 900))[:-30]),
        ("themes/base/templates/social/card.svg", "<p>ingen tegning"),
        ("themes/base/templates/social/card.svg", "{{ card.titel }}"),
        ("themes/base/templates/social/card.svg", _CARD.replace("<rect", '<image href="/etc/a.png"/><rect')),
        ("themes/base/templates/social/card.svg", _CARD.replace("<rect", "<rect <")),
        ("themes/base/templates/social/card.svg", _CARD.replace("</svg>", "</p></svg>")),
        ("themes/base/templates/social/card.svg", _CARD.replace('fill="#000"', 'fill="&a;"')),
        ("themes/base/templates/social/card.svg", _CARD.replace("900", "'ni hundre'")),
        ("themes/base/templates/social/card.svg", _CARD.replace("at(60,", "at('x',")),
    ],
    ids=["tall", "cut off", "no SVG", "name", "file", "tag", "end tag", "entity", "width", "place"],
)  # fmt: skip
def test_check_finds_what_encoding_and_drawing_find(
    project: Project, path: str, content: str | bytes
) -> None:
    """In the same words."""
    _with_cards(project)
    project.write(
        "content/pages/om.md", "---\ntitle: Om oss\nsites: [a]\n---\n![Et bilde](../media/bilde.png)\n"
    )
    project.write("content/media/bilde.png", _image((1300, 900)))
    assert project.findings() == []
    project.remove("output")
    project.write(path, content)
    checked = project.report(command="check")["findings"]
    assert checked == project.report()["findings"]
    assert checked


@pytest.mark.parametrize("path", ["a" * 300, "a/" * 1500, "finnes-ikke.md"])
def test_a_path_that_cannot_exist_is_wrong_usage(path: str, project: Project) -> None:
    """No file has such a name, however long it is."""
    outcome = project.run("check", path)
    assert outcome.code == 2
    assert "finnes ikke" in outcome.stderr
