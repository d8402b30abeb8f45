"""One judgement of addresses for fields and for links."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from drammenworks.base import fields
from drammenworks.base.text.url_validation import fault_of, is_email, is_phone
from drammenworks.content.markdown.check_target import check_target, normalise_target
from drammenworks.errors import Location

RIGHT = [
    "https://nfdr.no",
    "https://nfdr.no/",
    "HTTPS://NFDR.NO/å?a[]=b&c=d#e",
    "http://www.blåbær.no/",
    "https://xn--blbr-roah.no/",
    "https://nfdr.no:8443/side",
    "https://nfdr.no./",
    "https://192.168.0.1/",
    "https://en.wikipedia.org/wiki/Hobson's_choice",
    "https://no.wikipedia.org/wiki/Drammen_(by)",
    "https://a_b.example.no/~x",
    "mailto:post@nfdr.no",
    "mailto:post@nfdr.no?subject=Hei%20der",
    "mailto:a@nfdr.no,b@nfdr.no",
    "mailto:ola.o'neill+sak@nfdr.no",
    "MAILTO:post@nfdr.no",
    "mailto:?subject=Les%20dette",
    "tel:+4732000000",
    "tel:32%2000%2000%2000",
    "tel:+47-32-00-00-00",
    "tel:112",
    "tel:02800;ext=5",
]
"""Addresses that lead somewhere."""


@pytest.mark.parametrize("address", RIGHT)
def test_a_right_address_is_accepted(address: str) -> None:
    """In links, whatever its scheme."""
    assert fault_of(address) is None
    assert check_target(normalise_target(address), Location("x.md"), element="lenken") is None


@pytest.mark.parametrize("address", [address for address in RIGHT if address.startswith("http")])
def test_a_field_accepts_what_a_link_does(address: str) -> None:
    """Unless its pattern is narrower."""
    adapter = TypeAdapter[str](fields.Url)
    if "'" not in address:
        assert adapter.validate_python(address) == address


WRONG = [
    ("https://", None),
    ("http://", None),
    ("https:///side", None),
    ("https://?a=b", None),
    ("https:/nfdr.no/side", "https://nfdr.no/side"),
    ("https:nfdr.no", "https://nfdr.no"),
    ("https:///nfdr.no", "https://nfdr.no"),
    ("https:\\\\nfdr.no", "https://nfdr.no"),
    ("https;//nfdr.no", "https://nfdr.no"),
    ("http//nfdr.no", "http://nfdr.no"),
    ("https://nfdr", None),
    ("https://www.", None),
    ("https://nfdr,no/", None),
    ("https://nfdr..no/", None),
    ("https://.no/", None),
    ("https://-nfdr.no/", None),
    ("https://nfdr.no,", None),
    ("https://nfdr.123/", None),
    ("https://example.no:abc/", None),
    ("https://example.no:99999/", None),
    ("https://[nfdr.no/", None),
    ("https://…", None),
    ("https:", None),
    ("mailto:", None),
    ("mailto: ", None),
    ("mailto:kari", None),
    ("mailto:kari@nfdr", None),
    ("mailto:@nfdr.no", None),
    ("mailto:kari@nfdr.no@nfdr.no", None),
    ("mailto://post@nfdr.no", "mailto:post@nfdr.no"),
    ("mailto:post@%20nfdr.no", "mailto:post@nfdr.no"),
    ("mailto:post@nfdr.no,", None),
    ("mailto:post..a@nfdr.no", None),
    ("tel:", None),
    ("tel:%20", None),
    ("tel:abc", None),
    ("tel:+", None),
    ("tel:12", None),
    ("tel:32 00 00 00 eller 33 00 00 00", None),
    ("tel:" + "1" * 16, None),
]


@pytest.mark.parametrize(("address", "suggestion"), WRONG)
def test_an_address_that_leads_nowhere_is_told_of(address: str, suggestion: str | None) -> None:
    """Whatever it lacks, with what was probably meant."""
    fault = fault_of(address)
    assert fault is not None
    assert fault.suggestion == suggestion
    assert suggestion is None or fault_of(suggestion) is None
    finding = check_target(address, Location("x.md"), element="lenken")
    assert finding is not None
    assert finding.code == "DW337"


@pytest.mark.parametrize("address", [address for address, _ in WRONG])
def test_a_field_refuses_what_a_link_refuses(address: str) -> None:
    """A web address, an e-mail address and a telephone number."""
    scheme, _, rest = address.partition(":")
    field, text = {"mailto": (fields.Email, rest), "tel": (fields.Phone, rest)}.get(
        scheme, (fields.Url, address)
    )
    with pytest.raises(ValidationError):
        TypeAdapter[str](field).validate_python(text)


@pytest.mark.parametrize(
    "target", ["httpd.md", "https.md", "telefon.md", "/http/", "http/intro.md", "#mailto", "page:http"]
)
def test_what_only_begins_like_an_address_is_none(target: str) -> None:
    """Files, anchors and references."""
    assert fault_of(target) is None


def test_an_email_address_and_a_number_are_judged_by_themselves() -> None:
    """As fields have them."""
    assert is_email("kari@nfdr.no")
    assert not is_email("kari@nfdr.no.")
    assert is_phone("+47 32\u00a000 00 00")
    assert not is_phone("ring")
