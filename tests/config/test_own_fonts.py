"""A theme's own font files: published, measured and set as those of packages are, or told of."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from drammenworks.base.strict_yaml import load
from drammenworks.config.typefaces import TypefacesFile, find_fonts
from drammenworks.errors import ContentError, Location
from drammenworks.fonts.installed_fonts import find_font
from drammenworks.fonts.webfont import make_webfont
from tests.project import Project, run

ORDINARY = find_font("Figtree").path


def saved(font: TTFont, flavor: str | None = None) -> bytes:
    """Return a font as the bytes of a file."""
    font.flavor = flavor
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def static() -> TTFont:
    """Return a font without axes."""
    return instantiateVariableFont(TTFont(ORDINARY), {"wght": 500})


def with_letters(letters: str) -> bytes:
    """Return a font with these letters alone."""
    font = TTFont(ORDINARY)
    subsetter = Subsetter(SubsetOptions())
    subsetter.populate(text=letters)
    subsetter.subset(font)
    return saved(font)


def found(folder: Path, **fields: object) -> object:
    """Return what a theme's heading is set in."""
    settings = TypefacesFile.model_validate({"heading": {"family": "Vår Skrift", **fields}})
    return find_fonts(settings, folder, lambda *keys: Location("themes/ny/theme.yaml"))["heading"]


def problem(folder: Path, data: bytes) -> str:
    """Return what is told of a file."""
    (folder / "x.woff2").write_bytes(data)
    with pytest.raises(ContentError) as caught:
        found(folder, file="x.woff2")
    (finding,) = caught.value.findings
    return f"{finding.code} {finding.message}"


@pytest.mark.parametrize("flavor", [None, "woff", "woff2"])
@pytest.mark.parametrize("name", ["variable", "static"])
def test_each_format_gives_the_same_web_font(tmp_path: Path, flavor: str | None, name: str) -> None:
    """Compressed for the web or not."""
    font = TTFont(ORDINARY) if name == "variable" else static()
    (tmp_path / "skrift").write_bytes(saved(font, flavor))
    own = found(tmp_path, file="skrift", weights=("500", "500"))
    webfont = make_webfont(own.upright.read(), own.typeface)  # type: ignore[attr-defined]
    letters = TTFont(io.BytesIO(webfont)).getBestCmap()
    assert ord("ø") in letters
    assert "fvar" not in TTFont(io.BytesIO(webfont))


def test_a_link_out_of_the_theme_is_no_file_of_it(tmp_path: Path) -> None:
    """What it leads to is not read."""
    theme = tmp_path / "tema"
    theme.mkdir()
    (tmp_path / "annet.ttf").write_bytes(ORDINARY.read_bytes())
    (theme / "x.ttf").symlink_to(tmp_path / "annet.ttf")
    with pytest.raises(ContentError) as caught:
        found(theme, file="x.ttf")
    assert [finding.code for finding in caught.value.findings] == ["DW619"]


def test_serifs_are_seen_from_the_file(tmp_path: Path) -> None:
    """The fallback font is one of the same kind."""
    for style, has_serifs in ((5, True), (11, False), (0, False)):
        font = TTFont(ORDINARY)
        font["OS/2"].panose.bFamilyType, font["OS/2"].panose.bSerifStyle = 2, style
        (tmp_path / "skrift.ttf").write_bytes(saved(font))
        assert found(tmp_path, file="skrift.ttf").upright.serif is has_serifs  # type: ignore[attr-defined]


def test_a_file_that_is_no_font_is_told_of(tmp_path: Path) -> None:
    """A page for a lost address, nothing, half a font, a collection, one without ø."""
    data = ORDINARY.read_bytes()
    compressed = saved(TTFont(ORDINARY), "woff2")
    assert "er ikke en skrift" in problem(tmp_path, b"<!doctype html>")
    assert "er ikke en skrift" in problem(tmp_path, b"")
    assert "skadet" in problem(tmp_path, data[:5000])
    assert "skadet" in problem(tmp_path, compressed[: len(compressed) // 2])
    assert "skadet" in problem(tmp_path, b"wOF2" + b"\0" * 200)
    assert "samling" in problem(tmp_path, b"ttcf" + data)
    assert "mangler" in problem(tmp_path, with_letters("abcABC123"))
    assert "8 MB" in problem(tmp_path, data[:4] + b"\0" * 9_000_000)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("{family: X, italic_file: fonts/x.ttf}", "DW222"),
        ("{family: X, file: fonts/x.ttf, italic: true}", "DW222"),
        ("{family: X, file: ../x.ttf}", "DW228"),
        ("{family: X, file: /etc/hostname}", "DW619"),
    ],
)
def test_settings_that_cannot_be_are_told_of(project: Project, fields: str, code: str) -> None:
    """Half a family, and files outside the theme."""
    (theme,) = project.root.glob("themes/base/theme.yaml")
    theme.write_text(f"styles: [css/base.css]\nfonts:\n  body: {fields}\n", encoding="utf-8")
    outcome = run(project.root, "check")
    assert outcome.code == 1
    assert code in outcome.stderr + outcome.stdout
    assert "Traceback" not in outcome.stderr


def test_a_site_is_set_in_its_own_typeface(project: Project) -> None:
    """The web font is published under its family's name, and the file itself is not."""
    theme = project.root / "themes/base"
    (theme / "fonts").mkdir()
    (theme / "fonts/var-skrift.woff2").write_bytes(saved(static(), "woff2"))
    text = (theme / "theme.yaml").read_text(encoding="utf-8")
    assert "fonts" not in load(text, path="theme.yaml")
    own = "fonts:\n  body: {family: Vår Skrift, file: fonts/var-skrift.woff2, weights: [500, 500]}\n"
    (theme / "theme.yaml").write_text(text + own, encoding="utf-8")
    outcome = run(project.root, "build", "--output", "ut")
    assert outcome.code == 0, outcome.stderr
    (css,) = (project.root / "ut/a/assets").glob("site.*.css")
    assert 'font-family:"Vår Skrift"' in css.read_text(encoding="utf-8").replace(
        "Vår Skrift;", '"Vår Skrift";'
    )
    names = [file.name for file in (project.root / "ut/a").rglob("*.woff2")]
    assert [name.split(".")[0] for name in names] == ["var-skrift"]
    assert (project.root / "ut/a/assets" / names[0]).read_bytes() != (
        theme / "fonts/var-skrift.woff2"
    ).read_bytes()
