"""A person on the sites."""

from __future__ import annotations

from pydantic import Field

from drammenworks.base.fields import Email, KnownDate, Prose
from drammenworks.content.models.common import NamedMeta, PictureField
from drammenworks.content.models.references import OrganisationRef


class PersonMeta(NamedMeta):
    """The fields of a person; ``title`` defaults to ``name``."""

    role: Prose | None = Field(default=None, title="Stilling", description="hva personen gjør")
    role_date: KnownDate | None = Field(
        default=None,
        title="Når stillingen gjaldt",
        description="når personen hadde stillingen, når det ikke er sikkert at det er slik nå: `2018`",
    )
    """When the role was true; None when it is true now."""
    organisation: OrganisationRef | None = Field(
        default=None, title="Organisasjon", description="hvor personen arbeider, en organisasjon"
    )
    email: Email | None = Field(
        default=None, title="E-post", description="e-postadressen, når den skal være offentlig"
    )
    portrait: PictureField | None = Field(default=None, title="Portrett", description="et bilde av ansiktet")
