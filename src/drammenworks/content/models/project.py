"""A project of the region's business life: what it wants, who is behind it, and how it goes."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from drammenworks.base.fields import Prose, Term, Url
from drammenworks.content.models.common import KeyFigure, Meta, TimeSpan, distinct_ids
from drammenworks.content.models.references import OrganisationRef, PersonRef, ProjectRef, VideoRef


class Project(Meta):
    """The fields of a project."""

    status: Literal["planned", "active", "completed"] = "active"
    period: TimeSpan | None = None
    goals: tuple[Prose, ...] = ()
    focus_areas: tuple[Term, ...] = ()
    """What the project concentrates on; each gets a page that lists its projects."""
    lead: PersonRef | None = None
    secretariat: OrganisationRef | None = None
    partners: tuple[OrganisationRef, ...] = ()
    supporters: tuple[OrganisationRef, ...] = ()
    part_of: ProjectRef | None = None
    videos: tuple[VideoRef, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    site_url: Url | None = None
    """The project's own site elsewhere."""

    @model_validator(mode="after")
    def _ids_are_distinct(self) -> Self:
        distinct_ids("key_figures", [figure.id for figure in self.key_figures])
        return self
