"""A place to shop, eat, stay or experience something: what Opplev Hokksund lists."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from drammenworks.base.fields import Boolean, Clock, Date, Phone, Prose, Url, broken
from drammenworks.content.models.common import Address, Geo, Model, Named
from drammenworks.errors.rules import fields as rules

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class OpeningHours(Model):
    """The days of a week with the same hours."""

    days: tuple[Day, ...]
    opens: Clock
    closes: Clock


class OpeningException(Model):
    """A day whose hours differ from those of its weekday."""

    date: Date
    closed: Boolean = False
    opens: Clock | None = None
    closes: Clock | None = None
    reason: Prose | None = None

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if not self.closed:
            for field, value in (("opens", self.opens), ("closes", self.closes)):
                if value is None:
                    raise broken(rules.TOGETHER, "", field=field, reason="closed ikke er true")
        return self


class Place(Named):
    """The fields of a place; ``title`` is taken from ``name``."""

    category: Literal["shop", "eatery", "stay", "experience", "service"]
    address: Address | None = None
    geo: Geo | None = None
    opening_hours: tuple[OpeningHours, ...] = ()
    exceptions: tuple[OpeningException, ...] = ()
    url: Url | None = None
    phone: Phone | None = None
