"""A standalone page: the front page, about, contact, privacy."""

from __future__ import annotations

from pydantic import Field

from drammenworks.base.fields import Prose, TemplateName
from drammenworks.content.models.common import Meta


class PageMeta(Meta):
    """The fields of a page."""

    template: TemplateName = Field(
        default="page",
        title="Mal",
        description="malen; `home` gjør siden til nettstedets forside, ellers `page`",
    )
    """The template of the page; ``home`` makes it the front page of its site."""
    menu: Prose | None = Field(default=None, title="Navn i menyen", description="et kortere navn til menyen")
    """A shorter name for menus."""
