"""Files of documents as the public gets them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.project import Project

_REPORT = "---\ntitle: Rapport\nyear: 2025\npdf: rapport.pdf\n{more}---\n"


def _files(project: Project, site: str = "a") -> list[str]:
    return sorted(path for path in project.published(site) if path.startswith("files/"))


def test_the_pdf_of_a_report_is_published(project: Project) -> None:
    """Under the digest of its bytes, with the bytes that it has."""
    project.write("content/reports/r/index.md", _REPORT.format(more=""))
    project.write("content/reports/r/rapport.pdf", b"%PDF-1.7 hele rapporten")
    project.build()
    [name] = _files(project)
    assert (project.root / "output/a" / name).read_bytes() == b"%PDF-1.7 hele rapporten"


@pytest.mark.parametrize(
    "more", ["draft: true\n", "publish_at: 2030-01-01T08:00\n", "expire_at: 2020-01-01T08:00\n"]
)
def test_the_files_of_what_is_not_public_are_not_either(project: Project, more: str) -> None:
    """Drafts, embargoed and expired documents keep their files to themselves."""
    project.write("content/reports/r/index.md", _REPORT.format(more=more))
    project.write("content/reports/r/rapport.pdf", b"%PDF-1.7 hemmelig")
    project.build()
    assert _files(project) == []


def test_a_translation_is_published_with_the_file_that_it_took_over(project: Project) -> None:
    """Also while its original is a draft."""
    project.write("content/reports/r/index.md", _REPORT.format(more="draft: true\n"))
    project.write("content/reports/r/index.en.md", "---\ntitle: Report\n---\n")
    project.write("content/reports/r/rapport.pdf", b"%PDF-1.7 begge")
    project.build()
    assert len(_files(project)) == 1


def test_a_picture_is_published_in_full_only_when_it_is_offered(project: Project) -> None:
    """And then without its metadata."""
    project.build()
    assert _files(project) == []
    project.change(
        "content/projects/prosjekt.md", "  alt: En blå flate", "  alt: En blå flate\n  download: true"
    )
    project.build()
    [name] = _files(project)
    assert name.startswith("files/bilde.")
    project.change("content/projects/prosjekt.md", "\n  download: true", "")
    project.build()
    assert _files(project) == []


@pytest.mark.parametrize(
    ("body", "offered"),
    [
        ("![En elv](/media/foto.png){download}\n", 1),
        ("::: figure {src=/media/foto.png alt='En elv' download}\n:::\n", 1),
        ("![En elv](/media/foto.png)\n", 0),
        ("Se ![en elv](/media/foto.png){download} her.\n", 0),
    ],
)
def test_a_picture_in_the_text_can_be_offered_as_well(project: Project, body: str, offered: int) -> None:
    """Where it stands by itself, and has a caption with room for a link to the file."""
    project.write("content/media/foto.png", _picture("PNG"))
    project.write("content/pages/om.md", f"---\ntitle: Om oss\nsites: [a]\n---\n{body}")
    project.build()
    assert len(_files(project)) == offered


def _offer(project: Project, name: str, content: bytes) -> None:
    """Offer a second picture of the project for download."""
    project.write(f"content/media/{name}", content)
    project.change(
        "content/projects/prosjekt.md",
        "  src: /media/bilde.png\n",
        f"  src: /media/{name}\n  credit: Kari\n  download: true\n",
    )


def _picture(picture_format: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (1200, 900), "teal").save(buffer, picture_format)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "picture_format", "suffix"),
    [
        ("foto.jpg", "WEBP", ".webp"),
        ("foto.png", "JPEG", ".jpg"),
        ("foto.jpg", "AVIF", ".avif"),
        ("foto.JPEG", "JPEG", ".jpeg"),
        ("foto.tiff", "TIFF", ".tiff"),
    ],
)
def test_an_offered_picture_is_called_what_it_is(
    name: str, picture_format: str, suffix: str, project: Project
) -> None:
    """Browsers and hosts rely on the suffix; a picture of a different format would not open."""
    _offer(project, name, _picture(picture_format))
    project.build()
    [path] = _files(project)
    assert path.endswith(suffix)


def test_an_offered_picture_that_cannot_be_published_is_reported(project: Project) -> None:
    """It can be shown, but what else its file holds cannot be told apart from it."""
    _offer(project, "foto.avif", _picture("AVIF") + b"PK\3\4 noe helt annet")
    assert project.codes() == ["DW706"]
