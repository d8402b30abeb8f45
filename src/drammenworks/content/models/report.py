"""An annual report: its year, figures and projects."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from drammenworks.base.fields import (
    Boolean,
    Choices,
    Count,
    Date,
    MediaPath,
    Number,
    OfferedPathOrBoolean,
    Prose,
    Slug,
    Text,
    Year,
    violation,
)
from drammenworks.content.models.common import (
    LONG,
    UNUSED,
    KeyFigure,
    Meta,
    TimeSpan,
    check_distinct_ids,
)
from drammenworks.content.models.model import ContentModel
from drammenworks.content.models.references import OrganisationRef, PersonRef, ProjectRef
from drammenworks.errors import Phrase
from drammenworks.errors.rules import fields as rules

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


class Column(ContentModel):
    """What a column of a table holds, where it cannot be seen from the numbers alone."""

    name: Text = Field(title="Kolonne", description="overskriften til kolonnen, slik den står i filen")
    type: Annotated[
        Literal["number", "year", "text"],
        Choices(
            {
                "number": ("tall", "nummer"),
                "year": ("årstall", "år"),
                "text": ("tekst", "ord"),
            }
        ),
    ] = Field(
        title="Innhold",
        description="`number` (tall som teller noe), `year` (årstall, uten mellomrom) eller `text` "
        "(alt annet, også postnumre og telefonnumre, slik det står)",
    )


class Figures(ContentModel):
    """A table: of figures of the report, or in a CSV or YAML file beside it."""

    id: Slug = Field(
        title="Navn i teksten", description="navnet du bruker i teksten: `::: figures medlemmer`"
    )
    title: Prose = Field(title="Overskrift", description="tabellens overskrift")
    src: MediaPath | None = Field(
        default=None, examples=["tall.csv"], title="Fil", description="filen med tabellen"
    )
    of: tuple[Slug, ...] = Field(
        default=(),
        title="Tall",
        description="eller navnene på de av rapportens tall som tabellen viser: `[mentor-pairs, events]`",
    )
    unit: Prose | None = Field(
        default=None, title="Enhet", description="hva tallene teller: `medlemmer`, `kroner`"
    )
    source: Prose | None = Field(default=None, title="Kilde", description="hvem tallene kommer fra")
    note: Prose | None = Field(
        json_schema_extra=LONG, default=None, title="Merknad", description="det leseren må vite om tallene"
    )
    columns: tuple[Column, ...] = Field(
        default=(),
        title="Kolonner",
        description="hva kolonner har i seg, når programmet gjetter feil",
    )

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["src"]}, {"required": ["of"]}]})

    @model_validator(mode="after")
    def _has_content(self) -> Self:
        if self.src is None and not self.of:
            raise violation(
                rules.TOGETHER,
                "",
                field="src",
                reason=Phrase("tabellen må ha et innhold"),
                example="tall.csv",
                suggestion=Phrase(" Viser den rapportens egne tall, så skriv «of: […]» i stedet."),
            )
        return self

    @property
    def declared_columns(self) -> dict[str, str]:
        """What the editor says that columns hold, by their headings."""
        return {column.name: column.type for column in self.columns}


class Chart(ContentModel):
    """A chart of figures, or of one of the report's tables."""

    id: Slug = Field(title="Navn i teksten", description="navnet du bruker i teksten: `::: chart medlemmer`")
    figures: tuple[Slug, ...] = Field(
        title="Tall",
        description="navnene på tallene som tegnes, eller navnet på én tabell: `[medlemmer]`",
        json_schema_extra={"minItems": 1},
    )
    """Ids of figures, or the id of one table."""
    message: Prose = Field(
        title="Budskap", description="det leseren skal se, som én setning; blir tegningens overskrift"
    )
    """The message of the chart, and its title."""
    subtitle: Prose | None = Field(
        default=None,
        title="Hva som er målt",
        description="hva tallene viser, når det ikke går fram av navnene og enheten",
    )
    type: Annotated[
        Literal["bar", "grouped", "stacked", "line", "share", "progress", "multiples"],
        Choices(
            {
                "bar": ("søyler", "søyle", "stolper"),
                "grouped": ("grupperte søyler", "gruppert"),
                "stacked": ("stablede søyler", "stabla søyler", "stablet"),
                "line": "linje",
                "share": ("andeler", "andel", "kake"),
                "progress": ("framdrift mot mål", "framdrift", "måloppnåelse"),
                "multiples": ("små linjer side om side", "små"),
            }
        ),
    ] = Field(
        default="bar",
        title="Form",
        description="`bar` (det vanlige), `grouped`, `stacked`, `line`, `share`, `progress` eller "
        "`multiples`",
    )
    since: Year | None = Field(
        default=None, title="Fra og med år", description="det første året som tegnes; ellers alle"
    )


class Quote(ContentModel):
    """A quotation and its source."""

    text: Prose = Field(json_schema_extra=LONG, title="Sitat", description="det som ble sagt")
    person: PersonRef | None = Field(
        default=None, title="Person", description="hvem som sa det, en person som finnes i `content/people/`"
    )
    by: Prose | None = Field(
        default=None, title="Hvem", description="hvem som sa det, når det ikke er en slik person"
    )


class Letter(ContentModel):
    """The letter with which a report opens."""

    text: Prose = Field(
        json_schema_extra=LONG, title="Tekst", description="teksten, med en tom linje mellom avsnittene"
    )
    title: Prose | None = Field(default=None, title="Overskrift", description="overskriften")
    person: PersonRef | None = Field(
        default=None,
        title="Person",
        description="hvem som skriver, en person som finnes i `content/people/`",
    )
    by: Prose | None = Field(
        default=None, title="Hvem", description="hvem som skriver, når det ikke er en slik person"
    )

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, parted at empty lines."""
        return tuple(part.strip() for part in _PARAGRAPHS.split(self.text) if part.strip())


class FinanceRow(ContentModel):
    """A line of the accounts, in whole kroner."""

    label: Prose = Field(title="Post", description="hva linjen gjelder")
    result: Number | None = Field(default=None, title="Resultat", description="resultatet, i hele kroner")
    budget: Number | None = Field(default=None, title="Budsjett", description="budsjettet")
    previous: Number | None = Field(default=None, title="Året før", description="året før")
    total: Boolean = Field(default=False, title="Sumlinje", description="`true` for en sumlinje")
    note: Count | None = Field(default=None, title="Note", description="nummeret på noten som forklarer den")


class FinanceTable(ContentModel):
    """A table of the accounts: result against budget, or the balance."""

    id: Slug = Field(title="Fast navn", description="navnet på delen")
    title: Prose = Field(title="Overskrift", description="tabellens overskrift")
    rows: tuple[FinanceRow, ...] = Field(title="Linjer", description="linjene")
    notes: tuple[Prose, ...] = Field(
        json_schema_extra=LONG, default=(), title="Noter", description="notene, i rekkefølge fra 1"
    )


class Erratum(ContentModel):
    """A correction after the report was published."""

    date: Date = Field(title="Dato", description="når feilen ble rettet")
    text: Prose = Field(json_schema_extra=LONG, title="Rettelse", description="hva som var galt")


class ReportMeta(Meta):
    """The fields of an annual report."""

    year: Year = Field(title="År", description="året den gjelder")
    publisher: OrganisationRef | None = Field(
        default=None, title="Utgiver", description="utgiveren, en organisasjon"
    )
    period: TimeSpan | None = Field(
        default=None, title="Periode", description="tidsrommet, når det ikke er kalenderåret"
    )
    key_figures: tuple[KeyFigure, ...] = Field(default=(), title="Nøkkeltall", description="nøkkeltallene")
    data: tuple[MediaPath, ...] = Field(
        default=(),
        title="Filer med tall",
        description="filene med rapportens tall: `[figures.yaml]`, og regneark med tall for flere år: "
        "`[figures.yaml, figures.csv]`",
    )
    """YAML files that say what the figures are, and CSV files with values by year."""
    figures: tuple[Figures, ...] = Field(default=(), title="Tabeller", description="tabeller med tall")
    charts: tuple[Chart, ...] = Field(default=(), title="Diagrammer", description="tegninger av tall")
    projects: tuple[ProjectRef, ...] = Field(
        default=(), title="Prosjekter", description="prosjektene rapporten handler om"
    )
    letter: Letter | None = Field(
        default=None, title="Lederens hilsen", description="brevet rapporten åpner med"
    )
    quotes: tuple[Quote, ...] = Field(default=(), title="Sitater", description="sitater")
    finance: tuple[FinanceTable, ...] = Field(
        default=(), title="Regnskap", description="regnskapet, én tabell for hver del"
    )
    pdf: OfferedPathOrBoolean | None = Field(
        examples=["rapport.pdf"],
        default=None,
        title="PDF",
        description="en ferdig PDF av rapporten, som alle kan laste ned; ellers blir den laget av det som "
        "står på siden, og med `false` får rapporten ingen",
    )
    locked: Text | None = Field(
        default=None,
        json_schema_extra=UNUSED,
        title="Lås",
        description="hva rapporten sa da den ble vedtatt; skrives av kommandoen `lock`",
    )
    """The lock of the adopted report (see ``report_lock``); a later change without an erratum is an error."""
    errata: tuple[Erratum, ...] = Field(
        default=(), title="Rettelser", description="feil som er rettet etter at den kom ut"
    )

    @property
    def corrected(self) -> date | None:
        """The day of the last erratum."""
        return max((erratum.date for erratum in self.errata), default=None)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        check_distinct_ids("key_figures", [figure.id for figure in self.key_figures])
        check_distinct_ids("figures", [table.id for table in self.figures])
        check_distinct_ids("charts", [chart.id for chart in self.charts])
        check_distinct_ids("finance", [table.id for table in self.finance])
        return self
