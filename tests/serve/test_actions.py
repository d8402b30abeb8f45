"""The actions that pages can request, and their authorization."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from starlette.applications import Starlette

from drammenworks.engine.content_store import Store
from drammenworks.serve.actions import (
    CLOCK_PATH,
    FOCAL_PATH,
    clock_action,
    focal_action,
    is_local,
    require_token,
)
from drammenworks.serve.app import make_app
from drammenworks.serve.focal_point_edit import ImageField, NotEditableError, find_image, set_focal
from tests.serve.asgi import AppResponse, call_app
from tests.serve.conftest import AT, BuiltProject, write

ORIGIN = "http://127.0.0.1:8000"
PAGE = "content/pages/bilde.md"
TEXT = """\
---
title: Bilde   # æøå
image:
  src: /media/flate.png
  alt: "En flate"
sites: [by]
---

Ord.
"""
ALLOWED = {"origin": ORIGIN, "content_type": "application/json", "x_drammenworks_token": "hemmelig"}


@pytest.fixture
def built(built: BuiltProject) -> BuiltProject:
    """The project with an image on a page."""
    media = built.root / "content/media"
    media.mkdir()
    Image.new("RGB", (40, 20), "navy").save(media / "flate.png")
    template = built.root / "themes/enkel/templates/page.html"
    shown = '{% if doc.image %}<img src="{{ image(doc.image).src }}" alt="">{% endif %}\n</body>'
    write(template, template.read_text(encoding="utf-8").replace("</body>", shown))
    write(built.root / PAGE, TEXT)
    built.build()
    return built


@pytest.fixture
def app(built: BuiltProject) -> Starlette:
    return make(built)


def make(built: BuiltProject) -> Starlette:
    actions_by_path = {
        CLOCK_PATH: clock_action(built.preview, lambda: AT, lambda: None),
        FOCAL_PATH: focal_action("by", built.preview, built.root),
    }
    return make_app(
        "by",
        built.preview,
        Store(built.root / ".cache" / "preview").open(),
        actions={path: require_token(action, built.preview) for path, action in actions_by_path.items()},
        on_file_lost=_unwanted,
        on_fault=_unwanted,
    )


def _unwanted(*_: object) -> None:
    raise AssertionError


def image_url(built: BuiltProject) -> str:
    """Return the URL of the image on the page."""
    assert built.preview.snapshot is not None
    html = built.preview.snapshot.trees["by"]["bilde/index.html"].read().decode()
    return html.partition('<img src="')[2].partition('"')[0]


def send(app: Starlette, path: str, wish: object, **headers: str) -> AppResponse:
    return call_app(app, path, method="POST", body=json.dumps(wish).encode(), **{**ALLOWED, **headers})


def focal(built: BuiltProject, **changes: Any) -> dict[str, Any]:
    return {"page": "/bilde/", "src": image_url(built), "x": 0.25, "y": 1, **changes}


def test_the_focal_point_is_written(app: Starlette, built: BuiltProject) -> None:
    """One line is added to the file, and every other byte is unchanged."""
    assert send(app, FOCAL_PATH, focal(built)).status == 200
    expected = TEXT.replace("flate.png\n", "flate.png\n  focal: [0.25, 1]\n")
    assert (built.root / PAGE).read_text(encoding="utf-8") == expected
    assert send(app, FOCAL_PATH, focal(built, x=0.333)).status == 200
    assert (built.root / PAGE).read_text(encoding="utf-8") == expected.replace("0.25", "0.33")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:8001"}, 403),
        ({"origin": "https://127.0.0.1:8000"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"x_drammenworks_token": ""}, 403),
        ({"x_drammenworks_token": "hemmeli"}, 403),
        ({"x_drammenworks_token": "hemmelig2"}, 403),
        ({"content_type": "text/plain"}, 403),
        ({"content_type": "application/x-www-form-urlencoded"}, 403),
        ({"content_type": "multipart/form-data; boundary=x"}, 403),
        ({"host": "evil.example:8000", "origin": "http://evil.example:8000"}, 400),
        ({"host": "192.168.1.7:8000", "origin": "http://192.168.1.7:8000"}, 400),
    ],
)
@pytest.mark.parametrize("path", [FOCAL_PATH, CLOCK_PATH])
def test_unauthorized_requests(
    app: Starlette, built: BuiltProject, path: str, headers: dict[str, str], status: int
) -> None:
    """Requests with a different origin or host, a wrong token, or a form's content type change nothing."""
    wish = focal(built) if path == FOCAL_PATH else {"at": "2026-12-24T18:00"}
    assert send(app, path, wish, **headers).status == status
    assert (built.root / PAGE).read_text(encoding="utf-8") == TEXT
    assert built.preview.at is None


@pytest.mark.parametrize("missing", sorted(ALLOWED))
def test_required_headers(app: Starlette, built: BuiltProject, missing: str) -> None:
    """Each of the headers that only the preview's own pages can send is required."""
    headers = {name: value for name, value in ALLOWED.items() if name != missing}
    body = json.dumps(focal(built)).encode()
    assert call_app(app, FOCAL_PATH, method="POST", body=body, **headers).status == 403
    assert (built.root / PAGE).read_text(encoding="utf-8") == TEXT


def test_requests_from_other_machines(app: Starlette, built: BuiltProject) -> None:
    """A client on a different machine cannot request actions, even with the token."""
    body = json.dumps(focal(built)).encode()
    assert call_app(app, FOCAL_PATH, method="POST", body=body, client="192.168.1.7", **ALLOWED).status == 403


def test_no_token_no_changes(built: BuiltProject) -> None:
    """A preview that is reachable from other machines has no token, and accepts no actions."""
    built.preview.token = None
    assert send(make(built), FOCAL_PATH, focal(built), x_drammenworks_token="").status == 403


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
def test_actions_require_post(app: Starlette, method: str) -> None:
    """A link triggers no action, and no origin gets CORS permission."""
    answer = call_app(app, FOCAL_PATH, method=method, **ALLOWED)
    assert answer.status in (404, 405)
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"\xff", 400),
        (b"[" * 4000, 400),
        (b'{"page": "' + b"a" * 5000 + b'"}', 413),
        (b"{}", 409),
        (b'{"page": 1, "src": 2}', 409),
        (b'{"page": "/bilde/", "src": "/x", "x": NaN, "y": 0}', 409),
        (b'{"page": "/bilde/", "src": "/x", "x": 0, "y": 1e999}', 409),
        (b'{"page": "/bilde/", "src": "/x", "x": 0, "y": 1' + b"0" * 400 + b"}", 409),
        (b'{"page": "/bilde/", "src": "/x", "x": 0, "y": "0"}', 409),
        (b'{"page": "/bilde/", "src": "/x", "x": 0, "y": 0}', 409),
        (b'{"page": "/finnes-ikke/", "src": "/x", "x": 0, "y": 0}', 409),
        (b'{"page": "/bilde/", "src": "/../../content/sites/by.yaml", "x": 0, "y": 0}', 409),
    ],
)
def test_invalid_payloads(app: Starlette, built: BuiltProject, body: bytes, status: int) -> None:
    """An invalid payload is rejected, and changes nothing."""
    assert call_app(app, FOCAL_PATH, method="POST", body=body, **ALLOWED).status == status
    assert (built.root / PAGE).read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    "path", ["content/../hemmelig.md", "../utenfor.md", "themes/enkel/theme.yaml", "content/pages/lenke.md"]
)
def test_nothing_outside_the_content(built: BuiltProject, path: str) -> None:
    """Only files in content/ are written, whatever the field contains, and symbolic links are not followed."""
    outside = built.root.parent / "utenfor.md"
    for file in (outside, built.root / "hemmelig.md"):
        file.write_text(TEXT, encoding="utf-8")
    (built.root / "content/pages/lenke.md").symlink_to(outside)
    before = (built.root / path).read_bytes()
    with pytest.raises(NotEditableError):
        set_focal(ImageField(path, ("image",)), (0.5, 0.5), built.root)
    assert (built.root / path).read_bytes() == before


def test_a_file_that_cannot_be_edited(built: BuiltProject) -> None:
    """A field in a form that cannot be edited stays unchanged, with a message."""
    (built.root / PAGE).write_text(
        TEXT.replace("---\n\nOrd", "---\nOrd").replace("image:", "bilde:"), "utf-8"
    )
    with pytest.raises(NotEditableError, match="for hånd"):
        set_focal(ImageField(PAGE, ("image",)), (0.5, 0.5), built.root)


def test_a_removed_site(built: BuiltProject) -> None:
    """An action for a page of a removed site, which may still be open, is rejected."""
    assert built.preview.snapshot is not None
    with pytest.raises(NotEditableError, match="finnes ikke lenger"):
        find_image(built.preview.snapshot, "borte", "/", "/media/flate.webp", 0)


_SHOWN = """\
{% macro shown(picture) %}<img src="{{ image(picture).src }}" alt="">{% endmacro %}
"""
_BODY = """\
![En flate](/media/flate.png)

- Ord ![en flate](/media/flate.png){download}

::: gallery
![Én](/media/flate.png) ![To](/media/flate.png)
:::

::: figure {src=/media/flate.png alt="En flate"}
:::
"""


def _show_everything(built: BuiltProject) -> None:
    """Show a field, a logo of the theme, the pictures of a text, a gallery twice, and a different document."""
    templates = built.root / "themes/enkel/templates"
    write(templates / "macros.html", _SHOWN)
    start = '{% from "macros.html" import shown with context %}'
    write(templates / "components/body_picture.html", f"{start}{{{{ shown(picture) }}}}")
    gallery = "{% for one in directive.pictures + directive.pictures %}{{ shown(one) }}{% endfor %}"
    write(templates / "directives/gallery.html", start + gallery)
    write(templates / "directives/figure.html", "<div>{{ directive.content }}</div>")
    write(
        templates / "page.html",
        f'<!doctype html>\n<html lang="nb"><head></head><body>{start}<img src="/logo.png" alt="">'
        "{% if doc.image %}{{ shown(doc.image) }}{% endif %}{{ doc.content }}"
        '{% set other = query.get("page/annen") %}{% if other %}{{ shown(other.image) }}{% endif %}'
        "</body></html>",
    )
    other = TEXT.replace("Bilde ", "Annen ")
    write(built.root / "content/pages/annen.md", other)
    write(built.root / PAGE, f"{TEXT}{_BODY}")


@pytest.mark.parametrize(
    ("nth", "path", "before", "after"),
    [
        (0, PAGE, "flate.png\n  alt", "flate.png\n  focal: [0.25, 1]\n  alt"),
        (1, PAGE, "![En flate](/media/flate.png)", '![En flate](/media/flate.png){focal="0.25, 1"}'),
        (2, PAGE, "{download}", '{download focal="0.25, 1"}'),
        (3, PAGE, "![Én](/media/flate.png)", '![Én](/media/flate.png){focal="0.25, 1"}'),
        (4, PAGE, "![To](/media/flate.png)", '![To](/media/flate.png){focal="0.25, 1"}'),
        (5, PAGE, "![Én](/media/flate.png)", '![Én](/media/flate.png){focal="0.25, 1"}'),
        (6, PAGE, "![To](/media/flate.png)", '![To](/media/flate.png){focal="0.25, 1"}'),
        (7, PAGE, 'alt="En flate"}', 'alt="En flate" focal="0.25, 1"}'),
        (8, "content/pages/annen.md", "flate.png\n", "flate.png\n  focal: [0.25, 1]\n"),
    ],
)
@pytest.mark.parametrize("state", ["", "draft: true\n", "publish_at: 2030-01-01 08:00\n"])
def test_each_picture_is_found_where_it_comes_from(
    built: BuiltProject, nth: int, path: str, before: str, after: str, state: str
) -> None:
    """Nine of one URL on a page, those of drafts and of what is published later included."""
    _show_everything(built)
    for page in (PAGE, "content/pages/annen.md"):
        text = (built.root / page).read_text(encoding="utf-8")
        write(built.root / page, text.replace("sites:", f"{state}sites:"))
    built.build()
    text = (built.root / path).read_text(encoding="utf-8")
    assert built.preview.snapshot is not None
    html = built.preview.snapshot.trees["by"]["bilde/index.html"].read().decode()
    src = html.split('<img src="')[2].partition('"')[0]
    assert send(make(built), FOCAL_PATH, focal(built, src=src, nth=nth)).status == 200
    assert (built.root / path).read_text(encoding="utf-8") == text.replace(before, after, 1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"src": "/logo.png"}, "hører til temaet"),
        ({"nth": 9}, "Siden er endret"),
        ({"src": "/media/finnes-ikke.webp"}, "Siden er endret"),
        ({"nth": -1}, "finnes ikke lenger"),
        ({"nth": True}, "finnes ikke lenger"),
        ({"nth": "1"}, "finnes ikke lenger"),
    ],
)
def test_a_picture_that_no_document_has(
    built: BuiltProject, changes: dict[str, object], message: str
) -> None:
    """It is rejected with a reason, and no file changes."""
    src = image_url(built)
    _show_everything(built)
    built.build()
    before = (built.root / PAGE).read_bytes()
    answer = send(make(built), FOCAL_PATH, focal(built, **{"src": src, **changes}))
    assert answer.status == 409
    assert message in json.loads(answer.body)["message"]
    assert (built.root / PAGE).read_bytes() == before


def test_a_text_that_changed_since_it_was_shown(built: BuiltProject) -> None:
    """A click on what is no longer there changes nothing."""
    src = image_url(built)
    _show_everything(built)
    built.build()
    write(built.root / PAGE, f"{TEXT}![Noe annet](/media/flate.png)\n")
    before = (built.root / PAGE).read_bytes()
    answer = send(make(built), FOCAL_PATH, focal(built, src=src, nth=1))
    assert answer.status == 409
    assert "Siden er endret" in json.loads(answer.body)["message"]
    assert (built.root / PAGE).read_bytes() == before


def test_a_picture_that_can_have_no_attribute(built: BuiltProject) -> None:
    """The message says where it can have one."""
    src = image_url(built)
    _show_everything(built)
    write(built.root / PAGE, f"{TEXT}## Om ![en flate](/media/flate.png)\n")
    built.build()
    answer = send(make(built), FOCAL_PATH, focal(built, src=src, nth=1))
    assert "Sett det i et eget avsnitt i content/pages/bilde.md" in json.loads(answer.body)["message"]


def test_a_picture_that_a_translation_inherits(built: BuiltProject) -> None:
    """It is described in the original, and there its focal point is set."""
    site = built.root / "content/sites/by.yaml"
    text = site.read_text(encoding="utf-8")
    write(site, text.replace("languages: [nb]", "languages: [nb, en]").replace("{nb: /}", "{nb: /, en: /}"))
    write(built.root / "themes/enkel/strings/en.yaml", "nav: {home: Home}\nnot_found: {title: Not found}\n")
    write(built.root / "content/pages/by-hjem.en.md", "---\ntitle: The town\n---\nWelcome.\n")
    write(built.root / "content/pages/bilde.en.md", "---\ntitle: Picture\n---\nWords.\n")
    built.build()
    assert send(make(built), FOCAL_PATH, focal(built, page="/en/bilde/")).status == 200
    assert "focal: [0.25, 1]" in (built.root / PAGE).read_text(encoding="utf-8")


def test_a_byte_order_mark_stays(built: BuiltProject) -> None:
    """A byte order mark and Windows line ends are preserved."""
    before = ("\ufeff" + TEXT.replace("\n", "\r\n")).encode()
    (built.root / PAGE).write_bytes(before)
    set_focal(ImageField(PAGE, ("image",)), (0.5, 0.25), built.root)
    after = before.replace(b"flate.png\r\n", b"flate.png\r\n  focal: [0.5, 0.25]\r\n")
    assert (built.root / PAGE).read_bytes() == after


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-12-24T18:00", "2026-12-24T18:00:00+01:00"),
        ("2026-12-24T18:00:00+00:00", "2026-12-24T18:00:00+00:00"),
        (None, None),
    ],
)
def test_the_clock_is_set(app: Starlette, built: BuiltProject, at: str | None, expected: str | None) -> None:
    """The clock is set to the chosen time, in the local time zone by default, or back to the current time."""
    built.preview.at = AT
    assert send(app, CLOCK_PATH, {"at": at}).status == 200
    assert built.preview.at == (datetime.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize("at", ["", "i går", "0001-01-01T00:00", "9999-12-31T23:59", "\ud800", 7, [], {}])
def test_impossible_times(app: Starlette, built: BuiltProject, at: object) -> None:
    """A value that is not a time, or far outside the plausible range, is rejected."""
    assert send(app, CLOCK_PATH, {"at": at}).status == 409
    assert built.preview.at is None


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("192.168.1.7", False),
        ("min-maskin", False),
    ],
)
def test_local_hosts(host: str, expected: bool) -> None:
    """A host is local if it is reachable from this machine alone."""
    assert is_local(host) == expected


def test_the_token_differs_from_run_to_run(project: Path) -> None:
    """The token of an earlier run is not valid in the next."""
    # Imported here, because other tests of this module need no server.
    from drammenworks.serve.options import ServeSettings
    from drammenworks.serve.preview_server import PreviewServer
    from tests.serve.test_preview_server import CallbackRecorder

    tokens = set()
    for _ in range(2):
        server = PreviewServer(ServeSettings(project, now=lambda: AT, port=0), CallbackRecorder().callbacks)
        server.close()
        tokens.add(server.preview.token)
    assert len(tokens) == 2
    assert all(token is not None and len(token) >= 32 for token in tokens)
