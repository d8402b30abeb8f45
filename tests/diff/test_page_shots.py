"""Pictures of pages before and after."""

from __future__ import annotations

import base64
import io
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from PIL import Image

from drammenworks.diff import page_shots
from drammenworks.diff.html_report import as_html
from drammenworks.diff.page_shots import MAX_PAGES, Shots, find_chromium, served, take_shots
from drammenworks.diff.site_difference import compare_outputs
from tests.diff.pages import page, write

CAMERA = """\
import sys
from pathlib import Path
from urllib.request import urlopen
from PIL import Image

assert urlopen(sys.argv[-1]).status == 200
[target] = [one.partition("=")[2] for one in sys.argv if one.startswith("--screenshot=")]
Image.new("RGB", (1200, 1600), "red").save(target)
with Path(__file__).with_suffix(".log").open("a") as log:
    print(sys.argv[-1], file=log)
"""
"""Stands in for a browser: asks for the page, and makes a red picture."""


@pytest.fixture
def camera(tmp_path: Path) -> Path:
    """A command that takes pictures."""
    script = tmp_path / "camera.py"
    script.write_text(CAMERA, encoding="utf-8")
    command = tmp_path / "camera"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return command


needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


@needs_shell
def test_only_pages_that_differ_are_taken(tmp_path: Path, camera: Path) -> None:
    """Before and after; of a page that is new, after."""
    same = page("<p>Lik.</p>")
    before = write(tmp_path / "before", {"om/index.html": page("<p>Før.</p>"), "lik/index.html": same})
    after = write(
        tmp_path / "after",
        {"om/index.html": page("<p>Etter.</p>"), "lik/index.html": same, "ny/index.html": page("")},
    )
    differences = compare_outputs(before, after)
    shots = take_shots(str(camera), before, after, differences)
    assert shots.keys() == {("a", "/om/"), ("a", "/ny/")}
    assert shots["a", "/ny/"].before == ""
    data = base64.b64decode(shots["a", "/om/"].after.partition(",")[2])
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (600, 800))
    html = as_html(differences, shots=shots)
    assert html.count('<img src="data:image/webp;base64,') == 3


@needs_shell
def test_there_is_a_limit_of_pages_and_of_time(
    tmp_path: Path, camera: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"side-{number}" for number in range(MAX_PAGES + 3)]
    before = write(tmp_path / "before", {f"{name}/index.html": page("<p>Før.</p>") for name in names})
    after = write(tmp_path / "after", {f"{name}/index.html": page("<p>Etter.</p>") for name in names})
    differences = compare_outputs(before, after)
    monkeypatch.setattr(page_shots, "MAX_PAGES", 2)
    assert len(take_shots(str(camera), before, after, differences)) == 2
    monkeypatch.setattr(page_shots, "_SECONDS", -1.0)
    assert take_shots(str(camera), before, after, differences) == {}


@pytest.mark.parametrize("command", ["false", "finnes-ikke"])
def test_a_browser_that_fails_is_no_error(tmp_path: Path, command: str) -> None:
    before = write(tmp_path / "before", {"om/index.html": page("<p>Før.</p>")})
    after = write(tmp_path / "after", {"om/index.html": page("<p>Etter.</p>")})
    assert take_shots(command, before, after, compare_outputs(before, after)) == {}


def test_the_browser_cannot_leave_the_folder(tmp_path: Path) -> None:
    """A fork may put any link into what it hands over."""
    folder = write(tmp_path / "after", {"om/index.html": page("")}) / "a"
    (tmp_path / "hemmelig.txt").write_text("hemmelig", encoding="utf-8")
    (folder / "lenke.txt").symlink_to(tmp_path / "hemmelig.txt")
    (folder / "ut").symlink_to(tmp_path, target_is_directory=True)
    with served(folder) as url:
        assert urllib.request.urlopen(f"{url}/om/").status == 200
        for path in (
            "/lenke.txt",
            "/ut/hemmelig.txt",
            "/../hemmelig.txt",
            "/%2e%2e/hemmelig.txt",
            "/ut/",
            "/x/",
        ):
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(url + path)
            assert refused.value.code == 404, path
            refused.value.close()


@pytest.mark.browser
def test_a_real_browser_takes_them(tmp_path: Path) -> None:
    chromium = find_chromium()
    assert chromium is not None
    style = "<style>body { background: #f00 }</style>"
    before = write(tmp_path / "before", {"om/index.html": page("<p>Før.</p>")})
    after = write(tmp_path / "after", {"om/index.html": page("<p>Etter.</p>", head=style)})
    shots = take_shots(chromium, before, after, compare_outputs(before, after))
    pair = shots["a", "/om/"]
    assert isinstance(pair, Shots)
    colours = []
    for url in (pair.before, pair.after):
        with Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))) as picture:
            red, green, blue = picture.convert("RGB").getpixel((300, 600))
            colours.append((red > 200, green > 200, blue > 200))
    assert colours == [(True, True, True), (True, False, False)]
