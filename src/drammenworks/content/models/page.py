"""A page that stands by itself: the front page, about, contact, privacy."""

from __future__ import annotations

from drammenworks.base.fields import Prose, TemplateName
from drammenworks.content.models.common import Meta


class Page(Meta):
    """The fields of a page."""

    template: TemplateName = "page"
    """The template that shows it; ``home`` makes it the front page of its site."""
    menu: Prose | None = None
    """A shorter name for menus."""
