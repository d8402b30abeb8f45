"""The PDFs of a site: what they say, how they are tagged, and when they are made."""

from __future__ import annotations

import io
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.project import AT, Project

pytest.importorskip("typst", reason="there is no Typst for Windows on ARM")
pikepdf = pytest.importorskip("pikepdf")

from drammenworks.pdf.structure import structure  # noqa: E402

PDF = "rapporter/rapport/rapport.pdf"
ARTICLE = "aktuelt/nyhet/nyhet.pdf"


def _opened(path: Path) -> Any:
    return pikepdf.open(io.BytesIO(path.read_bytes()))


def _names(pdf: Any) -> list[str]:
    return [str(node.S).removeprefix("/") for node in structure(pdf)]


def _scopes(attributes: Any) -> Iterator[str]:
    """Yield the scopes of a cell; its attributes may be one dictionary or several."""
    for one in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if "/Scope" in one:
            yield str(one.Scope)


def test_a_pdf_is_found_where_its_page_was(branded: Project) -> None:
    """Others link to it, too; a ledger asks for it as for the page."""
    branded.write("content/urls/a.txt", "/gammel/\n/gammel/gammel.pdf\n/borte/borte.pdf\n")
    branded.write("content/urls/gone.yaml", "gone:\n  - {site: a, address: /borte/}\n")
    path = "content/reports/rapport/index.md"
    branded.write(path, branded.read(path).replace("---\n", "---\naliases: [/gammel/]\n", 1))
    branded.build()
    assert "/rapporter/rapport/rapport.pdf" in branded.output("a/gammel/gammel.pdf/index.html")
    assert "/gammel/gammel.pdf /rapporter/rapport/rapport.pdf 301\n" in branded.output("a/_redirects")


# --- what a PDF is --------------------------------------------------------------------------------


def test_it_says_its_language_and_title_and_that_it_is_tagged(report_pdf: Path) -> None:
    """As PDF/UA-1 and PDF/A-3a ask; what is code elsewhere is text here."""
    with _opened(report_pdf) as pdf:
        assert str(pdf.Root.Lang) == "nb"
        assert str(pdf.docinfo.Title) == "Rapporten # $ @ \\ «prøve»"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        meta = str(pdf.open_metadata())
    assert "pdfuaid" in meta
    assert "pdfaid" in meta


def test_its_headings_have_no_gaps_and_are_its_bookmarks(report_pdf: Path) -> None:
    """From the title down."""
    with _opened(report_pdf) as pdf:
        levels = [int(name[1]) for name in _names(pdf) if name[0] == "H" and name[1:].isdigit()]
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
            below = [item.title for item in outline.root[0].children]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert titles == ["Rapporten # $ @ \\ «prøve»"]
    assert {"Nøkkeltall", "Tall", "Til slutt"} <= set(below)


def test_every_figure_has_an_alternative_text(report_pdf: Path) -> None:
    """The picture of the cover, and that of the text."""
    with _opened(report_pdf) as pdf:
        alts = [str(node.get("/Alt", "")) for node in structure(pdf) if pikepdf.Name.Figure == node.S]
    assert {"En liten firkant", "En firkant til"} <= set(alts)
    assert all(alts)


def test_every_header_of_a_table_has_a_scope(report_pdf: Path) -> None:
    """Those of columns, and those of rows, which Typst does not mark."""
    with _opened(report_pdf) as pdf:
        headers = [node for node in structure(pdf) if node.S == pikepdf.Name.TH]
        scopes = [list(_scopes(node.A)) for node in headers]
    assert all(len(found) == 1 for found in scopes)
    assert {found[0] for found in scopes} == {"/Column", "/Row"}


def test_lists_quotes_links_notes_and_contents_are_tagged_as_such(report_pdf: Path) -> None:
    """So that they are read out as what they are."""
    with _opened(report_pdf) as pdf:
        names = set(_names(pdf))
    assert {"L", "LI", "LBody", "Link", "Note", "TOC", "TOCI", "BlockQuote", "Table", "Caption"} <= names


def test_the_checker_of_pdf_ua_finds_nothing(report_pdf: Path) -> None:
    """It checks what a program can."""
    pytest.importorskip("pdfua")
    done = subprocess.run(
        [sys.executable, "-m", "pdfua", "check", str(report_pdf)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stdout
    assert "PASS" in done.stdout


def test_its_text_is_that_of_the_page_in_its_order(report_pdf: Path) -> None:
    """With æøå, and with every sign that Typst would take for code."""
    text = _text(report_pdf)
    expected = [
        "Rapporten # $ @ \\ «prøve»",
        "Innhold",
        "Nøkkeltall",
        "om lag 1 950",
        "#kode $x$ @y \\n",
        "Medlemmer per år",
        "Under tallene",
        "Ett punkt",
        "Hokksund",
        "Dette gikk bra.",
        "Skjult på nettet, synlig her.",
        "Inntekter",
        "Tallet for 2024 var galt.",
    ]
    places = [
        text.find(part, text.find("Innhold") if index > 1 else 0) for index, part in enumerate(expected)
    ]
    assert -1 not in places, expected[places.index(-1)]
    assert "Noten om tallene." in text


def _text(path: Path) -> str:
    """Return the text of a PDF in the order of its content, by poppler where it is installed."""
    try:
        done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    except FileNotFoundError:
        pytest.skip("poppler is not installed")
    text = done.stdout.decode().replace("\u00ad\n", "").replace("\u00a0", " ").replace("\u202f", " ")
    return " ".join(text.split())


# --- where it is ----------------------------------------------------------------------------------


def test_the_page_and_its_pdf_lead_to_each_other(report_pdf: Path, branded: Project) -> None:
    """The page by a link that says what it is, the PDF by the address of the page."""
    page = branded.output("a/rapporter/rapport/index.html")
    assert f'href="/{PDF}" type="application/pdf">Last ned som PDF</a>' in page
    assert f'<link rel="alternate" type="application/pdf" href="/{PDF}">' in page
    with _opened(report_pdf) as pdf:
        links = {
            str(annotation.A.URI)
            for page in pdf.pages
            for annotation in page.get("/Annots", ())
            if "/A" in annotation and "/URI" in annotation.A
        }
    assert "https://a.example/rapporter/rapport/" in links


def test_both_brands_have_pdfs_of_what_asks_for_one(branded: Project) -> None:
    """A piece of news has none unless it says so."""
    assert not any(path.endswith("nyhet.pdf") for path in branded.published())
    branded.change("content/news/nyhet.md", "date:", "pdf: true\ndate:")
    branded.change("content/events/mote.md", "start:", "pdf: true\nstart:")
    branded.build()
    made = {path for path in branded.published() if path.endswith(".pdf")}
    assert {path.partition("/")[0] for path in made} == {"a", "b"}
    with _opened(branded.root / "output/b" / ARTICLE) as pdf:
        assert "Beta" in str(pdf.docinfo.Author)


@pytest.mark.parametrize(
    "line", ["draft: true", "publish_at: 2027-01-01 08:00", "expire_at: 2026-01-01 08:00"]
)
def test_what_is_not_public_has_no_pdf(branded: Project, line: str) -> None:
    """Neither in a build nor in a preview with drafts."""
    branded.change("content/reports/rapport/index.md", "year:", f"{line}\nyear:")
    branded.report()
    assert not any(path.endswith(".pdf") for path in branded.published())
    branded.report("--drafts")
    assert not any(path.endswith(".pdf") for path in branded.published())


def test_a_report_may_have_a_file_of_its_own_or_none(branded: Project) -> None:
    """The file takes the place of the one that is made."""
    branded.write("content/reports/rapport/egen.pdf", b"%PDF-1.4\ntrailer <</Root 1 0 R>>\n%%EOF\n")
    branded.change("content/reports/rapport/index.md", "year:", "pdf: egen.pdf\nyear:")
    branded.build()
    assert {path.rpartition("/")[2][:4] for path in branded.published() if path.endswith(".pdf")} == {"egen"}
    branded.change("content/reports/rapport/index.md", "pdf: egen.pdf", "pdf: false")
    branded.remove("content/reports/rapport/egen.pdf")
    branded.build()
    assert not any(path.endswith(".pdf") for path in branded.published())


# --- when it is made ------------------------------------------------------------------------------


def test_it_is_made_again_only_when_what_it_says_changes(report_pdf: Path, branded: Project) -> None:
    """A change of a menu reaches the page and not the PDF; one of the text, a table or the theme does."""

    def digest_after(path: str, old: str, new: str) -> bytes:
        branded.change(path, old, new)
        branded.build()
        return report_pdf.read_bytes()

    first, sources = report_pdf.read_bytes(), branded.root / ".cache/pdfs/finished"
    assert digest_after("content/sites/a.yaml", "Foreningen", "Foreningen vår") == first
    assert len(list(sources.iterdir())) == 1
    second = digest_after("content/reports/rapport/medlemmer.csv", "2024", "2023")
    assert second != first
    third = digest_after("content/reports/rapport/index.md", "Første avsnitt", "Et avsnitt")
    assert third not in (first, second)
    assert digest_after("themes/drammenworks/typst/brand.typ", "#df5330", "#005500") not in (
        first,
        second,
        third,
    )
    branded.change("themes/drammenworks/typst/brand.typ", "#005500", "#df5330")
    branded.change("content/reports/rapport/index.md", "Et avsnitt", "Første avsnitt")
    assert digest_after("content/reports/rapport/medlemmer.csv", "2023", "2024") == first


def test_it_is_the_same_in_another_folder_and_time_zone(
    report_pdf: Path, branded: Project, tmp_path: Path
) -> None:
    """Byte by byte: no clock, no path and no hash seed is in it."""
    elsewhere = tmp_path / "et annet sted"
    for name in ("content", "themes"):
        shutil.copytree(branded.root / name, elsewhere / name)
    subprocess.run(
        [sys.executable, "-m", "drammenworks", "build", "--at", AT],
        cwd=elsewhere,
        env={**os.environ, "TZ": "Pacific/Auckland", "LANG": "C", "PYTHONHASHSEED": "1"},
        check=True,
        capture_output=True,
    )
    assert (elsewhere / "output/a" / PDF).read_bytes() == report_pdf.read_bytes()


def test_it_is_small(report_pdf: Path) -> None:
    """Typefaces are subset to what it shows."""
    assert report_pdf.stat().st_size < 300_000


# --- bad input ------------------------------------------------------------------------------------


def test_signs_without_a_glyph_are_told_and_replaced(branded: Project) -> None:
    """An emoji is left out; Arabic is in a typeface that Typst brings; the page shows all of it."""
    branded.change("content/reports/rapport/index.md", "Første avsnitt", "Gratulerer 😀 مرحبا 中")
    branded.remove("content/reports/rapport/medlemmer.csv")
    branded.write("content/reports/rapport/medlemmer.csv", "År;Antall\n2024;1\n2025;2\n")
    found = branded.findings()
    assert len(found) == 1
    assert found[0].startswith("content/reports/rapport/index.md: warning DW730")
    assert "中 😀" in found[0]
    text = _text(branded.root / "output/a" / PDF)
    assert "Gratulerer" in text
    assert "😀" not in text


def test_a_word_of_120_letters_stays_on_the_page(branded: Project) -> None:
    """In the title, the text and a table."""
    word = "næringsutvikling" * 8
    branded.change("content/reports/rapport/index.md", "Første avsnitt", word)
    branded.change("content/reports/rapport/index.md", "| Drammen |", f"| {word} |")
    branded.build()
    assert word in _text(branded.root / "output/a" / PDF).replace(" ", "").replace("\u200b", "")


def test_a_fault_in_a_typst_file_is_told_with_its_line(branded: Project) -> None:
    """Nothing is published meanwhile."""
    before = (branded.root / "output/a" / PDF).read_bytes()
    branded.change("themes/drammenworks/typst/brand.typ", "#let radius = 0pt", "#let radius = ukjent")
    [found] = branded.findings()
    line = branded.read("themes/drammenworks/typst/brand.typ").splitlines().index("#let radius = ukjent") + 1
    assert found.startswith(f"themes/drammenworks/typst/brand.typ:{line}: error DW640")
    assert "ukjent" in found
    assert (branded.root / "output/a" / PDF).read_bytes() == before


def test_a_check_tells_what_a_build_would(branded: Project) -> None:
    """A theme that cannot set a document is found without publishing anything."""
    branded.change("themes/base/typst/document.typ", "#set text(", "#set tekst(")
    before = branded.published(), {path.name for path in (branded.root / ".cache/images").iterdir()}
    codes = [found["code"] for found in branded.report(command="check")["findings"]]
    assert codes.count("DW640") == 1
    branded.change("themes/base/typst/document.typ", "#set tekst(", "#set text(fallback: true, ")
    assert "DW640" not in [found["code"] for found in branded.report(command="check")["findings"]]
    assert (branded.published(), {path.name for path in (branded.root / ".cache/images").iterdir()}) == before


def test_without_typst_all_else_is_built(branded: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that it does not exist for gets a warning, once."""
    for module in ("drammenworks.pipeline.pdfs", "drammenworks.pipeline.pdf_sources"):
        monkeypatch.setattr(f"{module}.is_available", lambda: False)
    assert branded.codes() == ["DW840"]
    assert "a/rapporter/rapport/index.html" in branded.published()
    assert not any(path.endswith(".pdf") for path in branded.published())


def test_a_lost_source_is_made_again(report_pdf: Path, branded: Project) -> None:
    """Whoever empties a part of the cache loses nothing."""
    first = report_pdf.read_bytes()
    branded.remove(".cache/pdfs", "output")
    branded.build()
    assert report_pdf.read_bytes() == first


def test_links_lead_to_places_in_the_document_whatever_they_are(branded: Project) -> None:
    """A heading, a table, a footnote or a part of the page; the notice of an erratum leads to all errata."""
    with _opened(branded.root / "output/a" / PDF) as pdf:
        inner = [
            annotation
            for page in pdf.pages
            for annotation in page.get("/Annots", ())
            if "/Dest" in annotation or ("/A" in annotation and pikepdf.Name.GoTo == annotation.A.S)
        ]
    assert len(inner) > 8
    text = _text(branded.root / "output/a" / PDF)
    assert text.index("Rapporten er rettet etter at den kom ut, den 1. mai 2026.") < text.index("Innhold")


def test_a_theme_that_states_no_language_is_told_of(branded: Project) -> None:
    """Typst would take English, and read the text out as that."""
    branded.change("themes/base/typst/document.typ", "lang: data.lang, ", "")
    [found] = branded.findings()
    assert found.startswith("themes/base/typst/document.typ: error DW640")
    assert "hvilket språk" in found


def test_what_pdfs_are_made_with_is_removed_from_the_cache(branded: Project) -> None:
    """What a build would use again is left."""
    kept = {path.name for path in (branded.root / ".cache/pdfs/finished").iterdir()}
    (branded.root / ".cache/pdfs/set-of-a-killed-build").mkdir()
    assert branded.run("cache", "prune").code == 0
    assert {path.name for path in (branded.root / ".cache/pdfs").iterdir()} == {"finished", "sources"}
    assert {path.name for path in (branded.root / ".cache/pdfs/finished").iterdir()} == kept
    branded.build()


def test_what_leads_elsewhere_is_left_out(branded: Project) -> None:
    """News of a project and the next events stand on their pages, and not in their PDFs."""
    branded.change("content/projects/prosjekt.md", "title:", "pdf: true\ntitle:")
    branded.change("content/news/nyhet.md", "date:", "related: [project:prosjekt]\ndate:")
    branded.change("content/events/mote.md", "title: Møtet", "title: Møtet\npdf: true\nstatus: cancelled")
    branded.write("content/events/neste.md", "---\ntitle: Det neste\nstart: 2026-12-05 18:00\n---\nKom.\n")
    branded.build()
    assert "Nyheten" in branded.output("a/prosjekter/prosjekt/index.html")
    assert "Nyheten" not in _text(branded.root / "output/a/prosjekter/prosjekt/prosjekt.pdf")
    assert "Det neste" in branded.output("a/arrangementer/mote/index.html")
    text = _text(branded.root / "output/a/arrangementer/mote/mote.pdf")
    assert "Det neste" not in text
    assert "Møtet" in text


def test_data_that_the_text_leads_to_is_attached_as_it_is_published(branded: Project) -> None:
    """As data of the document (PDF/A-3), whatever its encoding, beside the figures of a report."""
    branded.write("content/reports/rapport/tall.csv", "År;Antall\n2025;12\n")
    branded.write("content/reports/rapport/gammelt.csv", "År;Møter\n2025;3\n".encode("latin-1"))
    links = "[Tallene](tall.csv), [de gamle](gammelt.csv) og [nettstedet](https://c.example/tall.csv)"
    branded.change("content/reports/rapport/index.md", "Første avsnitt", f"Se {links}. Første avsnitt")
    branded.report()
    with _opened(branded.root / "output/a" / PDF) as pdf:
        attached = [found.get_file().read_bytes() for found in pdf.attachments.values()]
        assert len(pdf.Root.AF) == len(attached)
    published = [path.read_bytes() for path in (branded.root / "output/a/files").glob("*.csv")]
    assert set(published) <= set(attached)
    assert len(published) == 2
