"""A video: where it is played from, and its captions and transcript (WCAG 1.2)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from drammenworks.base.fields import Duration, MediaPath, Prose, Slug, VideoId, broken
from drammenworks.content.models.common import Meta, Model, Picture
from drammenworks.content.models.references import ProjectRef
from drammenworks.errors.rules import fields as rules


class Captions(Model):
    """A caption track."""

    lang: Slug
    src: MediaPath


class Video(Meta):
    """The fields of a video."""

    provider: Literal["youtube", "vimeo", "file"]
    id: VideoId | None = None
    """The provider's own name for it."""
    src: MediaPath | None = None
    """The file, when we show it ourselves."""
    duration: Duration | None = None
    poster: Picture | None = None
    captions: tuple[Captions, ...] = ()
    transcript: Prose | None = None
    audio_description: Prose | None = None
    """Where the audio description is, or why the video does without (WCAG 1.2.5)."""
    projects: tuple[ProjectRef, ...] = ()

    @model_validator(mode="after")
    def _can_be_played_and_read(self) -> Self:
        # An example has no recording behind it, and shows its poster only.
        if self.example:
            return self
        if self.provider == "file" and self.src is None:
            raise broken(rules.TOGETHER, "", field="src", reason="provider: file")
        if self.provider != "file" and self.id is None:
            raise broken(rules.TOGETHER, "", field="id", reason=f"provider: {self.provider}")
        if not self.captions:
            raise broken(rules.TOGETHER, "", field="captions", reason="videoen ikke er et eksempel")
        return self
