"""The fields of a site's file: its name, languages, sections and menus."""

from __future__ import annotations

from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    PrivateAttr,
    model_validator,
)

from drammenworks.base.fields import (
    Boolean,
    Choices,
    Count,
    Date,
    Email,
    Phone,
    Prose,
    Slug,
    Text,
    Timezone,
    Url,
    json_schema,
    pattern_validator,
    site_path,
    violation,
)
from drammenworks.base.paths import SITES_FOLDER
from drammenworks.base.strict_yaml import locate
from drammenworks.errors import Location, Phrase
from drammenworks.errors.rules import fields as rules

LANGUAGES = ("nb", "nn", "en")
"""The languages with typography, date formats and texts."""

Language = Annotated[
    str,
    Choices(
        {
            "nb": ("bokmål", "norsk", "norsk bokmål", "no"),
            "nn": ("nynorsk", "norsk nynorsk"),
            "en": ("engelsk", "english"),
        }
    ),
]

SectionPath = Annotated[
    str,
    PlainValidator(pattern_validator("/([a-z0-9]+(-[a-z0-9]+)*/)*", str, rules.BAD_SECTION_PATH)),
    AfterValidator(site_path),
    json_schema("text", type="string", pattern="^/([a-z0-9]+(-[a-z0-9]+)*/)*$"),
]
"""A path that begins and ends with a slash."""

TAXONOMIES = ("tags", "focus_areas")
"""The fields whose terms have pages."""

Taxonomy = Annotated[
    str, Choices({"tags": ("emneord", "emne", "emner"), "focus_areas": ("satsingsområder", "satsingsområde")})
]

Menu = Annotated[
    str,
    Choices(
        {"main": ("hovedmeny", "hovudmeny", "topp"), "footer": ("bunnmeny", "botnmeny", "bunn", "bunntekst")}
    ),
]


class ConfigModel(BaseModel):
    """The base of configuration models: unknown keys are errors, and values are immutable."""

    # A build after an edit of a text validates no configuration, and needs no validators.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class MenuItem(ConfigModel):
    """A menu item: a section, a page, or an external URL."""

    section: Text | None = None
    """A kind of content; links to its list."""
    page: Slug | None = None
    """The name of a page under content/pages/."""
    url: Url | None = None
    label: dict[Language, Prose] = {}
    """By language; the default is the label of the section or page."""

    @model_validator(mode="after")
    def _has_one_target(self) -> Self:
        if sum(target is not None for target in (self.section, self.page, self.url)) != 1:
            raise violation(rules.MENU_TARGET, "")
        return self


class Publisher(ConfigModel):
    """The publisher of the site, shown in its footer."""

    name: Text
    email: Email | None = None
    phone: Phone | None = None
    url: Url | None = None


class SecurityContact(ConfigModel):
    """Whom to tell of a hole in the site, for security.txt (RFC 9116)."""

    email: Email | None = None
    url: Url | None = None
    expires: Date
    """The day from which this must not be relied upon."""
    policy: Url | None = None
    """How they want to be told, and what they do then."""

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.email is None and self.url is None:
            raise violation(
                rules.TOGETHER,
                "",
                field="email",
                reason=Phrase("det ikke står noen «url»"),
                example=Phrase("adressen til den som tar imot varsler"),
                suggestion="",
            )
        return self


class SocialLink(ConfigModel):
    """An account of the site in social media."""

    name: Text
    url: Url


class ImageSettings(ConfigModel):
    """The sizes and formats of a picture's variants."""

    widths: tuple[Count, ...] = (240, 400, 800, 1200, 1600, 2400)
    """CSS pixels times density; variants are never larger than the original, and none is made in vain."""
    formats: tuple[Annotated[Literal["avif", "webp"], Choices({"avif": "AVIF", "webp": "WebP"})], ...] = (
        "avif",
    )
    """The formats in addition to JPEG or PNG, the best first."""
    require_credit: Boolean = False
    """Whether every picture must have a credit (åndsverkloven § 5)."""


class Site(ConfigModel):
    """A site that is built from the content."""

    id: Slug
    name: Text
    base_url: Url
    """The URL of the published site, with its path, without a trailing slash."""
    theme: Slug
    languages: tuple[Language, ...]
    default_language: Language = "nb"
    """Its pages are at the root; those of other languages under /<language>/."""
    timezone: Timezone = ZoneInfo("Europe/Oslo")
    tagline: dict[Language, Prose] = {}
    sections: dict[str, dict[Language, SectionPath]] = {}
    """Kind of content → the path of its documents in each language."""
    taxonomies: dict[Taxonomy, dict[Language, SectionPath]] = {}
    menus: dict[Menu, tuple[MenuItem, ...]] = {}
    organisation: Publisher | None = None
    social: tuple[SocialLink, ...] = ()
    security: SecurityContact | None = None
    sector: Annotated[
        Literal["private", "public"],
        Choices({"private": ("privat", "private"), "public": ("offentlig", "offentleg")}),
    ] = "private"
    statement_url: Url | None = None
    """The accessibility statement, required of public bodies (forskrift om universell utforming § 4 b)."""
    images: ImageSettings = Field(default_factory=ImageSettings)
    per_page: Count = 12
    """Documents on a page of a list."""
    feeds: Boolean = False
    """Whether each language has a news feed (Atom, RFC 4287)."""
    search: Boolean = False
    """Whether the pages of the site can be searched, in each language by itself."""
    calendars: Boolean = False
    """Whether each event, and all events of each language, have a calendar (iCalendar, RFC 5545)."""
    pdfs: Boolean = False
    """Whether reports, and what else says ``pdf: true``, have a PDF that is made of their page."""
    robots: Boolean = True
    """Whether search engines may index the site at all."""
    protected_names: tuple[Text, ...] | None = None
    """The names that pages of other sites must not have outside links; by default the site's own."""

    _text: str = PrivateAttr(default="")
    """The text of the site's file; set by the loader."""

    def without_places(self) -> Self:
        """Return the same settings; a comment in their file makes no difference to them."""
        site = self.model_copy()
        site._text = ""
        return site

    @property
    def names_that_count(self) -> tuple[str, ...]:
        """The names of it that pages of other sites must not have outside links."""
        return self.protected_names if self.protected_names is not None else (self.name,)

    @property
    def path(self) -> str:
        """The site's file, relative to the project's root."""
        return f"{SITES_FOLDER}/{self.id}.yaml"

    def at(self, *keys: str | int) -> Location:
        """Return the location of the value at ``keys`` in the site's file, or of its nearest ancestor."""
        return locate(self._text, keys, path=self.path)

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.default_language not in self.languages:
            raise violation(
                rules.NOT_CHOICE,
                self.default_language,
                field="default_language",
                choices=", ".join(self.languages),
                suggestion="",
            )
        if self.sector == "public" and self.statement_url is None:
            raise violation(
                rules.TOGETHER,
                "",
                field="statement_url",
                reason=Phrase("det står «{line}»", line="sector: public"),
                example="https://…",
                suggestion="",
            )
        for lang in self.languages:
            if self.languages.count(lang) > 1:
                raise violation(rules.DUPLICATE_ID, lang, field="languages")
        return self

    def prefix(self, lang: str) -> str:
        """Return the path prefix of the pages in ``lang``: ``/`` or ``/en/``."""
        return "/" if lang == self.default_language else f"/{lang}/"
