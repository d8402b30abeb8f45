"""The ids of videos at YouTube and Vimeo, taken out of whatever address an editor pastes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated
from urllib.parse import SplitResult, parse_qs, urlsplit

from pydantic import PlainValidator, ValidationInfo

from drammenworks.base.fields import SCALAR_TYPES, json_schema, scalar_text, violation
from drammenworks.content.todo_markers import FILL_IN_NAME
from drammenworks.errors.rules import fields as rules

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_BARE = re.compile(r"(?:v=)?([A-Za-z0-9_-]{11})(?:[?&#].*)?")
"""An id, perhaps with what stood around it in an address: ``v=abc123DEF45&t=30``."""
_YOUTUBE_HOSTS = frozenset({"youtube.com", "youtube-nocookie.com", "youtu.be"})
_YOUTUBE_FOLDERS = frozenset({"embed", "shorts", "live", "v", "e"})

_VIMEO_NUMBER = re.compile(r"[0-9]{1,12}")
_VIMEO_HASH = re.compile(r"[0-9a-f]{8,16}")
"""The second part of the address of an unlisted video, without which Vimeo does not show it."""
_VIMEO_HOSTS = frozenset({"vimeo.com", "player.vimeo.com"})
_VIMEO_LISTS = frozenset({"channels", "ondemand"})
"""Folders in which the number of a video follows the name of a list."""

_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>]+", re.IGNORECASE)
"""In an embed code, too."""
_HOST_ALONE = re.compile(r"(?:[a-z]+\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com)/", re.IGNORECASE)
_SUBDOMAINS = re.compile(r"(?:www|m|music)\.")


def _youtube_id(text: str) -> str | None:
    """Return the id of a YouTube video by itself or in an address, or None for anything else."""
    address = _address(text)
    if address is None:
        bare = _YOUTUBE_BARE.fullmatch(text)
        return bare[1] if bare is not None else None
    host, segments = _host(address), _segments(address)
    if host not in _YOUTUBE_HOSTS:
        return None
    found = parse_qs(address.query).get("v", [""])[0]
    if host == "youtu.be":
        found = segments[0] if segments else ""
    elif len(segments) > 1 and segments[0] in _YOUTUBE_FOLDERS:
        found = segments[1]
    return found if _YOUTUBE_ID.fullmatch(found) else None


def _vimeo_id(text: str) -> str | None:
    """Return the id of a Vimeo video, ``number`` or ``number/hash``, or None for anything else."""
    address = _address(text)
    if address is None:
        address = urlsplit(text)
    elif _host(address) not in _VIMEO_HOSTS:
        return None
    segments = _segments(address)
    for index, segment in enumerate(segments):
        is_of_list = index == 2 and segments[0] in _VIMEO_LISTS
        is_named = index > 0 and segments[index - 1] in ("video", "videos")
        if _VIMEO_NUMBER.fullmatch(segment) and (index == 0 or is_named or is_of_list):
            secret = parse_qs(address.query).get("h", segments[index + 1 : index + 2] or [""])[0]
            return f"{segment}/{secret}" if _VIMEO_HASH.fullmatch(secret) else segment
    return None


def _address(text: str) -> SplitResult | None:
    found = _ADDRESS.search(text)
    if found is not None:
        return urlsplit(found[0])
    return urlsplit(f"https://{text}") if _HOST_ALONE.match(text) else None


def _host(address: SplitResult) -> str:
    return _SUBDOMAINS.sub("", address.hostname or "", count=1)


def _segments(address: SplitResult) -> list[str]:
    return [segment for segment in address.path.split("/") if segment]


_READERS: Mapping[str, Callable[[str], str | None]] = {"youtube": _youtube_id, "vimeo": _vimeo_id}


def _video_id(value: object, info: ValidationInfo) -> str:
    text = scalar_text(value)
    provider = str(info.data.get("provider"))
    # A new document has a placeholder; an unknown provider has a finding of its own.
    if text == FILL_IN_NAME or provider not in _READERS:
        return text
    found = _read(text, provider)
    if found is not None:
        return found
    other = next((name for name in _READERS if "/" in text and _read(text, name)), None)
    if other is not None:
        raise violation(rules.OTHER_PROVIDER, value, provider=provider, other=other)
    raise violation(rules.NOT_VIDEO_ID, value, provider=provider)


def _read(text: str, provider: str) -> str | None:
    try:
        return _READERS[provider](text)
    except ValueError:
        return None  # An address that is none: «https://[youtube.com/».


VideoId = Annotated[
    str,
    PlainValidator(_video_id),
    json_schema("video-id", type=SCALAR_TYPES, minLength=1, examples=["abc123DEF45"]),
]
"""The id of a video at its provider, which precedes it among the fields; the address there is read, too."""
