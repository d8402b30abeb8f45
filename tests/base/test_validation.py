"""From plain values to a model, and from pydantic's errors to findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from drammenworks.base.fields import Boolean, Choices, Integer, Prose, Slug, Text
from drammenworks.base.strict_yaml import load
from drammenworks.base.validation import validate
from drammenworks.config.site import Site
from drammenworks.content.models import KINDS
from drammenworks.errors import ContentError, Location


class Part(BaseModel):
    """A part of the whole."""

    model_config = ConfigDict(extra="forbid")
    name: Text
    size: Integer = 0


class Whole(BaseModel):
    """A model with one of everything."""

    model_config = ConfigDict(extra="forbid")
    title: Prose
    kind: Annotated[Literal["small", "large"], Choices({"small": "small", "large": "large"})] = "small"
    draft: Boolean = False
    part: Part | None = None
    parts: tuple[Part, ...] = ()
    words: tuple[Text, ...] = ()
    by_lang: dict[Annotated[str, Choices({"nb": "nb", "en": "en"})], Slug] = {}


def _locate(keys: Sequence[str | int]) -> Location:
    return Location("/".join(str(key) for key in keys) or "top")


def _findings(data: object, inherited: Sequence[str] = ()) -> list[tuple[str, str]]:
    with pytest.raises(ContentError) as caught:
        validate(Whole, data, lang="nb", locate=_locate, inherited=inherited)
    return [(found.code, found.location.path) for found in caught.value.findings]


def _message(data: object) -> str:
    with pytest.raises(ContentError) as caught:
        validate(Whole, data, lang="nb", locate=_locate)
    [finding] = caught.value.findings
    return f"{finding.message} {finding.hint}"


def test_values_that_fit_become_a_model() -> None:
    """The model holds the values, typeset in the language."""
    whole = validate(Whole, {"title": '"a"', "parts": [{"name": "b"}]}, lang="nb", locate=_locate)
    assert whole.title == "«a»"
    assert whole.parts[0].name == "b"


def test_every_error_is_reported_at_its_location() -> None:
    """One run reports all invalid fields, each at its location."""
    data = {
        "kind": "huge",
        "draft": "no",
        "part": "x",
        "parts": [{"name": "a"}, {"size": "1"}, {"name": "b", "siez": "2"}],
        "words": "x",
        "by_lang": {"nb": "A B", "sv": "a"},
        "titel": "y",
    }
    assert sorted(_findings(data)) == [
        ("DW201", "parts/1/name"),
        ("DW202", "parts/2/siez"),
        ("DW202", "titel"),
        ("DW204", "words"),
        ("DW205", "part"),
        ("DW206", "draft"),
        ("DW212", "by_lang/sv"),
        ("DW212", "kind"),
        ("DW226", "by_lang/nb"),
    ]


def test_a_misspelt_field_is_not_missing() -> None:
    """«titel» is one finding, of the misspelling; without either, the field is missing."""
    assert _findings({"titel": "y"}) == [("DW202", "titel")]
    assert sorted(_findings({"kvalme": "y"})) == [("DW201", "title"), ("DW202", "kvalme")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"title": "a", "parts": [{"name": "b", "siez": "1"}]}, "«parts.siez» finnes ikke her"),
        ({"title": "a", "parts": [{"name": "b", "siez": "1"}]}, "Mente du «size»?"),
        ({"title": "a", "titel": "b"}, "Mente du «title»?"),
        ({"title": "a", "kind": "smal"}, "small, large. Mente du «small»?"),
        ({"title": "a", "kind": ["small"]}, "«kind» skal være tekst"),
        ({"title": "a", "words": "b"}, "[b]"),
        ({"title": "a", "words": {"b": "c"}}, "[…]"),
        ({"title": "a", "words": "b" * 1000}, "[" + "b" * 59 + "…]"),
        ({"title": "a", "part": ["b"]}, "rykket inn: name, size."),
        ({"title": "a", "by_lang": ["b"]}, "«by_lang» skal ha egne felter"),
        ({"title": "a", "by_lang": {"sv": "b"}}, "«by_lang.sv» har verdien «sv»"),
    ],
)
def test_findings_are_worded_for_editors(data: object, words: str) -> None:
    """The field is named with what it is in, and the nearest valid name is suggested."""
    assert words in _message(data)


@pytest.mark.parametrize("data", [[], "x", None])
def test_what_is_no_mapping_is_one_finding(data: object) -> None:
    """A file whose top level is a list or text is a finding."""
    assert _findings(data) == [("DW205", "top")]


def test_errors_of_inherited_fields_are_reported_in_the_original() -> None:
    """A translation has no finding for its original's fields, and still does not become a document."""
    data = {"title": "a", "draft": "no", "kind": "huge"}
    assert _findings(data, inherited=["draft"]) == [("DW212", "kind")]
    assert _findings(data, inherited=["draft", "kind"]) == []


_ANYTHING = st.recursive(
    st.none() | st.text(max_size=12) | st.sampled_from(["true", "2026-11-21", "2026-11-21 18:00", "1", "a"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["src", "alt", "id", "nb", "from", "to", "name", "x"]), inner)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("model", [kind.model for kind in KINDS.values()] + [Site])
@settings(max_examples=40)
@given(data=st.data())
def test_any_values_are_a_model_or_findings(model: type[BaseModel], data: st.DataObject) -> None:
    """Whatever the fields of a document or a site hold, a finding words it."""
    names = [field.alias or name for name, field in model.model_fields.items()]
    values = data.draw(st.dictionaries(st.sampled_from(names), _ANYTHING, max_size=8))
    try:
        validate(model, values, lang="nb", locate=_locate)
    except ContentError as error:
        for finding in error.findings:
            assert finding.message
            assert finding.hint


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        ({}, "Legg til en linje «title: …»."),
        ({"title": "a", "part": {}}, "Legg til «name: …» i «part»."),
        ({"title": "a", "parts": [{}]}, "Legg til «name: …» i punktet i «parts»."),
    ],
)
def test_the_line_to_add_is_right_as_it_is_written(data: object, advice: str) -> None:
    """A field within another has no dot in its name, and is added there."""
    assert advice in _message(data)


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("Handel, Byliv", "words: [Handel, Byliv]"),
        ("– Handel • Byliv", "words: [Handel, Byliv]"),
        ("{0}", 'words: ["{0}"]'),
        ("Ti: på topp", 'words: ["Ti: på topp"]'),
        ("[sitat]", 'words: ["[sitat]"]'),
        ('"sitat"', "words: ['\"sitat\"']"),
        ("@drammen", 'words: ["@drammen"]'),
        ("* alt", 'words: ["* alt"]'),
        ("a #b", 'words: ["a #b"]'),
        ("C: eller D:", 'words: ["C: eller D:"]'),
        ("-5 grader", 'words: ["-5 grader"]'),
    ],
)
def test_the_example_of_a_list_can_be_typed(text: str, example: str) -> None:
    """As it is: YAML reads it as a list of the words that were meant."""
    assert f"«{example}»" in _message({"title": "a", "words": text})
    loaded = load(example, path="x")["words"]
    assert isinstance(loaded, list)
    assert validate(Whole, {"title": "a", "words": loaded}, lang="nb", locate=_locate).words == tuple(loaded)


def test_the_example_of_a_list_within_a_field_has_the_name_of_the_list_alone() -> None:
    """A name with a dot in it is that of no field."""
    days = {"name": "Kafé", "category": "eatery", "opening_hours": [{"days": "monday, friday"}]}
    with pytest.raises(ContentError) as caught:
        validate(KINDS["place"].model, days, lang="nb", locate=_locate)
    hints = [finding.hint for finding in caught.value.findings]
    assert "Sett verdien i hakeparenteser, for eksempel «days: [monday, friday]»." in hints


@pytest.mark.parametrize(
    ("text", "item"),
    [("-Ti bedrifter -Fem byer", "Ti bedrifter"), ("-Én", "Én"), ("-A-B til slutt", "A-B til slutt")],
)
def test_a_dash_without_a_space_is_what_a_list_lacks(text: str, item: str) -> None:
    """Brackets around it would give a list of one, with the dashes in it."""
    assert f"«- {item}»" in _message({"title": "a", "words": text})
