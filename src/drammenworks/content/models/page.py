"""A standalone page: the front page, about, contact, privacy."""

from __future__ import annotations

from pydantic import Field

from drammenworks.base.fields import Prose, TemplateName
from drammenworks.content.models.common import PrintableMeta
from drammenworks.content.models.model import ContentModel
from drammenworks.content.models.references import AnyRef


class Entrance(ContentModel):
    """A way in from the front page: for whom it is, and where it leads."""

    title: Prose = Field(
        title="Tittel", description="hvem den er for, med noen få ord", examples=["Jeg driver bedrift"]
    )
    text: Prose | None = Field(default=None, title="Tekst", description="hva de finner der, med en setning")
    to: AnyRef = Field(title="Fører til", description="dokumentet den fører til, med slaget foran")


class PageMeta(PrintableMeta):
    """The fields of a page."""

    template: TemplateName = Field(
        default="page",
        title="Mal",
        description="malen; `home` gjør siden til nettstedets forside, ellers `page`",
    )
    """The template of the page; ``home`` makes it the front page of its site."""
    menu: Prose | None = Field(default=None, title="Navn i menyen", description="et kortere navn til menyen")
    """A shorter name for menus."""
    entrances: tuple[Entrance, ...] = Field(
        default=(),
        title="Innganger",
        description="på forsiden: innganger for dem som kommer til nettstedet",
    )
    """On the front page: ways in for those who come to the site."""
    contact: AnyRef | None = Field(
        default=None,
        title="Kontaktside",
        description="på forsiden: siden som forteller hvordan en tar kontakt",
    )
    """On the front page: the page that says how to get in touch."""
