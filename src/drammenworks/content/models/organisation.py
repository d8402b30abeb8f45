"""A company, an association or a public body that is named on the sites."""

from __future__ import annotations

from typing import Literal

from drammenworks.base.fields import MediaPath, Url
from drammenworks.content.models.common import Named


class Organisation(Named):
    """The fields of an organisation; ``title`` is taken from ``name``."""

    kind: Literal["member", "partner", "public", "supporter"] = "member"
    url: Url | None = None
    logo: MediaPath | None = None
