"""Films that somebody else plays, and galleries that enlarge: what templates are given."""

from __future__ import annotations

import pytest

from drammenworks.render.lightbox import gallery_items
from drammenworks.render.video_embeds import player_view
from drammenworks.render.views import Picture
from drammenworks.site.content_security_policy import PLAYER_ORIGINS, header_policy, meta_policy
from tests.project import Project

OM = "content/pages/om.md"
VIDEO = "content/videos/video.md"
TEMPLATES = "themes/base/templates"


@pytest.mark.parametrize(
    ("provider", "video_id", "name", "frame", "page"),
    [
        (
            "youtube",
            "abc-_3DEF45",
            "YouTube",
            "/embed/abc-_3DEF45?",
            "https://www.youtube.com/watch?v=abc-_3DEF45",
        ),
        ("vimeo", "123456", "Vimeo", "/video/123456?", "https://vimeo.com/123456"),
        ("vimeo", "123456/ab12cd", "Vimeo", "/video/123456?h=ab12cd&", "https://vimeo.com/123456/ab12cd"),
    ],
)
def test_where_a_film_is_played(provider: str, video_id: str, name: str, frame: str, page: str) -> None:
    """From the host that stores nothing with visitors, and at its page."""
    player = player_view(provider, video_id)
    assert player.provider == name
    assert player.frame_url.startswith(PLAYER_ORIGINS[provider] + frame)
    assert ("dnt=1" in player.frame_url) is (provider == "vimeo")
    assert player.page_url == page


def test_a_policy_lets_in_the_players_of_its_page_alone() -> None:
    """The header, which is one for all pages, lets in each that some page may have."""
    assert "frame-src 'none';" in meta_policy()
    assert "frame-src https://player.vimeo.com;" in meta_policy([PLAYER_ORIGINS["vimeo"]])
    assert f"frame-src {' '.join(PLAYER_ORIGINS.values())};" in header_policy(PLAYER_ORIGINS)
    assert f"frame-src {PLAYER_ORIGINS['vimeo']};" in header_policy(["vimeo"])
    assert "frame-src 'none';" in header_policy([])
    assert "script-src 'self';" in meta_policy()
    assert "frame-ancestors" not in meta_policy()


_FILM = "---\ntitle: Filmen\nprovider: {}\nid: {}\ncaptions: [{{lang: nb, src: t.vtt}}]\n{}---\nOrd.\n"


@pytest.mark.parametrize(
    ("video", "body", "frames"),
    [
        (
            _FILM.format("youtube", "abc123DEF45", ""),
            "::: video video\n:::\n",
            "https://www.youtube-nocookie.com",
        ),
        (_FILM.format("vimeo", "123", ""), "::: video video\n:::\n", "https://player.vimeo.com"),
        (_FILM.format("vimeo", "123", "example: true\n"), "::: video video\n:::\n", "'none'"),
        (_FILM.format("vimeo", "123", ""), "[Filmen](video:video)\n", "'none'"),
        (_FILM.format("vimeo", "123", ""), "Ord.\n", "'none'"),
    ],
)
def test_a_page_lets_in_the_players_of_its_films(
    project: Project, video: str, body: str, frames: str
) -> None:
    """The policy stands at the top of a page, and what the page shows comes later."""
    project.write("content/videos/t.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHei.\n")
    project.write(VIDEO, video)
    project.write(OM, f"---\ntitle: Om oss\nsites: [a]\n---\n{body}")
    project.write(f"{TEMPLATES}/page.html", "{{ page.policy }}\n{{ doc.content }}\n{{ page.policy }}\n")
    project.write(
        f"{TEMPLATES}/directives/video.html",
        "{% set film = directive.document.player %}{{ film.frame_url if film else '–' }}\n",
    )
    project.build()
    page = project.output("a/om/index.html")
    assert f"; frame-src {frames}; " in page.splitlines()[0].replace("&#39;", "'")
    assert ("/embed/abc123DEF45?" in page) is ("youtube" in frames)


def _pictures(count: int) -> list[Picture]:
    return [Picture(f"{number}.jpg", str(number), False, None, None, None) for number in range(1, count + 1)]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 11, 12])
def test_a_gallery_can_be_gone_through_from_any_of_its_pictures(count: int) -> None:
    """Forwards and backwards, around, each picture once, beginning with the one that was chosen."""
    items = gallery_items(_pictures(count), "galleri")
    assert [item.picture.alt for item in items] == [str(number) for number in range(1, count + 1)]
    for first, item in enumerate(items, 1):
        slides = {slide.id: slide for slide in item.slides}
        assert item.slides[0].number == first
        for way in ("next_id", "previous_id"):
            seen, slide = [], item.slides[0]
            for _ in range(count):
                seen.append(slide.number)
                assert slide.picture.alt == str(slide.number)
                slide = slides.get(getattr(slide, way), slide)
            assert sorted(seen) == list(range(1, count + 1))
            assert slide is item.slides[0]


@pytest.mark.parametrize("count", [13, 40])
def test_a_page_grows_with_the_pictures_of_a_gallery(count: int) -> None:
    """And not with their square: a view of a large gallery holds those around its picture."""
    items = gallery_items(_pictures(count), "galleri")
    assert max(len(item.slides) for item in items) == 12
    for first, item in enumerate(items, 1):
        slides = {slide.id: slide for slide in item.slides}
        assert item.slides[0].number == first
        for slide in item.slides:
            for way, step in (("next_id", 1), ("previous_id", -1)):
                other = slides.get(getattr(slide, way))
                there = {other.number for other in item.slides}
                assert (other.number if other else None) == (
                    slide.number + step if slide.number + step in there else None
                )


def test_the_ids_of_all_views_differ(project: Project) -> None:
    """Those of two galleries on a page, too; headings have other ids."""
    pictures = "![En](/media/bilde.png)\n\n![To](/media/bilde.png)\n"
    project.write(
        OM,
        f"---\ntitle: Om oss\nsites: [a]\n---\n## Gallery 1\n\n::: gallery\n{pictures}:::\n\n"
        f"::: details Mer\n:::: gallery\n{pictures}::::\n:::\n",
    )
    project.write(
        f"{TEMPLATES}/directives/gallery.html",
        '{% for item in directive.gallery %}<p id="{{ item.id }}">'
        '{% for slide in item.slides %}<b id="{{ slide.id }}"></b>{% endfor %}</p>{% endfor %}',
    )
    project.build()
    ids = [part.partition('"')[0] for part in project.output("a/om/index.html").split('id="')[1:]]
    assert len(ids) == 1 + 2 * (2 + 4)
    assert len(set(ids)) == len(ids)
