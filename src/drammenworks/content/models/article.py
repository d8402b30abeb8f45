"""A piece of news."""

from __future__ import annotations

from pydantic import Field

from drammenworks.base.fields import Date
from drammenworks.content.models.common import LinkField, PrintableMeta
from drammenworks.content.models.references import PersonRef


class ArticleMeta(PrintableMeta):
    """The fields of a piece of news; the date is required."""

    date: Date = Field(title="Dato", description="datoen den er skrevet")
    author: PersonRef | None = Field(
        default=None, title="Forfatter", description="hvem som har skrevet den, en person"
    )
    source: LinkField | None = Field(
        default=None, title="Kilde", description="hvor nyheten kommer fra, når andre fortalte den først"
    )
    """The source of the news, if it was published elsewhere first."""
