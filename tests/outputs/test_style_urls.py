"""The URLs in style sheets."""

from __future__ import annotations

import pytest

from drammenworks.errors import ContentError
from drammenworks.outputs.style_urls import publish_urls
from tests.project import Project

PUBLISHED = {
    "fonts/x.woff2": "/assets/fonts/x.0123456789.woff2",
    "css/near.png": "/assets/css/near.0123456789.png",
    "logo.svg": "/assets/logo.0123456789.svg",
    "bilder/å b.png": "/assets/bilder/å b.0123456789.png",
    "favicon.ico": "/favicon.ico",
}


def _publish(css: str) -> str:
    return publish_urls(css, css, path="themes/t/assets/css/t.css", sheet="css/t.css", published=PUBLISHED)


@pytest.mark.parametrize(
    ("css", "result"),
    [
        ("a{b:url(../fonts/x.woff2)}", 'a{b:url("fonts/x.0123456789.woff2")}'),
        ('a{b:url("../fonts/x.woff2")format("woff2")}', 'a{b:url("fonts/x.0123456789.woff2")format("woff2")}'),
        ("a{b:url(near.png),url(./near.png)}", 'a{b:url("css/near.0123456789.png"),url("css/near.0123456789.png")}'),
        ("a{b:url(../logo.svg#mark)}", 'a{b:url("logo.0123456789.svg#mark")}'),
        ("a{b:url(../fonts/x.woff2?v=1)}", 'a{b:url("fonts/x.0123456789.woff2?v=1")}'),
        ('a{b:url("../bilder/å b.png")}', 'a{b:url("bilder/%C3%A5%20b.0123456789.png")}'),
        ("a{b:url(../bilder/%C3%A5%20b.png)}", 'a{b:url("bilder/%C3%A5%20b.0123456789.png")}'),
        ("a{b:url(../favicon.ico)}", 'a{b:url("../favicon.ico")}'),
        (":root{--b:url(../logo.svg)}", ':root{--b:url("logo.0123456789.svg")}'),
        ("a{b:url(data:image/png;base64,AA==)}", "a{b:url(data:image/png;base64,AA==)}"),
        ('a{b:url("data:image/svg+xml,<svg>)")}', 'a{b:url("data:image/svg+xml,<svg>)")}'),
        ("a{b:url(#mask)}", "a{b:url(#mask)}"),
        ('a:after{content:"url(x.png)"}', 'a:after{content:"url(x.png)"}'),
        ('a:after{content:"@import x"}', 'a:after{content:"@import x"}'),
        ("a{color:red}", "a{color:red}"),
    ],
)  # fmt: skip
def test_a_file_of_the_theme_gets_its_published_name(css: str, result: str) -> None:
    """From the folder of the bundled sheet, so that it works below any path."""
    assert _publish(css) == result


@pytest.mark.parametrize(
    ("css", "code"),
    [
        ("a{b:url(../fonts/y.woff2)}", "DW615"),
        ("a{b:url(fonts/x.woff2)}", "DW615"),
        ("a{b:url(../../fonts/x.woff2)}", "DW615"),
        ("a{b:url(/assets/fonts/x.woff2)}", "DW615"),
        ("a{b:url(https://fonts.example/x.woff2)}", "DW616"),
        ("a{b:url(//fonts.example/x.woff2)}", "DW616"),
        ("a{b:url(HTTP://fonts.example/x.woff2)}", "DW616"),
        ('@import "https://fonts.example/css?family=X";', "DW616"),
        ('@import "annet.css";', "DW617"),
        ("@import url(annet.css) screen;", "DW617"),
    ],
)
def test_what_would_not_be_fetched_is_told_of(css: str, code: str) -> None:
    """A file that the theme does not have, one of another website, and another sheet."""
    with pytest.raises(ContentError) as caught:
        _publish(css)
    assert [finding.code for finding in caught.value.findings] == [code]


def test_everything_is_told_of_at_its_line() -> None:
    """Not where a comment has the same words."""
    css = "/* ../fonts/y.woff2 */\na {\n  b: url(../fonts/y.woff2);\n  c: url(../fonts/z.woff2);\n}\n"
    with pytest.raises(ContentError) as caught:
        _publish(css)
    assert [str(finding.location).rpartition("css:")[2] for finding in caught.value.findings] == [
        "3:10",
        "4:10",
    ]
    assert "Mente du «fonts/x.woff2»?" in caught.value.findings[0].hint


def test_a_changed_file_changes_the_sheet(project: Project) -> None:
    """A site is published with the file and with a sheet that names it."""
    project.write("themes/plain/assets/fonts/x.woff2", b"one")
    project.write("themes/plain/assets/css/plain.css", "a { background: url(../fonts/x.woff2) }\n")
    names = []
    for content in (b"one", b"two"):
        project.write("themes/plain/assets/fonts/x.woff2", content)
        project.build()
        [font] = [path for path in project.published("b") if path.endswith(".woff2")]
        [sheet] = [path for path in project.published("b") if path.endswith(".css")]
        assert f"url({font.removeprefix('assets/')})" in project.output(f"b/{sheet}")
        names.append((font, sheet))
    assert len(set(names)) == 2
