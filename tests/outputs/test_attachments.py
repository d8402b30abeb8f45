"""Files of documents as the public gets them."""

from __future__ import annotations

import pytest

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
