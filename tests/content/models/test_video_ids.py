"""Which video an editor means by what was pasted."""

from __future__ import annotations

import pytest

from drammenworks.content.models.video import VideoMeta
from tests.documents import document, parse

YOUTUBE = "abc123DEF45"


def _fields(provider: str, pasted: str) -> str:
    return f"title: V\nprovider: {provider}\nexample: true\nid: '{pasted}'"


@pytest.mark.parametrize(
    "pasted",
    [
        YOUTUBE,
        f"{YOUTUBE}?t=30",
        f"{YOUTUBE}&list=PL123",
        f"v={YOUTUBE}",
        f"https://www.youtube.com/watch?v={YOUTUBE}",
        f"https://www.youtube.com/watch?v={YOUTUBE}&t=30s",
        f"https://www.youtube.com/watch?app=desktop&v={YOUTUBE}&list=PL123&index=2",
        f"http://youtube.com/watch?v={YOUTUBE}#t=30",
        f"HTTPS://WWW.YOUTUBE.COM/watch?v={YOUTUBE}",
        f"https://m.youtube.com/watch?v={YOUTUBE}",
        f"https://music.youtube.com/watch?v={YOUTUBE}",
        f"https://youtu.be/{YOUTUBE}",
        f"https://youtu.be/{YOUTUBE}?t=30",
        f"https://youtu.be/{YOUTUBE}?si=xyz_-123&t=1",
        f"youtu.be/{YOUTUBE}",
        f"www.youtube.com/watch?v={YOUTUBE}",
        f"//www.youtube.com/embed/{YOUTUBE}",
        f"https://www.youtube.com/shorts/{YOUTUBE}?si=xyz",
        f"https://www.youtube.com/live/{YOUTUBE}?feature=share",
        f"https://www.youtube.com/embed/{YOUTUBE}",
        f"https://www.youtube-nocookie.com/embed/{YOUTUBE}?rel=0",
        f"https://www.youtube.com/v/{YOUTUBE}",
        f'<iframe width="560" src="https://www.youtube.com/embed/{YOUTUBE}" allowfullscreen></iframe>',
    ],
)
def test_the_id_of_a_youtube_video_is_taken_out_of_what_was_pasted(pasted: str) -> None:
    """The whole address, in any of its forms, or the id alone."""
    meta = document("videos/v.md", _fields("youtube", pasted)).meta
    assert isinstance(meta, VideoMeta)
    assert meta.id == YOUTUBE


@pytest.mark.parametrize("video", ["1234567e123", "-abc123DEF4", "_________--", "12345678901"])
def test_an_id_may_look_like_something_else(video: str) -> None:
    """Like a number, or an item of a list."""
    meta = document("videos/v.md", f"title: V\nprovider: youtube\nexample: true\nid: {video}").meta
    assert isinstance(meta, VideoMeta)
    assert meta.id == video


@pytest.mark.parametrize(
    ("pasted", "video"),
    [
        ("123456789", "123456789"),
        ("123456789/abcdef0123", "123456789/abcdef0123"),
        ("123456789?h=abcdef0123", "123456789/abcdef0123"),
        ("https://vimeo.com/123456789", "123456789"),
        ("https://vimeo.com/123456789#t=30s", "123456789"),
        ("vimeo.com/123456789", "123456789"),
        ("https://www.vimeo.com/123456789?share=copy", "123456789"),
        ("https://vimeo.com/123456789/abcdef0123", "123456789/abcdef0123"),
        ("https://vimeo.com/123456789/abcdef0123?share=copy", "123456789/abcdef0123"),
        ("https://vimeo.com/123456789/1234567890", "123456789/1234567890"),
        ("https://player.vimeo.com/video/123456789?h=abcdef0123&title=0", "123456789/abcdef0123"),
        ("https://player.vimeo.com/video/123456789", "123456789"),
        ("https://vimeo.com/channels/staffpicks/123456789", "123456789"),
        ("https://vimeo.com/groups/naring/videos/123456789", "123456789"),
        ("https://vimeo.com/showcase/9876543/video/123456789", "123456789"),
        ("https://vimeo.com/manage/videos/123456789/abcdef0123", "123456789/abcdef0123"),
        (
            '<iframe src="https://player.vimeo.com/video/123456789?h=abcdef0123&amp;title=0"></iframe>',
            "123456789/abcdef0123",
        ),
    ],
)
def test_the_id_of_a_vimeo_video_is_taken_out_of_what_was_pasted(pasted: str, video: str) -> None:
    """With its second part when it is unlisted, without which nobody could see it."""
    meta = document("videos/v.md", _fields("vimeo", pasted)).meta
    assert isinstance(meta, VideoMeta)
    assert meta.id == video


@pytest.mark.parametrize(
    ("provider", "pasted", "code"),
    [
        ("youtube", "abc", "DW230"),
        ("youtube", "abc123DEF456789", "DW230"),
        ("youtube", "abc123DEF4", "DW230"),
        ("youtube", "https://youtu.be/", "DW230"),
        ("youtube", "https://youtu.be/abc", "DW230"),
        ("youtube", "https://www.youtube.com/watch?v=abc123DEF456", "DW230"),
        ("youtube", "https://www.youtube.com/playlist?list=PL1234567890", "DW230"),
        ("youtube", "https://www.youtube.com/@drammenworks", "DW230"),
        ("youtube", "https://www.youtube.com/channel/UC123456789", "DW230"),
        ("youtube", "https://youtube.com.ond.example/watch?v=abc123DEF45", "DW230"),
        ("youtube", "https://[youtube.com/watch?v=abc123DEF45", "DW230"),
        ("youtube", "123456789", "DW230"),
        ("youtube", "https://vimeo.com/123456789", "DW258"),
        ("vimeo", "https://youtu.be/abc123DEF45", "DW258"),
        ("vimeo", "abcdef0123", "DW230"),
        ("vimeo", "abc123DEF45", "DW230"),
        ("vimeo", "https://vimeo.com/showcase/9876543", "DW230"),
        ("vimeo", "https://vimeo.com/event/9876543", "DW230"),
        ("vimeo", "https://vimeo.com/drammenworks", "DW230"),
        ("vimeo", "https://example.no/123456789", "DW230"),
    ],
)
def test_what_is_no_video_there_is_refused(provider: str, pasted: str, code: str) -> None:
    """A part of an id is another video's, or nobody's; and an address may be that of the other provider."""
    _, findings = parse("videos/v.md", _fields(provider, pasted))
    assert [finding.code for finding in findings] == [code]


def test_a_new_video_may_have_a_placeholder() -> None:
    """Which stops it from being published until somebody fills it in."""
    _, findings = parse("videos/v.md", _fields("youtube", "FYLL-INN") + "\ndraft: true")
    assert findings == ()


@pytest.mark.parametrize(
    "example", ["https://www.youtube.com/watch?v=abc123DEF45", "https://vimeo.com/123456789"]
)
def test_the_advice_is_valid_as_it_is_written(example: str) -> None:
    """Whatever the message says to paste can be pasted."""
    _, [finding] = parse("videos/v.md", _fields("youtube", "abc"))
    assert example in finding.hint
    provider = "vimeo" if "vimeo" in example else "youtube"
    assert parse("videos/v.md", _fields(provider, example))[1] == ()
