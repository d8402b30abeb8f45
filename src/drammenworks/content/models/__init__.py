"""The nine kinds of content: their order, their folders and their models.

A new kind is one module here, one template, and one line below.
"""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.content.models.article import Article
from drammenworks.content.models.common import Meta
from drammenworks.content.models.event import Event
from drammenworks.content.models.organisation import Organisation
from drammenworks.content.models.page import Page
from drammenworks.content.models.person import Person
from drammenworks.content.models.place import Place
from drammenworks.content.models.project import Project
from drammenworks.content.models.report import Report
from drammenworks.content.models.video import Video


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content."""

    name: str
    """As references write it: ``project:internasjonale-drammen``."""
    folder: str
    """Under content/."""
    model: type[Meta]
    """What its front matter may say."""
    label: str
    """What editors call one of them, in bokmål."""
    plural: str
    """What editors call several of them."""


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("project", "projects", Project, "prosjekt", "prosjekter"),
        Kind("report", "reports", Report, "årsrapport", "årsrapporter"),
        Kind("video", "videos", Video, "video", "videoer"),
        Kind("event", "events", Event, "arrangement", "arrangementer"),
        Kind("article", "news", Article, "nyhet", "nyheter"),
        Kind("person", "people", Person, "person", "personer"),
        Kind("organisation", "organisations", Organisation, "organisasjon", "organisasjoner"),
        Kind("place", "places", Place, "sted", "steder"),
        Kind("page", "pages", Page, "side", "sider"),
    )
}

KIND_BY_FOLDER: dict[str, Kind] = {kind.folder: kind for kind in KINDS.values()}
