"""Figures in a file beside a report, with labels in each language and values by year."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from drammenworks.base.fields import Boolean, Choices, Decimals, Number, Slug, Translated, Year
from drammenworks.content.models.common import check_distinct_ids, check_years
from drammenworks.content.models.model import ContentModel

Qualifier = Annotated[
    Literal["about", "at-least", "at-most", "more-than", "less-than"],
    Choices(
        {
            "about": ("om lag", "omtrent", "ca", "ca.", "cirka", "rundt"),
            "at-least": ("minst", "minimum"),
            "at-most": ("høyst", "høgst", "maksimum", "maks"),
            "more-than": ("over", "mer enn", "meir enn"),
            "less-than": ("under", "mindre enn", "færre enn"),
        }
    ),
]


class Figure(ContentModel):
    """A figure of a report; its ``id`` is the same in the reports of all years."""

    id: Slug = Field(title="Fast navn", description="navnet på tallet; det samme år etter år")
    label: Translated = Field(
        title="Hva tallet er",
        description="hva det er, på hvert språk: `{nb: Medlemsbedrifter, en: Member companies}`",
    )
    value: Number | None = Field(default=None, title="Tall", description="tallet for rapportens år")
    series: dict[Year, Number] | None = Field(
        default=None, title="Andre år", description="det samme tallet for andre år: `{2015: 80, 2016: 85}`"
    )
    unit: Translated | None = Field(default=None, title="Enhet", description="enheten: `år`, `mill. kr`, `%`")
    qualifier: Qualifier | None = Field(
        default=None, title="Ord foran", description="`about` (om lag), `at-least` (minst) og lignende"
    )
    is_year: Boolean = Field(
        default=False,
        title="Er et årstall",
        description="`true` når tallet er et årstall, som ikke skal ha mellomrom",
    )
    decimals: Decimals | None = Field(
        default=None, title="Desimaler", description="hvor mange desimaler tallet vises med, 0 til 3"
    )
    target: Number | None = Field(default=None, title="Mål", description="målet")
    sum_of: tuple[Slug, ...] = Field(
        default=(),
        title="Sum av",
        description="navnene på tallene som dette er summen av; programmet regner etter",
    )
    key: Boolean = Field(
        default=False, title="Nøkkeltall", description="`true` når tallet skal stå blant nøkkeltallene"
    )
    source: Translated | None = Field(default=None, title="Kilde", description="hvem tallet kommer fra")
    note: Translated | None = Field(
        default=None, title="Merknad", description="det leseren må vite om tallet"
    )

    @model_validator(mode="after")
    def _years_are_years(self) -> Self:
        if self.is_year:
            check_years({"value": self.value, "target": self.target})
            check_years({f"series.{year}": value for year, value in (self.series or {}).items()})
        return self


class FigureFile(ContentModel):
    """A file of figures beside a report."""

    figures: tuple[Figure, ...] = Field(title="Tall", description="tallene")

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        check_distinct_ids("figures", [figure.id for figure in self.figures])
        return self
