"""Days and times as people write them, and what fields want in their place."""

from __future__ import annotations

import pytest

from drammenworks.base.fields.date_suggestions import suggest_day, suggest_event_time, suggest_moment


@pytest.mark.parametrize(
    "text",
    [
        "12.11.2026",
        "12. 11. 2026",
        "12/11/2026",
        "12/11-26",
        "12-11-2026",
        "12. november 2026",
        "12 NOV. 2026",
        "torsdag 12. november 2026",
        "Torsdag den 12. november 2026",
        "12 November 2026",
        "12.\N{NO-BREAK SPACE}november 2026",
        "20261112",
        "0026-11-12",
        "12.11.26",
        "2026.11.12",
        "2026/11/12",
        "2026\N{EN DASH}11\N{EN DASH}12",
        "2026\N{NON-BREAKING HYPHEN}11\N{NON-BREAKING HYPHEN}12",
    ],
)
def test_a_day(text: str) -> None:
    """Day before month, as Norwegians write; the year comes first or last, and hyphens may be dashes."""
    assert suggest_day(text) == "2026-11-12"


@pytest.mark.parametrize(
    "text",
    ["", "i morgen", "31.11.2026", "12.13.2026", "november 2026", "12.11.", "12.11.2026 kl. 8", "١٢.١١.٢٠٢٦"],
)
def test_no_day(text: str) -> None:
    """Nothing is suggested that does not exist, or that would be a guess."""
    assert suggest_day(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "28. januar 2027 kl. 08.00",
        "28. januar 2027, kl 8",
        "28.01.2027 08:00",
        "2027-01-28 08.00",
        "2027-1-28 8:00",
        "2027-01-28T08:00",
        "28.1.2027 klokken 8",
    ],
)
def test_a_moment(text: str) -> None:
    """A day, and a time of it with or without minutes."""
    assert suggest_moment(text) == suggest_event_time(text) == "2027-01-28 08:00"


def test_an_event_may_have_a_day_alone() -> None:
    """It may last all day; elsewhere the time is not guessed."""
    assert suggest_event_time("28. januar 2027") == "2027-01-28"
    assert suggest_moment("28. januar 2027") is None
    assert suggest_event_time("28. januar 2027 kl. 25") is None
