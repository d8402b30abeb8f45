"""A piece of news."""

from __future__ import annotations

from pydantic import Field

from drammenworks.base.fields import WrittenDate
from drammenworks.content.models.common import LinkField, PrintableMeta, TimeSpan
from drammenworks.content.models.references import PersonRef


class ArticleMeta(PrintableMeta):
    """The fields of a piece of news; the date is required."""

    date: WrittenDate = Field(
        title="Dato",
        description="datoen den er skrevet; er bare måneden eller året kjent, `2017-09` eller `2017`",
    )
    period: TimeSpan | None = Field(
        default=None,
        title="Tidsrom",
        description="når det den forteller om, hendte, når det er lenge siden; "
        "den blir merket «Bakgrunn» med årstallet",
    )
    """When that happened which it looks back on."""
    author: PersonRef | None = Field(
        default=None, title="Forfatter", description="hvem som har skrevet den, en person"
    )
    source: LinkField | None = Field(
        default=None, title="Kilde", description="hvor nyheten kommer fra, når andre fortalte den først"
    )
    """The source of the news, if it was published elsewhere first."""
