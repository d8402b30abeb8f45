"""Which addresses pass."""

from __future__ import annotations

import pytest

from drammenworks.content.markdown.check_target import REFERENCE_KINDS, check_target, normalise_target
from drammenworks.errors import Location

_HERE = Location("x.md", 1)


@pytest.mark.parametrize(
    "target",
    [
        "https://nfdr.no/å?a=b#c",
        "HTTP://nfdr.no/",
        "mailto:post@nfdr.no",
        "tel:+4732000000",
        "#mål",
        "/aktuelt/",
        "../rapport.pdf",
        "møte på Øya.md",
        "?side=2",
        "a/b:c",
        "post@nfdr.no/a",
        *(f"{kind}:navn" for kind in REFERENCE_KINDS),
    ],
)
def test_addresses_that_can_lead_somewhere_pass(target: str) -> None:
    """Web addresses, references, paths and anchors are valid; whether they exist is checked later."""
    assert check_target(target, _HERE, element="lenken") is None


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("javascript:alert(1)", "DW431"),
        ("JavaScript:alert(1)", "DW431"),
        (" \tjava\nscript\r:alert(1)", "DW431"),
        ("\x01javascript:alert(1)", "DW431"),
        ("data:text/html,x", "DW431"),
        ("vbscript:x", "DW431"),
        ("file:///etc/passwd", "DW431"),
        ("ftp://nfdr.no", "DW432"),
        ("kilde:a", "DW432"),
        ("årsrapport:2017", "DW432"),
        ("www.nfdr.no", "DW433"),
        ("//nfdr.no", "DW433"),
        ("/\\nfdr.no", "DW433"),
        ("post@nfdr.no", "DW433"),
        (" \t", "DW434"),
    ],
)
def test_other_addresses_are_refused(target: str, code: str) -> None:
    """Dangerous, unknown, incomplete and empty addresses are distinguished, as browsers interpret them."""
    finding = check_target(normalise_target(target), _HERE, element="lenken")
    assert finding is not None
    assert finding.code == code


def test_an_address_loses_only_what_a_browser_ignores() -> None:
    """Control characters and outer spaces go; spaces inside, no-break spaces and soft hyphens stay."""
    assert (
        normalise_target(" a b\N{NO-BREAK SPACE}\N{SOFT HYPHEN}\t\x00c ")
        == "a b\N{NO-BREAK SPACE}\N{SOFT HYPHEN}c"
    )


@pytest.mark.parametrize(
    ("target", "normalised"),
    [
        ("Https://A.no/Sti", "https://a.no/Sti"),
        ("HTTP://WWW.BLÅBÆR.NO", "http://www.blåbær.no"),
        ("https://en.wikipedia.org/wiki/Hobson's_choice", "https://en.wikipedia.org/wiki/Hobson's_choice"),
        ("project:A", "project:A"),
        ("/Aktuelt/X/", "/Aktuelt/X/"),
    ],
)
def test_a_web_address_has_one_form(target: str, normalised: str) -> None:
    """Scheme and host have no case; the rest has, and so have other targets."""
    assert normalise_target(target) == normalised
