"""What every kind of content has in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

from drammenworks.base.fields import (
    Alias,
    Boolean,
    Date,
    FileRef,
    FocalPoint,
    MediaPath,
    Moment,
    Number,
    Period,
    Prose,
    Slug,
    Term,
    Text,
    Url,
    broken,
)
from drammenworks.content.models.references import AnyRef, OrganisationRef, PersonRef, Ref
from drammenworks.errors.rules import fields as rules

_T = TypeVar("_T")

ReferencePath = tuple[str | int, ...]
"""Where in the front matter a reference stands: keys and list positions from the top."""


class Model(BaseModel):
    """The settings of every model: unknown keys are errors, and values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Picture(Model):
    """A picture with what the public must be told about it (WCAG 1.1.1)."""

    src: MediaPath
    alt: Prose | None = None
    """What is to be seen; required unless the picture is decorative."""
    decorative: Boolean = False
    """The picture says nothing that the text does not, and screen readers pass it over."""
    focal: FocalPoint | None = None
    credit: Prose | None = None
    caption: Prose | None = None

    @model_validator(mode="after")
    def _says_what_it_shows(self) -> Self:
        if self.alt is None and not self.decorative:
            raise broken(rules.TOGETHER, "", field="alt", reason="decorative ikke er true")
        return self


class TimeSpan(Model):
    """From when until when; either end may be open."""

    from_: Period | None = None
    to: Period | None = None

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_"))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ and self.to and self.to.first_day < self.from_.first_day:
            raise in_order("from", self.from_, "to", self.to)
        return self


class Link(Model):
    """A place on the web and what to call it."""

    label: Prose
    url: Url


class Geo(Model):
    """A position in WGS 84, in degrees."""

    lat: Number
    lon: Number


class Address(Model):
    """A postal address in Norway."""

    street: Text | None = None
    postal_code: Text | None = None
    city: Text


class KeyFigure(Model):
    """A figure whose ``id`` stays the same over the years, so that years can be compared."""

    id: Slug
    label: Prose
    value: Number
    unit: Prose | None = None
    qualifier: Prose | None = None
    """A word before the value: «minst», «om lag»."""
    is_year: Boolean = False
    """The value is a year, which is never grouped by thousands."""
    previous: Number | None = None
    """The same figure a year before; the change is computed and never typed."""
    target: Number | None = None
    source: Prose | None = None


class Seo(Model):
    """What search engines and shared links show instead of title and summary."""

    title: Prose | None = None
    description: Prose | None = None
    noindex: Boolean = False


class Meta(Model):
    """The fields that every kind has."""

    title: Prose
    summary: Prose | None = None
    date: Date | None = None
    updated: Date | None = None
    draft: Boolean = False
    publish_at: Moment | None = None
    expire_at: Moment | None = None
    sites: tuple[Slug, ...] | None = None
    """Where it is published; by default, on the sites that have a section for its kind."""
    canonical_site: Slug | None = None
    """Where its canonical URL is; by default, the first of its sites."""
    slug: Slug | None = None
    aliases: tuple[Alias, ...] = ()
    image: Picture | None = None
    tags: tuple[Term, ...] = ()
    people: tuple[PersonRef, ...] = ()
    organisations: tuple[OrganisationRef, ...] = ()
    related: tuple[AnyRef, ...] = ()
    seo: Seo = Seo()
    example: Boolean = False
    """An example for the editors: labelled on the page, and never indexed."""

    @model_validator(mode="after")
    def _expires_after_it_is_published(self) -> Self:
        if (
            self.publish_at
            and self.expire_at
            and self.publish_at.replace(tzinfo=None) >= self.expire_at.replace(tzinfo=None)
        ):
            raise in_order("publish_at", self.publish_at, "expire_at", self.expire_at)
        return self

    def references(self) -> Iterator[tuple[ReferencePath, Ref]]:
        """Yield every reference in the front matter with its place, in the model's order."""
        for keys, ref, _ in _walk(self, Ref, ()):
            yield keys, ref

    def files(self) -> Iterator[tuple[ReferencePath, FileRef, bool]]:
        """Yield every file that the front matter names, its place, and whether it is a picture."""
        for keys, file, owner in _walk(self, FileRef, ()):
            yield keys, file, isinstance(owner, Picture)


class Named(Meta):
    """A document about something with a name; its ``title`` is the name unless it says otherwise."""

    name: Text

    @model_validator(mode="before")
    @classmethod
    def _title_is_the_name(cls, data: Any) -> Any:
        if isinstance(data, dict) and "title" not in data:
            name = data.get("name")
            # A name that is wrong or missing is one finding, told of the field that the editor knows.
            return {**data, "title": name if isinstance(name, str) and name.strip() else "…"}
        return data


def _walk(
    value: object, wanted: type[_T], path: ReferencePath, owner: object = None
) -> Iterator[tuple[ReferencePath, _T, object]]:
    """Yield every value of a type below ``value`` with its place and the model that it is a field of."""
    if isinstance(value, wanted):
        yield path, value, owner
    elif isinstance(value, BaseModel):
        for name, inner in value:
            yield from _walk(inner, wanted, (*path, name.rstrip("_")), value)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _walk(inner, wanted, (*path, index), owner)


def in_order(earlier: str, earlier_value: object, later: str, later_value: object) -> Exception:
    """Return the error to raise when ``later`` comes before ``earlier``."""
    return broken(
        rules.ORDER,
        "",
        earlier=earlier,
        earlier_value=earlier_value,
        later=later,
        later_value=later_value,
    )


def distinct_ids(field: str, ids: list[str]) -> None:
    """Check that no id is used twice within ``field``."""
    seen: set[str] = set()
    for value in ids:
        if value in seen:
            raise broken(rules.DUPLICATE_ID, value, field=field)
        seen.add(value)
