"""A word that forms show, or that editors write in its place, is answered with the value that it means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple, get_args, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from drammenworks.base import fields
from drammenworks.base.fields import Choices
from drammenworks.base.validation import validate
from drammenworks.config import Site
from drammenworks.config.site import Language, Menu, Taxonomy
from drammenworks.content.models import KINDS
from drammenworks.content.models.place import Day
from drammenworks.errors import ContentError, Location


class Word(NamedTuple):
    """A word for a value of a field."""

    where: str
    type: Any
    word: str
    value: str


def _types(annotation: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Yield each type with choices in an annotation."""
    if get_origin(annotation) is Annotated and any(
        isinstance(one, Choices) for one in annotation.__metadata__
    ):
        yield where, annotation
        return
    for inner in get_args(annotation):
        yield from _types(inner, where)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if any(isinstance(one, Choices) for one in field.metadata):
                yield f"{where}.{name}", Annotated[field.annotation, *field.metadata]
            else:
                yield from _types(field.annotation, f"{where}.{name}")


def _all_types() -> dict[str, Any]:
    found = dict(found for kind in KINDS.values() for found in _types(kind.model, kind.name))
    return found | dict(_types(Site, "site")) | {"lang": Language, "taxonomy": Taxonomy, "menu": Menu}


def _choices(type_: Any) -> Choices:
    return next(one for one in type_.__metadata__ if isinstance(one, Choices))


TYPES = _all_types()
WORDS = [
    Word(where, type_, word, value)
    for where, type_ in TYPES.items()
    for value, words in _choices(type_).words.items()
    for word in words
    if word not in _choices(type_).words
]


def _suggestion(type_: Any, text: object) -> str:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(type_).validate_python(text)
    (error,) = raised.value.errors()
    return str(error["ctx"]["suggestion"])


def test_every_kind_of_choice_is_tried() -> None:
    """Each field of the models with a fixed set of words."""
    assert {"event.status", "project.status", "place.category", "organisation.kind", "video.provider"} <= set(
        TYPES
    )
    assert any(where.startswith("place.opening_hours") for where in TYPES)
    assert len(WORDS) > 60


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{word.where}={word.word}")
def test_a_label_is_answered_with_its_value(word: Word) -> None:
    """In bokmål and nynorsk, with a capital, as a whole in capitals and with a full stop too."""
    for text in (word.word, word.word.capitalize(), word.word.upper(), f" {word.word}. "):
        assert _suggestion(word.type, text) == f" Mente du «{word.value}»?"


@pytest.mark.parametrize(("where", "type_"), TYPES.items(), ids=list(TYPES))
def test_each_value_is_accepted_and_no_other(where: str, type_: Any) -> None:
    """A suggestion that is typed as it stands is right."""
    for value in _choices(type_).words:
        assert TypeAdapter(type_).validate_python(value) == value


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *((text, "tuesday") for text in ("ti.", "tir", "tirs.", "tirsdager", "tirsdagene", "tysdagar", "tirsdg")),
        *((text, "tuesday") for text in ("Tue", "Tues.", "Tuesdays", "hver tirsdag", "kvar tysdag", "tisdag")),
        *((text, "monday") for text in ("ma", "må.", "man", "mån.", "Mon", "Mondays", "mandagar")),
        *((text, "thursday") for text in ("to", "tor.", "Thu", "torsdag kveld", "på torsdag")),
        *((text, "saturday") for text in ("lø", "la.", "Sat", "lordag", "lördag")),
        *((text, "sunday") for text in ("sø", "su.", "søn", "sondag")),
        ("on.", "wednesday"),
        ("fre", "friday"),
        *(
            (text, "[monday, tuesday, wednesday, thursday, friday]")
            for text in ("mandag–fredag", "man-fre", "ma. – fr.", "mandag til fredag", "Mon-Fri", "hverdager", "kvardagar")
        ),
        ("fredag–mandag", "[friday, saturday, sunday, monday]"),
        ("mandag, onsdag og fredag", "[monday, wednesday, friday]"),
        ("man-ons og lørdag", "[monday, tuesday, wednesday, saturday]"),
        ("lør- og søndag", "[saturday, sunday]"),
        ("mandag/tirsdag", "[monday, tuesday]"),
        ("helg", "[saturday, sunday]"),
        ("alle hverdager og lørdag", "[monday, tuesday, wednesday, thursday, friday, saturday]"),
        ("mandag til søndg", "[monday, tuesday, wednesday, thursday, friday, saturday, sunday]"),
        ("mandg, tirsdag formiddag", "[monday, tuesday]"),
        ("hver dag", "[monday, tuesday, wednesday, thursday, friday, saturday, sunday]"),
        ("mandag-mandag", "monday"),
    ],
)  # fmt: skip
def test_days_are_understood_as_people_write_them(text: str, days: str) -> None:
    """Short, in the plural, in other languages, as ranges and lists."""
    assert _suggestion(Day, text) == f" Mente du «{days}»?"


@pytest.mark.parametrize(
    "text", ["", "x", "ukjent", "annenhver dag i måneden", "12", "t", "s", "?", "mandag og 17.", "mandag-x"]
)
def test_what_means_no_day_gets_no_suggestion(text: str) -> None:
    """A guess would mislead."""
    assert _suggestion(Day, text) == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, "true") for text in ("ja", "Ja", "JA", "sann", "sant", "på", "yes", "on", "True", "TRUE", "1", "treu")),
        *((text, "false") for text in ("nei", "Nei", "usann", "av", "no", "off", "False", "0", "fasle", "ikke")),
    ],
)  # fmt: skip
def test_yes_and_no_are_answered_with_the_words_of_yaml(text: str, value: str) -> None:
    """The switches of forms are on or off."""
    assert _suggestion(fields.Boolean, text) == f" Mente du «{value}»?"


@pytest.mark.parametrize(
    ("kind", "field", "text", "value"),
    [
        ("event", "status", "avlyst på grunn av sykdom", "cancelled"),
        ("event", "status", "Moved online", "moved-online"),
        ("event", "status", "flyttet-til-nett", "moved-online"),
        ("event", "status", "utsatt til våren", "postponed"),
        ("event", "status", "avlys", "cancelled"),
        ("project", "status", "avsluttede", "completed"),
        ("place", "category", "butikker", "shop"),
        ("place", "category", "spisestader", "eatery"),
        ("place", "category", "Butikk og kafé", "shop"),
        ("organisation", "kind", "Medlemmene", "member"),
    ],
)
def test_words_are_understood_in_other_forms(kind: str, field: str, text: str, value: str) -> None:
    """In the plural, misspelt, and with something after them."""
    assert _suggestion(TYPES[f"{kind}.{field}"], text) == f" Mente du «{value}»?"


def _findings(kind: str, data: dict[str, Any]) -> list[str]:
    with pytest.raises(ContentError) as raised:
        validate(KINDS[kind].model, data, lang="nb", locate=lambda _: Location("x.md"))
    return [f"{found.message} → {found.hint}" for found in raised.value.findings]


def test_the_choices_are_listed_with_their_labels() -> None:
    """Whoever reads the message knows the labels from forms."""
    (found,) = _findings("place", {"name": "X", "category": "ukjent"})
    assert found.endswith(
        "Velg en av disse: shop (butikk), eatery (spisested), stay (overnatting), experience (opplevelse), "
        "service (tjeneste)."
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("tirsdag", "tuesday"),
        ("mandag-fredag", "monday, tuesday, wednesday, thursday, friday"),
        ("monday, tuesday", "monday, tuesday"),
        ("lørdag og søndag", "saturday, sunday"),
    ],
)
def test_one_text_in_place_of_a_list_is_answered_with_the_list(text: str, days: str) -> None:
    """The advice is accepted as it stands."""
    hours: dict[str, Any] = {"days": text, "opens": "10:00", "closes": "17:00"}
    data = {"name": "X", "category": "shop", "opening_hours": [hours]}
    (found,) = _findings("place", data)
    assert found.endswith(f"Sett verdien i hakeparenteser, for eksempel «days: [{days}]».")
    hours["days"] = days.split(", ")
    validate(KINDS["place"].model, data, lang="nb", locate=lambda _: Location("x.md"))
