"""Where the films of other hosts are played and shown."""

from __future__ import annotations

from urllib.parse import urlencode

from drammenworks.content.models.video import VideoMeta
from drammenworks.render.views import PlayerView
from drammenworks.site.content_security_policy import PLAYER_ORIGINS


def player_of(meta: VideoMeta) -> PlayerView | None:
    """Return where the film of somebody else is played; None for one of our own, and for an example's."""
    return player_view(meta.player, meta.id) if meta.player is not None and meta.id is not None else None


def player_view(provider: str, video_id: str) -> PlayerView:
    """Return where a film is played, in a frame and at its host."""
    return _youtube(video_id) if provider == "youtube" else _vimeo(video_id)


def _youtube(video_id: str) -> PlayerView:
    # The click that brings the player in has asked for the film, and so it starts by itself.
    query = urlencode({"autoplay": 1, "playsinline": 1, "rel": 0})
    return PlayerView(
        "YouTube",
        f"{PLAYER_ORIGINS['youtube']}/embed/{video_id}?{query}",
        f"https://www.youtube.com/watch?{urlencode({'v': video_id})}",
    )


def _vimeo(video_id: str) -> PlayerView:
    # A film that is not listed has a second part, by which those who know it are let in.
    name, _, secret = video_id.partition("/")
    query = urlencode({**({"h": secret} if secret else {}), "dnt": 1, "autoplay": 1, "playsinline": 1})
    return PlayerView(
        "Vimeo",
        f"{PLAYER_ORIGINS['vimeo']}/video/{name}?{query}",
        f"https://vimeo.com/{name}{f'/{secret}' if secret else ''}",
    )
