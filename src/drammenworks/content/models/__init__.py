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
from drammenworks.errors import Phrase


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content."""

    name: str
    """As references write it: ``project:internasjonale-drammen``."""
    folder: str
    """Under content/."""
    model: type[Meta]
    """What its front matter may say."""
    label: Phrase
    """What editors call one of them."""
    plural: Phrase
    """What editors call several of them."""


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("project", "projects", Project, Phrase("prosjekt"), Phrase("prosjekter")),
        Kind("report", "reports", Report, Phrase("årsrapport"), Phrase("årsrapporter")),
        Kind("video", "videos", Video, Phrase("video"), Phrase("videoer")),
        Kind("event", "events", Event, Phrase("arrangement"), Phrase("arrangementer")),
        Kind("article", "news", Article, Phrase("nyhet"), Phrase("nyheter")),
        Kind("person", "people", Person, Phrase("person"), Phrase("personer")),
        Kind("organisation", "organisations", Organisation, Phrase("organisasjon"), Phrase("organisasjoner")),
        Kind("place", "places", Place, Phrase("sted"), Phrase("steder")),
        Kind("page", "pages", Page, Phrase("side"), Phrase("sider")),
    )
}

KIND_BY_FOLDER: dict[str, Kind] = {kind.folder: kind for kind in KINDS.values()}
