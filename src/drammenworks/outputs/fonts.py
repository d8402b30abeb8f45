"""The web fonts of a theme, and their CSS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from drammenworks.base.digests import digest_parts
from drammenworks.base.text.slugs import slugify
from drammenworks.config import Theme
from drammenworks.config.typefaces import ThemeFont
from drammenworks.fonts.face import Face
from drammenworks.fonts.fallback import fallback_metrics
from drammenworks.fonts.installed_fonts import FontFile, Typeface
from drammenworks.fonts.webfont import CHARACTERS, WEBFONT_VERSION
from drammenworks.outputs.theme_files import Webfont

_LIBRARIES = ("brotli", "fonttools", "uharfbuzz")
_BOLD = 700
"""The weight of strong text in elements.css of the base theme."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The published typefaces of a theme."""

    css: str
    """``@font-face`` rules, for the start of a style sheet in the same folder."""
    files: tuple[Webfont, ...]
    preloads: tuple[str, ...]
    """Paths under the site's root of the typefaces that pages preload: the upright ones."""


def make_fonts(theme: Theme, folder: str) -> Fonts:
    """Return the typefaces of a theme; their files are made when somebody needs them.

    :param folder: under the site's root, for the files.
    """
    rules: list[str] = []
    files: dict[str, Webfont] = {}
    preloads: list[str] = []
    for role, font in theme.fonts.items():
        for style, file in _styles(font):
            webfont = _webfont(font.typeface, style, file, folder)
            path = webfont.output_path
            if path in files:
                continue
            files[path] = webfont
            display = "swap" if role == "heading" else "optional"
            rules.append(_rule(font.typeface, style, path.rpartition("/")[2], display))
            if style == "normal":
                preloads.append(f"/{path}")
        rules += _fallback_rules(font)
    return Fonts("\n".join(dict.fromkeys(rules)), tuple(files.values()), tuple(preloads))


def _styles(font: ThemeFont) -> Iterator[tuple[str, FontFile]]:
    yield "normal", font.upright
    if font.italic is not None:
        yield "italic", font.italic


def _webfont(typeface: Typeface, style: str, file: FontFile, folder: str) -> Webfont:
    parts = (
        WEBFONT_VERSION,
        *(version(library) for library in _LIBRARIES),
        file.digest,
        repr((typeface.weights, typeface.axes)),
        _characters(),
    )
    name = slugify(typeface.family) + ("-italic" if style == "italic" else "")
    return Webfont(typeface, file, folder, name, digest_parts(*parts))


@cache
def _characters() -> str:
    return "".join(sorted(CHARACTERS))


def _rule(typeface: Typeface, style: str, file: str, display: str) -> str:
    lightest, heaviest = typeface.weights
    weights = str(lightest) if lightest == heaviest else f"{lightest} {heaviest}"
    # With «optional», a font that loads too late is used from the next page on, so that text never moves: a
    # fallback has the same average width, but lines of text may break differently. Those of headings hardly
    # do, and a brand is known by them: with «swap», they change when their font comes.
    return (
        f'@font-face{{font-family:"{typeface.family}";font-style:{style};font-weight:{weights};'
        f'font-display:{display};src:url("{file}") format("woff2")}}'
    )


def _fallback_rules(font: ThemeFont) -> Iterator[str]:
    """Yield the rules of the fallbacks for the lightest weight and for bold, if there is one."""
    typeface = font.typeface
    lightest, heaviest = typeface.weights
    data = font.upright.read()
    for weight in dict.fromkeys((lightest, min(max(lightest, _BOLD), heaviest))):
        face = Face(data, {**dict(typeface.axes), "wght": weight})
        fallback = fallback_metrics(face, weight, serif=font.upright.serif)
        names = ",".join(f'local("{name}")' for name in fallback.names)
        yield (
            f'@font-face{{font-family:"{typeface.family} fallback";font-weight:{weight};src:{names};'
            f"size-adjust:{fallback.size_adjust:.2%};ascent-override:{fallback.ascent:.2%};"
            f"descent-override:{fallback.descent:.2%};line-gap-override:{fallback.line_gap:.2%}}}"
        )
