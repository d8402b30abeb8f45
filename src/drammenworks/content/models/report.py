"""An annual report: its year, its figures, and the projects that it presents."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from drammenworks.base.fields import Boolean, Date, MediaPath, Number, Prose, Slug, Text, Year
from drammenworks.content.models.common import KeyFigure, Meta, Model, TimeSpan, distinct_ids
from drammenworks.content.models.references import OrganisationRef, PersonRef, ProjectRef


class Figures(Model):
    """A table of figures in a CSV or YAML file beside the report."""

    id: Slug
    title: Prose
    src: MediaPath
    unit: Prose | None = None
    source: Prose | None = None
    note: Prose | None = None


class Chart(Model):
    """A drawing of one of the report's tables."""

    id: Slug
    figures: Slug
    """The id of the table that it draws."""
    message: Prose
    """What the reader is to see in it; becomes the chart's title."""
    type: Literal["bar", "line", "stacked"] = "bar"


class Quote(Model):
    """A quotation and who said it."""

    text: Prose
    person: PersonRef | None = None
    by: Prose | None = None


class FinanceRow(Model):
    """One line of accounts, in whole kroner."""

    label: Prose
    result: Number | None = None
    budget: Number | None = None
    previous: Number | None = None
    total: Boolean = False


class FinanceTable(Model):
    """A part of the accounts: result against budget, or the balance."""

    id: Slug
    title: Prose
    rows: tuple[FinanceRow, ...]


class Erratum(Model):
    """A mistake that was mended after the report was published."""

    date: Date
    text: Prose


class Report(Meta):
    """The fields of an annual report."""

    year: Year
    publisher: OrganisationRef | None = None
    period: TimeSpan | None = None
    key_figures: tuple[KeyFigure, ...] = ()
    figures: tuple[Figures, ...] = ()
    charts: tuple[Chart, ...] = ()
    projects: tuple[ProjectRef, ...] = ()
    quotes: tuple[Quote, ...] = ()
    finance: tuple[FinanceTable, ...] = ()
    pdf: MediaPath | None = None
    locked: Text | None = None
    """The digest of the report as it was adopted; a change after that is an error."""
    errata: tuple[Erratum, ...] = ()

    @model_validator(mode="after")
    def _ids_are_distinct(self) -> Self:
        distinct_ids("key_figures", [figure.id for figure in self.key_figures])
        distinct_ids("figures", [table.id for table in self.figures])
        distinct_ids("charts", [chart.id for chart in self.charts])
        distinct_ids("finance", [table.id for table in self.finance])
        return self
