"""The fields of a site's file."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from drammenworks.config import Site

BASE: dict[str, Any] = {
    "id": "a",
    "name": "Alfa",
    "base_url": "https://a.example",
    "theme": "base",
    "languages": ["nb", "en"],
}


def _site(**changes: Any) -> Site:
    return Site.model_validate({**BASE, **changes}, context={"lang": "nb"})


def _codes(**changes: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        _site(**changes)
    return [error.get("ctx", {}).get("code", error["type"]) for error in caught.value.errors()]


def test_the_default_language_lies_at_the_root() -> None:
    """The other languages lie in a folder of their own."""
    assert _site().prefix("nb") == "/"
    assert _site().prefix("en") == "/en/"
    assert _site(default_language="en").prefix("nb") == "/nb/"


def test_most_settings_may_be_left_out() -> None:
    """A site needs few fields."""
    site = _site()
    assert (site.per_page, site.images.widths, site.sector, site.robots) == (
        12,
        (240, 400, 800, 1200, 1600, 2400),
        "private",
        True,
    )


def test_a_public_body_must_have_an_accessibility_statement() -> None:
    """Forskrift om universell utforming § 4 b: without the statement's address there is no site."""
    assert _codes(sector="public") == ["DW222"]
    assert _site(sector="public", statement_url="https://uustatus.no/nb/1").sector == "public"


def test_the_default_language_is_one_of_the_languages() -> None:
    """A site cannot be in a language that it does not have."""
    assert _codes(languages=["en"]) == ["DW212"]
    assert _codes(languages=[]) == ["DW212"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"languages": ["nb", "nb"]}, ["DW225"]),
        ({"per_page": "0"}, ["DW234"]),
        ({"images": {"widths": ["480", "-1"]}}, ["DW234"]),
        ({"id": "../a"}, ["DW226"]),
        ({"theme": "../base"}, ["DW226"]),
        ({"base_url": "a.example"}, ["DW215"]),
        ({"sections": {"project": {"nb": "prosjekter"}}}, ["DW231"]),
        ({"sections": {"project": {"nb": "//host/"}}}, ["DW231"]),
        ({"taxonomies": {"emner": {"nb": "/emner/"}}}, ["DW212"]),
        ({"menus": {"main": [{"section": "project", "page": "om"}]}}, ["DW232"]),
        ({"menus": {"main": [{"label": {"nb": "x"}}]}}, ["DW232"]),
        ({"menus": {"main": [{"url": "javascript:alert(1)"}]}}, ["DW215"]),
        ({"farge": "blå"}, ["extra_forbidden"]),
    ],
)
def test_settings_that_make_no_site_are_refused(changes: dict[str, Any], codes: list[str]) -> None:
    """A setting is refused by its own rule."""
    assert _codes(**changes) == codes


def test_a_site_never_changes() -> None:
    """What one stage read, no other stage can alter."""
    with pytest.raises(ValidationError):
        _site().name = "Gamma"
