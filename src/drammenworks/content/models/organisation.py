"""An organisation on the sites: a company, an association or a public body."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from drammenworks.base.fields import LogoPath, Url
from drammenworks.content.models.common import PICTURE, NamedMeta, choices


class OrganisationMeta(NamedMeta):
    """The fields of an organisation; ``title`` defaults to ``name``."""

    kind: Literal["member", "partner", "public", "supporter"] = Field(
        json_schema_extra=choices("medlem", "partner", "offentlig", "støttespiller"),
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
