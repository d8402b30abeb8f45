"""The fields and models that kinds of content share."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from drammenworks.base.fields import (
    YEARS,
    Alias,
    Boolean,
    Date,
    FocalPoint,
    KnownDate,
    MediaPath,
    Moment,
    Number,
    Period,
    Prose,
    SiteId,
    Slug,
    Term,
    Text,
    Url,
    violation,
)
from drammenworks.content.models.model import ContentModel
from drammenworks.content.models.references import AnyRef, OrganisationRef, PersonRef
from drammenworks.errors import Phrase
from drammenworks.errors.rules import fields as rules

OSLO = ZoneInfo("Europe/Oslo")
"""The time zone of what has no other."""

ReferencePath = tuple[str | int, ...]
"""The keys and list indexes of a reference in the front matter, from the top."""


LONG: JsonDict = {"x-long": True}
"""For forms: the text may have several lines."""

UNUSED: JsonDict = {"x-unused": True}
"""Nothing shows the field yet: forms, schemas and guides leave it out, and documents may have it."""

PICTURE: JsonDict = {"x-type": "picture", "examples": ["bilde.jpg"]}
"""For forms: the file is a picture."""


class PictureField(ContentModel):
    """A picture with its alternative text, credit and caption (WCAG 1.1.1)."""

    src: MediaPath = Field(
        json_schema_extra=PICTURE,
        title="Bildefil",
        description="filen: JPEG, HEIC fra en telefon, PNG, WebP, AVIF, TIFF, GIF eller SVG",
    )
    alt: Prose | None = Field(
        default=None,
        title="Hva bildet viser",
        description="hva bildet viser, med en setning; må være med om bildet ikke bare er pynt",
    )
    """A description of the picture; required unless it is decorative."""
    decorative: Boolean = Field(
        default=False, title="Bare pynt", description="`true` når bildet bare er pynt"
    )
    """The picture adds no information, and screen readers skip it."""
    focal: FocalPoint | None = Field(
        default=None,
        title="Midtpunkt",
        description="hvor det viktigste er, fra venstre og fra toppen, mellom 0 og 1; "
        "der blir det ikke beskåret",
    )
    credit: Prose | None = Field(default=None, title="Kreditering", description="hvem som har laget bildet")
    caption: Prose | None = Field(
        default=None, title="Billedtekst", description="det som skal stå under bildet"
    )
    download: Boolean = Field(
        default=False,
        title="Kan lastes ned",
        description="`true` når alle skal kunne laste ned bildet i full størrelse; "
        "opplysninger om sted og kamera tas bort",
    )

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["alt"]},
                {"required": ["decorative"], "properties": {"decorative": {"const": True}}},
            ]
        }
    )

    @model_validator(mode="after")
    def _has_alt_text(self) -> Self:
        if self.alt is None and not self.decorative:
            raise violation(
                rules.TOGETHER,
                "",
                field="alt",
                reason=Phrase("bildet ikke bare er pynt"),
                example=Phrase("hva bildet viser"),
                suggestion=Phrase(" Er det bare pynt, så skriv «decorative: true» i stedet."),
            )
        return self


class TimeSpan(ContentModel):
    """A period; either end may be open."""

    from_: Period | None = Field(
        default=None, title="Fra", description="når det begynte: år, årstid, måned eller dag"
    )
    to: Period | None = Field(
        default=None, title="Til", description="når det sluttet; utelates når det ikke er slutt"
    )

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_"))

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.from_ and self.to and self.to.last_day < self.from_.first_day:
            raise order_violation("from", self.from_, "to", self.to)
        return self


class LinkField(ContentModel):
    """A web address with a label."""

    label: Prose = Field(title="Navn", description="hva stedet heter")
    url: Url = Field(title="Nettadresse", description="adressen, med `https://` foran")


class Geo(ContentModel):
    """A WGS 84 position in degrees."""

    lat: Number = Field(
        examples=[59.7423], title="Breddegrad", description="breddegrad, for eksempel `59.7423`"
    )
    lon: Number = Field(
        examples=[10.2045], title="Lengdegrad", description="lengdegrad, for eksempel `10.2045`"
    )


class PostalAddress(ContentModel):
    """A postal address in Norway."""

    street: Text | None = Field(
        examples=["Storgata 1"], default=None, title="Gateadresse", description="gate og nummer"
    )
    postal_code: Text | None = Field(
        examples=["3300"], default=None, title="Postnummer", description="fire sifre, for eksempel `3300`"
    )
    city: Text = Field(
        examples=["Hokksund"], title="Poststed", description="stedet i adressen, for eksempel `Hokksund`"
    )


class KeyFigure(ContentModel):
    """A figure with an ``id`` that is the same every year, so that years can be compared."""

    id: Slug = Field(title="Fast navn", description="navnet på tallet; det samme år etter år")
    label: Prose = Field(title="Hva tallet er", description="hva det er")
    value: Number = Field(title="Tall", description="bare sifre, for eksempel `950`")
    unit: Prose | None = Field(default=None, title="Enhet", description="enheten: `år`, `kroner`, `%`")
    qualifier: Prose | None = Field(
        default=None, title="Ord foran", description="et ord foran: `minst`, `om lag`"
    )
    """A word before the value: «minst», «om lag»."""
    is_year: Boolean = Field(
        default=False,
        # Beside the example of a value that is no year.
        json_schema_extra={"examples": [False]},
        title="Er et årstall",
        description="`true` når tallet er et årstall, som ikke skal ha mellomrom",
    )
    """The value is a year, which has no thousands separator."""
    previous: Number | None = Field(
        default=None,
        title="Året før",
        description="det samme tallet året før, når ingen rapport for det året har det; "
        "endringen blir regnet ut",
    )
    """The same figure in the previous year; the change is computed."""
    target: Number | None = Field(default=None, title="Mål", description="tallet dere vil nå")
    source: Prose | None = Field(default=None, title="Kilde", description="hvem tallet kommer fra")

    @model_validator(mode="after")
    def _years_are_years(self) -> Self:
        if self.is_year:
            check_years({"value": self.value, "previous": self.previous, "target": self.target})
        return self


class Seo(ContentModel):
    """The title and description in search results and shared links."""

    title: Prose | None = Field(
        default=None, title="Tittel i søk", description="tittelen i søketreff, når den på siden er for lang"
    )
    description: Prose | None = Field(
        json_schema_extra=LONG,
        default=None,
        title="Beskrivelse i søk",
        description="beskrivelsen, når `summary` ikke passer",
    )
    noindex: Boolean = Field(
        default=False,
        title="Skjul for søkemotorer",
        description="`true` for å holde siden ute av søkemotorer",
    )


class Meta(ContentModel):
    """The fields of every kind."""

    title: Prose = Field(title="Tittel", description="overskriften")
    summary: Prose | None = Field(
        json_schema_extra=LONG,
        default=None,
        title="Ingress",
        description="én eller to setninger om hva siden handler om; "
        "vises i lister, under overskriften og i søketreff",
    )
    date: KnownDate | None = Field(
        default=None,
        title="Dato",
        description="når det er fra: dagen (`2026-11-21`), måneden (`2017-09`), årstiden (`2016-spring`), "
        "året (`2017`) eller `unknown`; nyheter og videoer sorteres etter den",
    )
    updated: Date | None = Field(default=None, title="Sist endret", description="når det sist ble endret")
    owner: Text | None = Field(
        default=None,
        title="Ansvarlig",
        description="hvem som holder siden ved like; vises ikke for leserne",
    )
    """Who keeps it up to date; for the inventory of content alone."""
    reviewed: Date | None = Field(
        default=None, title="Sist sett gjennom", description="når noen sist så at alt på siden stemmer"
    )
    review_by: Date | None = Field(
        default=None,
        title="Ses gjennom innen",
        description="dagen siden bør være sett gjennom på nytt; da minner `check` om det",
    )
    draft: Boolean = Field(
        default=False, title="Utkast", description="`true` for utkast; vises bare i forhåndsvisning"
    )
    publish_at: Moment | None = Field(
        default=None, title="Publiseres tidligst", description="tidspunktet det tidligst blir publisert"
    )
    expire_at: Moment | None = Field(
        default=None, title="Avpubliseres", description="tidspunktet det forsvinner"
    )
    sites: tuple[SiteId, ...] | None = Field(
        json_schema_extra={"minItems": 1},
        default=None,
        title="Nettsteder",
        description="nettstedene det publiseres på; ellers alle som har en del for slikt innhold",
    )
    """The sites that publish it; by default, those with a section for its kind."""
    canonical_site: SiteId | None = Field(
        default=None,
        title="Hovednettsted",
        description="nettstedet søkemotorene skal vise, når det er flere; ellers det første",
    )
    """The site of its canonical URL; by default, the first of its sites."""
    slug: Slug | None = Field(
        default=None,
        title="Navn i nettadressen",
        description="siste del av adressen, når den ikke skal være filnavnet",
    )
    aliases: tuple[Alias, ...] = Field(
        default=(),
        title="Tidligere adresser",
        description="tidligere adresser, som leder hit: `[/aktuelt/gammelt-navn/]`",
    )
    uid: Slug | None = Field(
        default=None,
        title="Fast kjennetegn",
        description="filnavnet dokumentet hadde først, når det er byttet: nyhetsstrømmer og kalendere "
        "kjenner det igjen på det; `drammenworks move` skriver det",
    )
    """The name that ids in feeds and calendars are made of; by default, that of its file."""
    image: PictureField | None = Field(default=None, title="Bilde", description="bildet øverst og i lister")
    tags: tuple[Term, ...] = Field(default=(), title="Emneord", description="emneord; hvert emne får en side")
    people: tuple[PersonRef, ...] = Field(default=(), title="Personer", description="personer det gjelder")
    organisations: tuple[OrganisationRef, ...] = Field(
        default=(), title="Organisasjoner", description="organisasjoner det gjelder"
    )
    related: tuple[AnyRef, ...] = Field(
        default=(),
        title="Les også",
        description="annet å lese; her må typen være med: "
        "`[project:naeringsvekst-2020, event:frokostmote-1]`",
    )
    seo: Seo = Field(
        # A factory, because a default value would build the validators in every run.
        default_factory=Seo,
        title="Søk og deling",
        description="det søkemotorer og delte lenker viser i stedet",
    )
    example: Boolean = Field(
        default=False,
        title="Eksempel",
        description="`true` for oppdiktede eksempler: siden blir merket, og søkemotorer holdes unna",
    )
    """An example for editors: labelled on the page, and not indexed."""

    @model_validator(mode="after")
    def _is_for_some_site(self) -> Self:
        if self.sites == ():
            raise violation(rules.EMPTY_TEXT, "", field="sites")
        return self

    @model_validator(mode="after")
    def _expires_after_it_is_published(self) -> Self:
        if self.publish_at and self.expire_at:
            published, expired = (
                (moment if moment.tzinfo else moment.replace(tzinfo=OSLO)).timestamp()
                for moment in (self.publish_at, self.expire_at)
            )
            if published >= expired:
                raise order_violation(
                    "publish_at",
                    self.publish_at,
                    "expire_at",
                    self.expire_at,
                    are_equal=published == expired,
                )
        return self


class PrintableMeta(Meta):
    """The fields of a document that readers may want on paper."""

    pdf: Boolean = Field(
        default=False, title="PDF", description="`true` når siden skal kunne lastes ned som PDF"
    )


def _title_may_be_left_out(schema: JsonDict) -> None:
    required = schema["required"]
    assert isinstance(required, list)
    required.remove("title")


class NamedMeta(Meta):
    """The fields of a document with a name; the name is the default of ``title``."""

    name: Text = Field(title="Navn", description="navnet; blir tittelen")

    model_config = ConfigDict(json_schema_extra=_title_may_be_left_out)

    @model_validator(mode="before")
    @classmethod
    def _title_is_the_name(cls, data: Any) -> Any:
        if isinstance(data, dict) and "title" not in data:
            name = data.get("name")
            # An invalid or missing name is one finding, of ``name`` and not of ``title``.
            return {**data, "title": name if isinstance(name, str) and name.strip() else "…"}
        return data


def last_changed(meta: Meta) -> datetime.date | None:
    """Return the day on which a document was last changed; None when it is not known."""
    published = meta.date.exact if meta.date is not None else None
    return max(filter(None, (published, meta.updated)), default=None)


def order_violation(
    earlier: str,
    earlier_value: object,
    later: str,
    later_value: object,
    *,
    are_equal: bool = False,
    suggestion: str | None = None,
) -> Exception:
    """Return the error to raise when ``later`` is before ``earlier``, or at the same time.

    :param suggestion: what to do, if anything is likelier than that they were exchanged.
    """
    if suggestion is None:
        suggestion = "" if are_equal else Phrase(" Er de byttet om, så bytt dem tilbake.")
    return violation(
        rules.ORDER,
        "",
        earlier=earlier,
        earlier_value=earlier_value,
        later=later,
        later_value=later_value,
        relation=Phrase("samtidig med") if are_equal else Phrase("før"),
        suggestion=suggestion,
    )


def check_years(values: Mapping[str, int | float | None]) -> None:
    """Check that values are years, by the fields that they stand in."""
    for field, value in values.items():
        is_year = isinstance(value, int) and YEARS["least"] <= value <= YEARS["most"]
        if value is not None and not is_year:
            raise violation(rules.NOT_BETWEEN, str(value), field=field, **YEARS)


def check_distinct_ids(field: str, ids: list[str]) -> None:
    """Check that the ids within ``field`` are unique."""
    unique: set[str] = set()
    for value in ids:
        if value in unique:
            raise violation(rules.DUPLICATE_ID, value, field=field)
        unique.add(value)
