"""An organisation on the sites: a company, an association or a public body."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from drammenworks.base.fields import Choices, LogoPath, Url
from drammenworks.content.models.common import PICTURE, NamedMeta


class OrganisationMeta(NamedMeta):
    """The fields of an organisation; ``title`` defaults to ``name``."""

    kind: Annotated[
        Literal["member", "partner", "public", "supporter"],
        Choices(
            {
                "member": ("medlem", "medlemmer", "medlemar"),
                "partner": "partner",
                "public": ("offentlig", "offentleg"),
                "supporter": ("støttespiller", "støttespelar", "sponsor"),
            }
        ),
    ] = Field(
        default="member",
        title="Rolle",
        description="`member` (det vanlige), `partner`, `public` eller `supporter`",
    )
    url: Url | None = Field(default=None, title="Nettsted", description="nettstedet")
    logo: LogoPath | None = Field(
        json_schema_extra=PICTURE,
        default=None,
        title="Logo",
        description="logoen, helst som SVG; vises ved siden av navnet",
    )
