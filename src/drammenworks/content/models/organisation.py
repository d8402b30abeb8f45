"""An organisation on the sites: a company, an association or a public body."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from drammenworks.base.fields import Choices, LogoPath, Url
from drammenworks.content.models.common import PICTURE, NamedMeta


class OrganisationMeta(NamedMeta):
    """The fields of an organisation; ``title`` defaults to ``name``."""

    kind: (
        Annotated[
            Literal["member", "partner", "public", "supporter"],
            Choices(
                {
                    "member": ("medlem", "medlemmer", "medlemar"),
                    "partner": "partner",
                    "public": ("offentlig", "offentleg"),
                    "supporter": ("støttespiller", "støttespelar", "sponsor"),
                }
            ),
        ]
        | None
    ) = Field(
        default=None,
        title="Rolle",
        description="`member`, `partner`, `public` eller `supporter`; uten blir ingen vist",
    )
    url: Url | None = Field(
        default=None, title="Nettsted", description="adressen til nettstedet, med `https://` foran"
    )
    logo: LogoPath | None = Field(
        json_schema_extra=PICTURE,
        default=None,
        title="Logo",
        description="logoen, helst som SVG; vises ved siden av navnet",
    )
