"""A video: its provider or file, captions and transcript (WCAG 1.2)."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from drammenworks.base.fields import Choices, Duration, OfferedPath, Prose, Slug, violation
from drammenworks.content.models.common import LONG, Meta, PictureField
from drammenworks.content.models.model import ContentModel
from drammenworks.content.models.references import ProjectRef
from drammenworks.content.models.video_ids import VideoId
from drammenworks.errors import Phrase
from drammenworks.errors.rules import fields as rules


class Captions(ContentModel):
    """A caption track."""

    lang: Slug = Field(examples=["nb"], title="Språk", description="språket, for eksempel `nb`")
    src: OfferedPath = Field(
        examples=["tekster.vtt"],
        title="Fil",
        description="filen (WebVTT)",
    )


class VideoMeta(Meta):
    """The fields of a video."""

    provider: Annotated[
        Literal["youtube", "vimeo", "file"],
        Choices(
            {"youtube": "YouTube", "vimeo": "Vimeo", "file": ("egen fil", "eiga fil", "eigen fil", "fil")}
        ),
    ] = Field(
        title="Videotjeneste",
        description="`youtube`, `vimeo` eller `file` når dere viser filen selv",
    )
    id: VideoId | None = Field(
        default=None,
        title="Adresse hos avspilleren",
        description="adressen til videoen hos YouTube eller Vimeo, eller navnet den har der; må være med der",
    )
    """The video's id at the provider."""
    src: OfferedPath | None = Field(
        default=None,
        examples=["film.mp4"],
        title="Videofil",
        description="filen (MP4 eller WebM), når `provider` er `file`; må være med da",
    )
    """The file, for a video that the site itself serves."""
    duration: Duration | None = Field(default=None, title="Varighet", description="hvor lenge den varer")
    poster: PictureField | None = Field(
        default=None, title="Stillbilde", description="bildet som vises før filmen spilles av"
    )
    captions: tuple[Captions, ...] = Field(
        default=(),
        title="Teksting",
        description="teksting; må være med for alle videoer som ikke er eksempler",
    )
    transcript: Prose | None = Field(
        json_schema_extra=LONG, default=None, title="Tekstversjon", description="alt som blir sagt, som tekst"
    )
    audio_description: Prose | None = Field(
        json_schema_extra=LONG,
        default=None,
        title="Synstolking",
        description="hvor synstolkingen er, eller hvorfor den ikke trengs",
    )
    """Where the audio description is, or why the video needs none (WCAG 1.2.5)."""
    projects: tuple[ProjectRef, ...] = Field(
        default=(), title="Prosjekter", description="prosjektene den handler om"
    )

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"required": ["example"], "properties": {"example": {"const": True}}},
            "else": {
                "required": ["captions"],
                "properties": {"captions": {"minItems": 1}},
                "if": {"properties": {"provider": {"const": "file"}}},
                "then": {"required": ["src"]},
                "else": {"required": ["id"]},
            },
        }
    )

    @model_validator(mode="after")
    def _has_source_and_captions(self) -> Self:
        # An example has no recording, and shows only its poster.
        if self.example:
            return self
        if self.provider == "file" and self.src is None:
            raise self._missing("src", "film.mp4")
        if self.provider != "file" and self.id is None:
            raise self._missing("id", "…")
        if not self.captions:
            raise violation(
                rules.TOGETHER,
                "",
                field="captions",
                reason=Phrase("videoen ikke er et eksempel"),
                example="[{lang: nb, src: tekster.vtt}]",
                suggestion="",
            )
        return self

    @property
    def player(self) -> str | None:
        """The provider that plays it in a frame; None for a film of our own, and for an example's."""
        return None if self.example or self.id is None or self.provider == "file" else self.provider

    def _missing(self, field: str, example: str) -> Exception:
        reason = Phrase("det står «{line}»", line=f"provider: {self.provider}")
        return violation(rules.TOGETHER, "", field=field, reason=reason, example=example, suggestion="")
