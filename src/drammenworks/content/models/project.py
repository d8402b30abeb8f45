"""A regional business project: its goals, its partners and its status."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from drammenworks.base.fields import Choices, Prose, Term, Url
from drammenworks.content.models.common import KeyFigure, PrintableMeta, TimeSpan, check_distinct_ids
from drammenworks.content.models.references import OrganisationRef, PersonRef, ProjectRef, VideoRef


class ProjectMeta(PrintableMeta):
    """The fields of a project."""

    status: (
        Annotated[
            Literal["planned", "active", "completed"],
            Choices(
                {
                    "planned": ("planlagt", "planlagd"),
                    "active": ("pågår", "aktiv", "aktivt", "i gang"),
                    "completed": ("avsluttet", "avslutta", "ferdig", "fullført"),
                }
            ),
        ]
        | None
    ) = Field(
        default=None,
        title="Status",
        description="`planned`, `active` eller `completed`; uten blir ingen vist",
    )
    period: TimeSpan | None = Field(default=None, title="Periode", description="fra når til når")
    goals: tuple[Prose, ...] = Field(default=(), title="Mål", description="målene, ett på hver linje")
    focus_areas: tuple[Term, ...] = Field(
        default=(), title="Satsingsområder", description="satsingsområdene; hvert får en side"
    )
    """The focus areas of the project; each has a page that lists its projects."""
    lead: PersonRef | None = Field(
        default=None, title="Prosjektleder", description="prosjektlederen, en person"
    )
    secretariat: OrganisationRef | None = Field(
        default=None, title="Sekretariat", description="sekretariatet, en organisasjon"
    )
    partners: tuple[OrganisationRef, ...] = Field(
        default=(), title="Partnere", description="partnerne, organisasjoner; de offentlige blir vist for seg"
    )
    supporters: tuple[OrganisationRef, ...] = Field(
        default=(), title="Støttespillere", description="støttespillerne, organisasjoner"
    )
    part_of: ProjectRef | None = Field(
        default=None, title="Del av", description="prosjektet dette er en del av"
    )
    videos: tuple[VideoRef, ...] = Field(default=(), title="Videoer", description="videoer fra prosjektet")
    key_figures: tuple[KeyFigure, ...] = Field(
        default=(), title="Nøkkeltall", description="tall å legge merke til"
    )
    site_url: Url | None = Field(default=None, title="Eget nettsted", description="prosjektets eget nettsted")
    """The project's own website."""

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        check_distinct_ids("key_figures", [figure.id for figure in self.key_figures])
        return self
