"""What the commands' options mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.cli.parameters import Instant, MemorySize, base_urls
from drammenworks.errors import UsageError

OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-21", datetime(2026, 11, 21, tzinfo=OSLO)),
        ("2026-11-21T18:00", datetime(2026, 11, 21, 18, tzinfo=OSLO)),
        ("2026-11-21 18:00:30", datetime(2026, 11, 21, 18, 0, 30, tzinfo=OSLO)),
        ("2026-11-21T18:00Z", datetime(2026, 11, 21, 18, tzinfo=UTC)),
        ("2026-11-21T18:00+02:00", datetime(2026, 11, 21, 18, tzinfo=timezone(timedelta(hours=2)))),
    ],
)
def test_an_instant_is_norwegian_unless_it_has_an_offset(text: str, instant: datetime) -> None:
    """A day begins at midnight in Oslo."""
    assert Instant().convert(text, None, None) == instant


@given(st.text(max_size=25))
def test_any_text_is_an_instant_with_an_offset_or_wrong_usage(text: str) -> None:
    """Every input gives one or the other."""
    try:
        instant = Instant().convert(text, None, None)
    except click.BadParameter:
        return
    assert instant.tzinfo is not None


@pytest.mark.parametrize(
    ("url", "chosen", "expected"),
    [
        (None, ["a"], {}),
        ("https://x.no", ["a"], {"a": "https://x.no"}),
        ("https://x.no/pr/7/", ["a"], {"a": "https://x.no/pr/7"}),
        ("https://x.no", ["a", "a"], {"a": "https://x.no"}),
        ("https://x.no/", [], {"a": "https://x.no/a", "b": "https://x.no/b"}),
        ("https://x.no/", ["b", "a"], {"a": "https://x.no/a", "b": "https://x.no/b"}),
        ("http://localhost:8000", [], {"a": "http://localhost:8000/a", "b": "http://localhost:8000/b"}),
    ],
)
def test_one_site_lies_at_the_url_and_several_below_it(
    url: str | None, chosen: list[str], expected: dict[str, str]
) -> None:
    """As they do in the output folder."""
    assert base_urls(url, chosen, ["a", "b"]) == expected


@pytest.mark.parametrize(
    "url",
    [
        "x.no",
        "ftp://x.no",
        "https://",
        "https://:80",
        "https://x.no:port",
        "https://x.no/?a=b",
        "https://x.no/#a",
        "https://ola:hemmelig@x.no",
        "https://ola@x.no/pr",
        "https://x.no/en mappe",
        "https://x.no/\n",
        "https://x.no/<b>",
        'https://x.no/"',
    ],
)
def test_what_is_no_address_of_a_site_is_refused(url: str) -> None:
    """It would stand in every page, with the password, or with what ends an attribute."""
    with pytest.raises(UsageError):
        base_urls(url, ["a"], ["a", "b"])


@given(st.text(max_size=20).map(lambda text: f"https://{text}"))
def test_any_url_is_used_or_refused(url: str) -> None:
    """What cannot be an address is wrong usage, and never a fault of ours."""
    try:
        urls = base_urls(url, ["a"], ["a", "b"])
    except UsageError:
        return
    assert urls["a"].startswith("https://")
    assert not urls["a"].endswith("/")


@pytest.mark.parametrize(
    ("text", "amount"), [("512M", 512 << 20), ("2G", 2 << 30), (" 1 gib ", 1 << 30), ("3MB", 3 << 20)]
)
def test_memory_is_specified_in_mebibytes_or_gibibytes(text: str, amount: int) -> None:
    """As people write it, with or without a space."""
    assert MemorySize().convert(text, None, None) == amount


@pytest.mark.parametrize("text", ["", "512", "0G", "-1G", "1T", "G", "1.5G", "9" * 40 + "G"])
def test_what_is_no_amount_of_memory_is_wrong_usage(text: str) -> None:
    """A number alone could be anything."""
    with pytest.raises(click.BadParameter, match="512M"):
        MemorySize().convert(text, None, None)
