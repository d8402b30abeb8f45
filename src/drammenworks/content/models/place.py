"""A place to shop, eat, stay or visit: what Opplev Hokksund lists."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from drammenworks.base.fields import Boolean, Choices, Clock, Date, Phone, Prose, Url, violation
from drammenworks.content.models.common import Geo, NamedMeta, PostalAddress
from drammenworks.content.models.model import ContentModel
from drammenworks.errors import Phrase
from drammenworks.errors.rules import fields as rules

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
_WEEKEND = ("saturday", "sunday")

Day = Annotated[
    Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    Choices(
        {
            "monday": ("mandag", "måndag"),
            "tuesday": ("tirsdag", "tysdag"),
            "wednesday": "onsdag",
            "thursday": "torsdag",
            "friday": "fredag",
            "saturday": ("lørdag", "laurdag"),
            "sunday": ("søndag", "sundag"),
        },
        sets={
            **dict.fromkeys(
                ("hverdager", "kvardagar", "ukedager", "vekedagar", "virkedager", "virkedagar", "weekdays"),
                _WEEKDAYS,
            ),
            **dict.fromkeys(("helg", "helga", "helgen", "helger", "helgar", "weekend", "weekends"), _WEEKEND),
            **dict.fromkeys(
                (
                    "alle dager",
                    "alle dagar",
                    "hver dag",
                    "kvar dag",
                    "daglig",
                    "dagleg",
                    "every day",
                    "daily",
                ),
                (*_WEEKDAYS, *_WEEKEND),
            ),
        },
    ),
]


class OpeningHours(ContentModel):
    """Weekdays with the same opening hours."""

    days: tuple[Day, ...] = Field(
        title="Dager",
        description="`monday`, `tuesday`, `wednesday`, `thursday`, `friday`, `saturday`, `sunday`",
    )
    opens: Clock = Field(title="Åpner", description="når det åpner")
    closes: Clock = Field(title="Stenger", description="når det stenger")


class SpecialOpeningHours(ContentModel):
    """A date with other hours than its weekday."""

    date: Date = Field(title="Dag", description="datoen, for eksempel `2026-12-24`")
    closed: Boolean = Field(default=False, title="Stengt", description="`true` når det er stengt hele dagen")
    opens: Clock | None = Field(
        default=None, title="Åpner", description="når det åpner; må være med når det ikke er stengt"
    )
    closes: Clock | None = Field(
        default=None, title="Stenger", description="når det stenger; må være med når det ikke er stengt"
    )
    reason: Prose | None = Field(
        default=None, title="Grunn", description="hvorfor tidene er andre, for eksempel `Julaften`"
    )

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["opens", "closes"]},
                {"required": ["closed"], "properties": {"closed": {"const": True}}},
            ]
        }
    )

    @model_validator(mode="after")
    def _has_hours(self) -> Self:
        if not self.closed:
            for field, value in (("opens", self.opens), ("closes", self.closes)):
                if value is None:
                    raise violation(
                        rules.TOGETHER,
                        "",
                        field=field,
                        reason=Phrase("det ikke er stengt den dagen"),
                        example='"10:00"' if field == "opens" else '"16:00"',
                        suggestion=Phrase(" Er det stengt, så skriv «closed: true» i stedet."),
                    )
        return self


class PlaceMeta(NamedMeta):
    """The fields of a place; ``title`` defaults to ``name``."""

    category: Annotated[
        Literal["shop", "eatery", "stay", "experience", "service"],
        Choices(
            {
                "shop": ("butikk", "forretning"),
                "eatery": ("spisested", "spisestad", "serveringssted", "restaurant", "kafé", "kafe"),
                "stay": ("overnatting", "hotell"),
                "experience": ("opplevelse", "oppleving", "aktivitet"),
                "service": ("tjeneste", "teneste"),
            }
        ),
    ] = Field(
        title="Kategori",
        description="`shop`, `eatery`, `stay`, `experience` eller `service`",
    )
    address: PostalAddress | None = Field(
        default=None, title="Adresse", description="gate, postnummer og poststed"
    )
    geo: Geo | None = Field(default=None, title="Posisjon", description="posisjonen; gir en lenke til kart")
    opening_hours: tuple[OpeningHours, ...] = Field(
        default=(),
        title="Åpningstider",
        description="de vanlige åpningstidene; dager som ikke er med, er stengt",
    )
    exceptions: tuple[SpecialOpeningHours, ...] = Field(
        default=(), title="Avvikende åpningstider", description="dager med andre tider"
    )
    url: Url | None = Field(
        default=None, title="Nettsted", description="adressen til nettstedet, med `https://` foran"
    )
    phone: Phone | None = Field(default=None, title="Telefon", description="telefonnummeret, i anførselstegn")
