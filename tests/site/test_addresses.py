"""Where a site lies, for good and in this build."""

from __future__ import annotations

import pytest

from drammenworks.site.base_urls import Addresses


@pytest.mark.parametrize(
    ("deployed", "base", "href", "url"),
    [
        ("https://a.example", "", "/prosjekter/", "https://a.example/prosjekter/"),
        ("https://a.example/", "", "/prosjekter/", "https://a.example/prosjekter/"),
        (
            "https://b.example/repo/pr-7",
            "/repo/pr-7",
            "/repo/pr-7/prosjekter/",
            "https://b.example/repo/pr-7/prosjekter/",
        ),
        ("http://localhost.test:8000/a/", "/a", "/a/prosjekter/", "http://localhost.test:8000/a/prosjekter/"),
    ],
)
def test_links_go_to_where_the_build_lies(deployed: str, base: str, href: str, url: str) -> None:
    """Under a base path every link stays below it, and canonical links stay where the site is published."""
    addresses = Addresses("https://a.example", deployed)
    assert addresses.base_path == base
    assert addresses.href("/prosjekter/") == href
    assert addresses.deployed_url("/prosjekter/") == url
    assert addresses.canonical_url("/prosjekter/") == "https://a.example/prosjekter/"


@pytest.mark.parametrize(
    ("deployed", "preview"),
    [
        ("https://a.example", False),
        ("https://a.example/", False),
        ("https://a.example/pr-7", True),
        ("http://a.example", True),
        ("https://b.example", True),
    ],
)
def test_a_build_that_lies_elsewhere_is_a_preview(deployed: str, preview: bool) -> None:
    """A preview is to stay out of search engines."""
    assert Addresses("https://a.example", deployed).is_preview is preview


def test_paths_are_written_as_urls() -> None:
    """Letters outside ASCII, spaces and quotes are encoded; slashes and anchors stay."""
    addresses = Addresses("https://a.example", "https://a.example/x")
    assert addresses.href("/årsmøte/a b/#på") == "/x/%C3%A5rsm%C3%B8te/a%20b/#p%C3%A5"
    assert addresses.canonical_url('/"/') == "https://a.example/%22/"
