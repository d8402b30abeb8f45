"""The nine kinds of content, in order, with their folders and models.

A new kind needs a module here, a template, and a line below.
"""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.base.fields.value_synonyms import Vocabulary
from drammenworks.content.models.article import ArticleMeta
from drammenworks.content.models.common import Meta
from drammenworks.content.models.event import EventMeta
from drammenworks.content.models.organisation import OrganisationMeta
from drammenworks.content.models.page import PageMeta
from drammenworks.content.models.person import PersonMeta
from drammenworks.content.models.place import PlaceMeta
from drammenworks.content.models.project import ProjectMeta
from drammenworks.content.models.report import ReportMeta
from drammenworks.content.models.video import VideoMeta
from drammenworks.errors import Phrase


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content."""

    name: str
    """As in references: ``project:internasjonale-drammen``."""
    folder: str
    """Under content/."""
    model: type[Meta]
    """The model of its front matter."""
    label: Phrase
    """The editors' word for a document of this kind."""
    plural: Phrase
    """The plural of ``label``."""


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("project", "projects", ProjectMeta, Phrase("prosjekt"), Phrase("prosjekter")),
        Kind("report", "reports", ReportMeta, Phrase("årsrapport"), Phrase("årsrapporter")),
        Kind("video", "videos", VideoMeta, Phrase("video"), Phrase("videoer")),
        Kind("event", "events", EventMeta, Phrase("arrangement"), Phrase("arrangementer")),
        Kind("article", "news", ArticleMeta, Phrase("nyhet"), Phrase("nyheter")),
        Kind("person", "people", PersonMeta, Phrase("person"), Phrase("personer")),
        Kind(
            "organisation",
            "organisations",
            OrganisationMeta,
            Phrase("organisasjon"),
            Phrase("organisasjoner"),
        ),
        Kind("place", "places", PlaceMeta, Phrase("sted"), Phrase("steder")),
        Kind("page", "pages", PageMeta, Phrase("side"), Phrase("sider")),
    )
}

KIND_SYNONYMS = {
    "rapport": "report",
    "film": "video",
    "møte": "event",
    "hendelse": "event",
    "artikkel": "article",
    "sak": "article",
    "bedrift": "organisation",
}
"""Other words of editors for a kind."""

_WORDS = Vocabulary(
    {
        kind.name: (
            kind.label,
            kind.plural,
            kind.folder,
            *(w for w, k in KIND_SYNONYMS.items() if k == kind.name),
        )
        for kind in KINDS.values()
    }
)


def kind_meant(word: str) -> str | None:
    """Return the name of the kind that a word means, such as «nyhet»; None when none is near."""
    return next(iter(_WORDS.meant(word)), None)


KIND_BY_FOLDER: dict[str, Kind] = {kind.folder: kind for kind in KINDS.values()}
