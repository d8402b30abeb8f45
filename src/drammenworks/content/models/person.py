"""A person on the sites."""

from __future__ import annotations

from pydantic import Field

from drammenworks.base.fields import Email, Prose
from drammenworks.content.models.common import NamedMeta, PictureField
from drammenworks.content.models.references import OrganisationRef


class PersonMeta(NamedMeta):
    """The fields of a person; ``title`` defaults to ``name``."""

    role: Prose | None = Field(default=None, title="Stilling", description="hva personen gjør")
    organisation: OrganisationRef | None = Field(
        default=None, title="Organisasjon", description="hvor personen arbeider, en organisasjon"
    )
    email: Email | None = Field(
        default=None, title="E-post", description="e-postadressen, når den skal være offentlig"
    )
    portrait: PictureField | None = Field(default=None, title="Portrett", description="et bilde av ansiktet")
