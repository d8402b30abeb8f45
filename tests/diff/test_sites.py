"""What differs between two outputs."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from drammenworks.diff.html_report import as_html
from drammenworks.diff.markdown_report import as_markdown
from drammenworks.diff.published_site import published_sites
from drammenworks.diff.site_difference import LostPage, SiteDifference, compare_outputs, lost_addresses
from drammenworks.diff.text_report import as_text
from drammenworks.errors import UsageError
from tests.diff.pages import page, write


def compared(tmp_path: Path, before: dict[str, str | bytes], after: dict[str, str | bytes]) -> SiteDifference:
    outputs = write(tmp_path / "before", before), write(tmp_path / "after", after)
    [site] = compare_outputs(*outputs)
    return site


def test_the_same_output_has_no_difference(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"om/index.html": page("<p>Tekst.</p>"), "media/a.jpg": b"x"}
    assert compared(tmp_path, files, files).is_empty


def test_a_page_that_is_gone_is_a_lost_address(tmp_path: Path) -> None:
    site = compared(tmp_path, {"om/index.html": page("<p>Tekst.</p>")}, {})
    assert site.lost == (LostPage("/om/", "Om oss"),)
    assert lost_addresses((site,)) == 1


@pytest.mark.parametrize(
    "files",
    [
        {"om/index.html": '<meta http-equiv="refresh" content="0; url=/hvem/">'},
        {"_redirects": "/om/ /hvem/ 301\n"},
        {"_redirects": "# fra før\n/x /y\n/om/  /hvem/\n"},
    ],
    ids=["page", "rule", "rule among others"],
)
def test_an_address_that_leads_on_is_moved(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    site = compared(
        tmp_path, {"om/index.html": page("")}, {"hvem/index.html": page("", title="Hvem vi er"), **files}
    )
    assert site.lost == ()
    assert [(moved.path, moved.title, moved.target) for moved in site.moved] == [("/om/", "Om oss", "/hvem/")]
    assert [path for path, _ in site.added] == ["/hvem/"]


def test_a_former_address_must_go_on_leading_somewhere(tmp_path: Path) -> None:
    """A redirect that goes is an address that is lost."""
    redirect = '<meta http-equiv="refresh" content="0;url=/ny/">'
    assert compared(tmp_path, {"gammel/index.html": redirect}, {}).lost == (LostPage("/gammel/", ""),)


def test_a_rule_with_a_placeholder_saves_no_address(tmp_path: Path) -> None:
    site = compared(tmp_path, {"om/index.html": page("")}, {"_redirects": "/* /404 404\n"})
    assert site.lost == (LostPage("/om/", "Om oss"),)


def test_a_template_that_changes_every_page_is_told_by_itself(tmp_path: Path) -> None:
    before = {f"{name}/index.html": page("<p>Tekst.</p>") for name in "abc"}
    after = {path: html.replace("<article>", '<article class="ny">') for path, html in before.items()}
    site = compared(tmp_path, dict(before), dict(after))
    assert site.templates_only == ("/a/", "/b/", "/c/")
    assert site.changed == ()


def test_files_are_named_without_what_a_build_adds(tmp_path: Path) -> None:
    before: dict[str, str | bytes] = {
        "media/by.aaaaaaaa-400.jpg": b"1",
        "media/by.aaaaaaaa-800.jpg": b"1",
        "media/borte.bbbbbbbb.jpg": b"1",
        "media/rapport.pdf": b"1",
    }
    after: dict[str, str | bytes] = {
        "media/by.cccccccc-400.jpg": b"2",
        "media/ny.dddddddd.jpg": b"2",
        "media/rapport.pdf": b"2",
    }
    site = compared(tmp_path, before, after)
    assert site.files["pictures"] == (("media/ny",), ("media/by",), ("media/borte",))
    assert site.files["documents"] == ((), ("media/rapport.pdf",), ())


def _calendar(sequence: int, start: str, uid: str = "a@a.example") -> str:
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:x",
            "BEGIN:VEVENT",
            f"UID:{uid}",
            "DTSTAMP:20260101T000000Z",
            "SUMMARY:Møtet",
            f"SEQUENCE:{sequence}",
            f"DTSTART:{start}",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (_calendar(0, "20261201T170000Z"), _calendar(1, "20261202T170000Z"), ["changed"]),
        (_calendar(0, "20261201T170000Z"), _calendar(0, "20261202T170000Z"), ["unraised"]),
        (
            _calendar(0, "20261201T170000Z"),
            _calendar(0, "20261201T170000Z", "b@a.example"),
            ["removed", "added"],
        ),
        (_calendar(0, "20261201T170000Z"), _calendar(3, "20261201T170000Z"), []),
        (_calendar(0, "20261201T170000Z"), "BEGIN:VCALENDAR", []),
        ("ikke en kalender", _calendar(0, "20261201T170000Z"), []),
    ],
    ids=["raised", "not raised", "another", "only raised", "cut", "no calendar"],
)
def test_a_changed_event_needs_a_higher_sequence(
    tmp_path: Path, before: str, after: str, kinds: list[str]
) -> None:
    """Calendar programs keep what they have otherwise (RFC 5546 § 2.1.4)."""
    site = compared(tmp_path, {"m/calendar.ics": before}, {"m/calendar.ics": after})
    assert [found.kind for found in site.calendars] == kinds


def test_a_folder_without_sites_is_told_of(tmp_path: Path) -> None:
    write(tmp_path / "after", {})
    (tmp_path / "before").mkdir()
    with pytest.raises(UsageError, match=r"ingen index\.html"):
        compare_outputs(tmp_path / "before", tmp_path / "after")


def test_a_folder_may_be_a_single_site(tmp_path: Path) -> None:
    outputs = write(tmp_path / "before", {"om/index.html": page("")}), write(tmp_path / "after", {})
    [site] = compare_outputs(outputs[0] / "a", outputs[1] / "a")
    assert (site.name, site.lost) == ("", (LostPage("/om/", "Om oss"),))


def test_a_list_that_nothing_belongs_to_any_more_is_told_to_be_one(tmp_path: Path) -> None:
    """Its address is told of, and stops nothing: whatever was taken off must not wait for it."""
    data = '<script type="application/ld+json">{"@type":"CollectionPage","name":"Fiske"}</script>'
    before = {"emner/fiske/index.html": page("", title="Fiske", head=data), "om/index.html": page("")}
    site = compared(tmp_path, before, {})
    assert site.lost == (LostPage("/emner/fiske/", "Fiske", is_list=True), LostPage("/om/", "Om oss"))
    assert lost_addresses((site,)) == 1
    markdown, text = as_markdown([site]), as_text([site])
    assert "- `/emner/fiske/` (Fiske) – en liste som ble tom" in markdown
    assert "En liste som ble tom, hadde det siste" in markdown
    assert "Gi siden som har overtatt" in markdown
    assert "/emner/fiske/  Fiske (en liste som ble tom)" in text
    [only] = [replace(site, lost=site.lost[:1])]
    assert "Gi siden som har overtatt" not in as_markdown([only])
    assert "en liste som ble tom" in as_html([only])


def test_a_site_that_goes_loses_all_its_addresses(tmp_path: Path) -> None:
    before, after = write(tmp_path / "before", {}), write(tmp_path / "after", {})
    write(before, {}, site="b")
    assert [(site.name, site.lost) for site in compare_outputs(before, after)] == [
        ("a", ()),
        ("b", (LostPage("/", "Forside"),)),
    ]


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    """An artifact of a fork may hold any link."""
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "index.html").write_text(page("<p>Hemmelig</p>"), encoding="utf-8")
    before, after = write(tmp_path / "before", {}), write(tmp_path / "after", {})
    (after / "a" / "ut").symlink_to(secret, target_is_directory=True)
    (after / "a" / "lenke.html").symlink_to(secret / "index.html")
    (after / "b").symlink_to(secret, target_is_directory=True)
    [site] = compare_outputs(before, after)
    assert site.is_empty


def test_a_page_of_absurd_size_is_not_read(tmp_path: Path) -> None:
    before = write(tmp_path / "before", {"om/index.html": page("")})
    after = write(tmp_path / "after", {"om/index.html": ""})
    with (after / "a/om/index.html").open("wb") as file:
        file.truncate(1 << 30)
    [site] = compare_outputs(before, after)
    assert site.unread == ("/om/",)


@pytest.mark.parametrize("name", ["..", ".", "", "lenke", ".drammenworks"])
def test_a_list_of_a_build_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    """It may come from a pull request, as all that is beside it."""
    output = tmp_path / "output"
    for folder in (tmp_path, output / "a", output / ".drammenworks"):
        folder.mkdir(exist_ok=True, parents=True)
        (folder / "index.html").write_text("<html></html>", encoding="utf-8")
    if name == "lenke":
        if os.name == "nt":
            pytest.skip("links need rights there")
        (output / "lenke").symlink_to(tmp_path)
    (output / ".drammenworks" / f"{name}.json").write_text('["index.html"]', encoding="utf-8")
    assert published_sites(output).keys() <= {"a"}
