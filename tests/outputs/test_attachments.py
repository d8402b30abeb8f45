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
    project.report()
    assert len(_files(project)) == offered


_SAK = "content/pages/om.md"


_OWN_FILM = """\
---
title: Opptaket
provider: file
src: film.mp4
captions: [{lang: nb, src: t.vtt}]
---
Ord.
"""


def _link(project: Project, body: str, more: str = "") -> None:
    """Let a page have a text, and let the files that it may link to exist."""
    project.write("content/media/sak.pdf", b"%PDF-1.7 sakspapirene")
    project.write("content/media/Møte 3/Innkalling nr. 1.pdf", b"%PDF-1.7 innkallingen")
    project.write("content/pages/tall.csv", "År;Antall\n2025;12\n")
    project.write(_SAK, f"---\ntitle: Om oss\nsites: [a]\n{more}---\n{body}\n")


@pytest.mark.parametrize(
    ("link", "published"),
    [
        ("[Sak](/media/sak.pdf)", "sak"),
        ("[Sak](../media/sak.pdf)", "sak"),
        ("[Sak](../pages/../media/sak.pdf)", "sak"),
        ("[Tall](tall.csv)", "tall"),
        ("[Tall](./tall.csv 'Tallene')", "tall"),
        ("[Innkalling](</media/Møte 3/Innkalling nr. 1.pdf>)", "innkalling-nr-1"),
        ("[Innkalling](/media/M%C3%B8te%203/Innkalling%20nr.%201.pdf)", "innkalling-nr-1"),
        ("[Side 3](/media/sak.pdf#page=3)", "sak"),
        ("[*Hele* **saken**](/media/sak.pdf)", "sak"),
        ("[Saken](/media/sak.pdf){lang=en .stor}", "sak"),
        ("[Saken][ref]\n\n[ref]: /media/sak.pdf", "sak"),
        ("- Les [saken](/media/sak.pdf).", "sak"),
        ("| Sak |\n| --- |\n| [Saken](/media/sak.pdf) |", "sak"),
        ("## [Saken](/media/sak.pdf)", "sak"),
        ("Hei.[^1]\n\n[^1]: Se [saken](/media/sak.pdf).", "sak"),
        ("> [Saken](/media/sak.pdf)", "sak"),
        ("::: button\n[Åpne saken](/media/sak.pdf)\n:::", "sak"),
        (":::: details Mer\n::: facts\n[Saken](/media/sak.pdf)\n:::\n::::", "sak"),
        ("[![Forsiden av saken](/media/bilde.png)](/media/sak.pdf)", "sak"),
    ],
)
def test_a_file_that_a_text_links_to_is_published(project: Project, link: str, published: str) -> None:
    """Wherever the link stands; what the file is and how large it is follows the text of the link."""
    _link(project, link)
    project.build()
    [name] = _files(project)
    assert name.startswith(f"files/{published}.")
    page = project.output("a/om/index.html")
    assert f'<a href="/{name}' in page
    kind = "CSV" if published == "tall" else "PDF"
    assert page.count(f"<small>({kind}, 1\xa0kB)</small></a>") == 1


@pytest.mark.parametrize(
    "link",
    [
        "[Sak](https://annet.example/sak.pdf)",
        "`[Sak](/media/sak.pdf)`",
        "\\[Sak](/media/sak.pdf)",
        "<https://annet.example/media/sak.pdf>",
        "[Prosjektet](project:prosjekt)",
    ],
)
def test_a_link_to_something_else_publishes_no_file(project: Project, link: str) -> None:
    """Neither does what is no link."""
    _link(project, link)
    project.report()
    assert _files(project) == []


@pytest.mark.parametrize(
    ("link", "code", "words"),
    [
        ("[Sak](sak.pdf)", "DW141", "Mente du «/media/sak.pdf»?"),
        ("[Sak](/media/sakk.pdf)", "DW141", "Mente du «/media/sak.pdf»?"),
        ("[Sak](/media/SAK.pdf)", "DW141", "Mente du «/media/sak.pdf»?"),
        ("[Sak](/media/sak.docx)", "DW141", "Mente du «/media/sak.pdf»?"),
        ("[Sak](../../../../etc/passwd.pdf)", "DW141", "nøyaktig likt."),
        ("[Sak](../media/sak)", "DW301", "Mente du «../media/sak.pdf»?"),
        ("[Sak](/media/bilde.png)", "DW306", "«download»"),
        ("[Sak](/media/tom.pdf)", "DW706", "Last opp riktig fil."),
        ("[Sak](/media/tom.docx)", "DW706", "Last opp riktig fil."),
        ("[Sak](/media/sperret.pdf)", "DW712", "uten passord"),
    ],
)
def test_a_file_that_a_text_cannot_link_to_is_reported(
    project: Project, link: str, code: str, words: str
) -> None:
    """At the link, with what to do."""
    project.write("content/media/tom.pdf", b"")
    project.write("content/media/tom.docx", b"%PDF-1.7")
    project.write("content/media/sperret.pdf", b"%PDF-1.7 trailer <</Encrypt 3 0 R>>")
    _link(project, f"Ord.\n\n{link}")
    [finding] = project.findings()
    assert f"om.md:7:1: {'warning' if code == 'DW712' else 'error'} {code} " in finding
    assert words in finding


def test_a_large_file_is_reported_and_published(project: Project) -> None:
    """Most of those who read it have a phone."""
    _link(project, "[Saken](/media/sak.pdf)")
    project.write("content/media/sak.pdf", b"%PDF-1.7" + bytes(21_000_000))
    [finding] = project.findings()
    assert "DW711 Filen «/media/sak.pdf» er på 21 MB." in finding
    assert "<small>(PDF, 21,0\xa0MB)</small>" in project.output("a/om/index.html")


@pytest.mark.parametrize(
    "more", ["draft: true\n", "publish_at: 2030-01-01T08:00\n", "expire_at: 2020-01-01T08:00\n"]
)
def test_the_files_of_a_text_that_is_not_public_are_not_either(project: Project, more: str) -> None:
    """Those of a draft are not even for whoever guesses their names."""
    _link(project, "[Saken](/media/sak.pdf)", more)
    project.report()
    assert _files(project) == []


def test_a_file_is_listed_once_by_the_text_of_its_first_link(project: Project) -> None:
    """Wherever its links stand, and whatever place in it they lead to."""
    project.write(
        "themes/base/templates/page.html",
        '{% extends "document.html" %}{% block details %}{% for file in doc.attachments %}'
        "<li>{{ file.label }}|{{ file.lang }}|{{ file.format }}|{{ file.url }}</li>{% endfor %}{% endblock %}",
    )
    _link(
        project,
        '[Hele *saken*, "nå"](/media/sak.pdf#page=2){lang=en} og [det samme](../media/sak.pdf).\n\n'
        "::: details Mer\n[![En & to](/media/bilde.png)](tall.csv)\n:::",
    )
    project.build()
    sak, tall = _files(project)
    page = project.output("a/om/index.html")
    assert f"<li>Hele saken, “nå”|en|PDF|/{sak}</li><li>En &amp; to|None|CSV|/{tall}</li>" in page


def test_a_text_of_a_word_processor_is_reported_until_a_document_links_to_it(project: Project) -> None:
    """It may have been meant to be a document."""
    project.write("content/pages/sak.docx", b"PK")
    assert [finding.split()[2] for finding in project.findings()] == ["DW144"]
    assert "Skal den kunne lastes ned, så lenk til den fra et dokument." in project.findings()[0]
    _link(project, "[Saken](sak.docx)")
    assert project.codes() == ["DW706"]


def test_a_file_of_a_document_of_a_different_site_is_not_there(project: Project) -> None:
    """That site alone publishes it, and this one has no dead link to it."""
    project.write("content/videos/opptak.md", _OWN_FILM)
    project.write("content/videos/film.mp4", b"\0\0\0\x18ftypmp42")
    project.write("content/videos/t.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHei.\n")
    project.write(
        "themes/base/templates/directives/video.html",
        "{% set film = directive.document.file('film.mp4') %}<i>{{ film.url if film else 'ingen' }}</i>",
    )
    project.write(_SAK, "---\ntitle: Om oss\nsites: [a, b]\n---\n::: video opptak\n:::\n")
    project.build()
    assert "<i>/files/film." in project.output("a/om/index.html")
    assert "<i>ingen</i>" in project.output("b/om/index.html")


def test_a_file_that_a_text_links_to_is_used(project: Project) -> None:
    """Nobody is asked to delete it."""
    _link(project, "[Saken](/media/sak.pdf), [tallene](tall.csv)")
    report = project.report(command="check")
    unused = [found["path"] for found in report["findings"] if found["code"] == "DW705"]
    assert unused == ["content/media/Møte 3/Innkalling nr. 1.pdf"]


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
