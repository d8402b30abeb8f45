"""A piece of news."""

from __future__ import annotations

from drammenworks.base.fields import Date
from drammenworks.content.models.common import Link, Meta
from drammenworks.content.models.references import PersonRef


class Article(Meta):
    """The fields of a piece of news; it is nothing without its date."""

    date: Date
    author: PersonRef | None = None
    source: Link | None = None
    """Where the news comes from, when somebody else told it first."""
