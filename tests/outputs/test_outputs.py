"""The files of a site that are no pages."""

from __future__ import annotations

import re

from drammenworks.outputs.headers import headers_file
from drammenworks.outputs.redirects import redirects_file
from drammenworks.outputs.robots import robots_file
from drammenworks.site.base_urls import Addresses
from drammenworks.site.page import Redirect
from tests.documents import document
from tests.project import Project

HOME = Addresses("https://a.example", "https://a.example")
PREVIEW = Addresses("https://a.example", "https://x.example/pr-7/a")
PLACE = document("pages/om.md").location.at()


def test_an_assets_name_changes_with_its_bytes(project: Project) -> None:
    """So that hosts may cache it for ever, and pages name the new one."""

    def logo() -> str:
        [path] = [path for path in project.published("a") if path.startswith("assets/logo.")]
        assert path in project.output("a/index.html")
        return path

    project.build()
    before = logo()
    project.build()
    assert logo() == before
    project.change("themes/base/assets/logo.svg", "0 0 1 1", "0 0 2 2")
    project.build()
    assert logo() != before


def test_the_style_sheets_of_a_theme_are_one_file(project: Project) -> None:
    """In cascade order: a theme overrides the theme that it extends."""
    project.build()
    [sheet] = [path for path in project.published("b") if path.endswith(".css")]
    css = project.output(f"b/{sheet}")
    assert "navy" in css
    assert "black" not in css
    assert not any("base.css" in path or "plain.css" in path for path in project.published("b"))


def test_assets_under_a_base_path_are_linked_to_below_it(project: Project) -> None:
    """Style sheet, pictures and drawings."""
    project.build("--site", "a", "--base-url", "https://x.example/pr-7")
    page = project.output("a/prosjekter/prosjekt/index.html")
    urls = re.findall(r'(?:href|src)="(/[^"]*)"', page)
    assert urls
    assert all(url.startswith("/pr-7/") for url in urls)
    assert {f"/pr-7/{path}" for path in project.published("a")} >= {url for url in urls if "." in url}


def test_headers_guard_every_page_and_let_assets_be_cached() -> None:
    """Four blocks below the base path; noindex is in this file."""
    text = headers_file(PREVIEW, noindex=True).read().decode()
    blocks = [line for line in text.splitlines() if not line.startswith(" ")]
    assert blocks == ["/pr-7/a/*", "/pr-7/a/assets/*", "/pr-7/a/media/*", "/pr-7/a/files/*"]
    assert "  X-Robots-Tag: noindex\n" in text
    assert "Content-Security-Policy: default-src 'self'" in text
    assert "'unsafe-inline'" not in text
    assert "noindex" not in headers_file(HOME, noindex=False).read().decode()


def test_only_the_published_site_is_bound_to_encryption() -> None:
    """A preview lies on the host of others, and a site without encryption would never be seen again."""
    plain = Addresses("http://a.example", "http://a.example")
    found = [headers_file(where, noindex=False).read().decode() for where in (HOME, PREVIEW, plain)]
    assert ["Strict-Transport-Security: max-age=31536000\n" in text for text in found] == [True, False, False]


def test_pages_take_in_no_frames_where_there_is_no_film(project: Project) -> None:
    """The header of all pages lets in whoever plays a film that is published, and nobody else."""
    film = "---\ntitle: Filmen\nprovider: vimeo\nid: 123\ncaptions: [{lang: nb, src: t.vtt}]\n"
    path = "content/videos/filmen/index.md"
    project.build()
    assert "frame-src 'none'" in project.output("b/_headers")
    project.write("content/videos/filmen/t.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\nHei\n")
    project.write(path, film + "draft: true\n---\n")
    project.build()
    assert "frame-src 'none'" in project.output("a/_headers")
    project.write(path, film + "---\n")
    project.build()
    assert "frame-src https://player.vimeo.com;" in project.output("a/_headers")
    project.write(path, film + "example: true\n---\n")
    project.build()
    assert "frame-src 'none'" in project.output("a/_headers")


SITE = "content/sites/a.yaml"
SECURITY = "security: {email: vakt@a.example, url: 'https://a.example/varsle', expires: 2027-06-01}\n"


def test_whom_to_tell_of_holes(project: Project) -> None:
    """RFC 9116: where browsers and scanners look, with all that is required, until it expires."""
    project.write(SITE, project.read(SITE) + "\n" + SECURITY)
    report = project.build()
    assert project.output("a/.well-known/security.txt").splitlines() == [
        "Contact: mailto:vakt@a.example",
        "Contact: https://a.example/varsle",
        "Expires: 2027-06-01T00:00:00+02:00",
        "Preferred-Languages: nb, en",
        "Canonical: https://a.example/.well-known/security.txt",
    ]
    assert ".well-known/security.txt" not in project.published("b")
    assert report["next_change"] <= "2027-05-02"
    project.report(at="2027-06-01")
    assert ".well-known/security.txt" not in project.published("a")


def test_a_site_tells_a_month_before(project: Project) -> None:
    """That somebody has to look whether it is still right."""
    project.write(SITE, project.read(SITE) + "\n" + SECURITY)
    assert project.codes(at="2027-05-01") == []
    assert project.codes(at="2027-05-03") == ["DW871"]
    assert project.codes(at="2027-06-01T12:00") == ["DW872"]


def test_redirects_are_listed_for_hosts_that_read_them() -> None:
    """Sorted, encoded, below the base path; and without an alias there is no file."""
    redirects = [Redirect("/å/", "/om/", "nb", PLACE), Redirect("/a.html", "/en/om/", "en", PLACE)]
    [file] = redirects_file(redirects, PREVIEW)
    assert file.path == "_redirects"
    assert file.read().decode() == "/pr-7/a/a.html /pr-7/a/en/om/ 301\n/pr-7/a/%C3%A5/ /pr-7/a/om/ 301\n"
    assert redirects_file([], HOME) == []


def test_robots_may_read_everything() -> None:
    """A page that is not to be indexed must be read to know it; a hidden site has no sitemap to name."""
    everything = "User-agent: *\nAllow: /\n"
    assert robots_file(PREVIEW, is_hidden=True).read().decode() == everything
    sitemap = f"Sitemap: {PREVIEW.canonical_url('/sitemap.xml')}\n"
    assert robots_file(PREVIEW, is_hidden=False).read().decode() == everything + sitemap
