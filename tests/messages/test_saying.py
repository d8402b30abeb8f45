"""Translated phrases."""

from __future__ import annotations

from pathlib import Path

import pytest

from drammenworks import messages
from drammenworks.errors import Location, Phrase
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.phrase import format_decimal, format_list, plural
from drammenworks.errors.rules import fields
from drammenworks.messages import translator


def test_a_finding_is_translated_to_english() -> None:
    """Including parameters that are phrases; the author's text is unchanged."""
    suggestion = did_you_mean("titel", ["title"])
    finding = fields.UNKNOWN.at(Location("a.md"), field="titel", suggestion=suggestion)
    say = translator("en")
    assert say(finding.message) == "There is no field “titel” here, so its value would not be used."
    assert say(finding.hint) == "Correct the name, or remove the line. Did you mean “title”?"


def test_bokmal_needs_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the source language."""
    monkeypatch.setattr(messages, "LOCALE_FOLDER", Path("nowhere"))
    assert translator("nb")(Phrase("den finnes ikke lenger")) == "den finnes ikke lenger"


def test_the_first_phrase_loads_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choosing a language loads nothing; an installation without catalogues falls back to bokmål."""
    monkeypatch.setattr(messages, "LOCALE_FOLDER", tmp_path)
    say = translator("en")
    assert say(Phrase("den finnes ikke lenger")) == "den finnes ikke lenger"


def test_text_that_is_not_a_phrase_is_unchanged() -> None:
    """Even if it is equal to a phrase."""
    assert translator("en")("feil") == "feil"
    assert translator("en")(Phrase("feil")) == "error"


def test_numbers_and_lists_follow_the_language() -> None:
    """A decimal sign, a plural and an «and»."""
    say = translator("en")
    assert [say(format_decimal(1.5, 2)), str(format_decimal(1.5, 2))] == ["1.50", "1,50"]
    found = [plural("{number} advarsel", "{number} advarsler", number) for number in (0, 1, 2)]
    assert [say(text) for text in found] == ["0 warnings", "1 warning", "2 warnings"]
    assert [str(text) for text in found] == ["0 advarsler", "1 advarsel", "2 advarsler"]
    assert say(format_list(["a", "b", "c"])) == "a, b and c"
    assert [format_list([]), format_list(["a"])] == ["", "a"]


@pytest.mark.parametrize("nasty", ["{field}", "{0}", "{", "}}", "%s %(name)s", "{x.__class__}"])
def test_what_looks_like_a_placeholder_is_only_text(nasty: str) -> None:
    """In any language."""
    finding = fields.UNKNOWN.at(Location("a.md"), field=nasty, suggestion="")
    assert (
        translator("en")(finding.message)
        == f"There is no field “{nasty}” here, so its value would not be used."
    )
