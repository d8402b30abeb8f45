"""A person who is named on the sites."""

from __future__ import annotations

from drammenworks.base.fields import Email, Prose
from drammenworks.content.models.common import Named, Picture
from drammenworks.content.models.references import OrganisationRef


class Person(Named):
    """The fields of a person; ``title`` is taken from ``name``."""

    role: Prose | None = None
    organisation: OrganisationRef | None = None
    email: Email | None = None
    portrait: Picture | None = None
