"""The typefaces of a theme as files of its sites, and the CSS that names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from drammenworks.base.digests import digest_parts
from drammenworks.base.text.slugs import slugify
from drammenworks.config import Theme
from drammenworks.config.typefaces import ThemeFont
from drammenworks.engine.publish import Artifact
from drammenworks.fonts.face import Face
from drammenworks.fonts.fallback import fallback_of
from drammenworks.fonts.typeface import FontFile, Typeface
from drammenworks.fonts.webfont import CHARACTERS, RECIPE, make_webfont
from drammenworks.images.kept import KeptPictures

_LIBRARIES = ("brotli", "fonttools", "uharfbuzz")
_BOLD = 700
"""The weight that elements.css of the base theme has for what is strong."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The typefaces of a theme as they are published."""

    css: str
    """What a style sheet in the same folder begins with."""
    artifacts: tuple[Artifact, ...]
    preloads: tuple[str, ...]
    """Paths under the site's root of what every page needs at once: its upright typefaces."""


@dataclass(frozen=True, slots=True)
class _StoredWebfont:
    """A prepared typeface as it is kept between builds."""

    key: str
    format: str = "woff2"


def make_fonts(theme: Theme, folder: str, kept: KeptPictures) -> Fonts:
    """Return the typefaces of a theme.

    :param folder: under the site's root, for the files.
    :param kept: those that former builds prepared.
    """
    rules: list[str] = []
    artifacts: dict[str, Artifact] = {}
    preloads: list[str] = []
    for font in theme.fonts.values():
        for style, file in _styles(font):
            artifact = _artifact(font.typeface, style, file, folder, kept)
            if artifact.path in artifacts:
                continue
            artifacts[artifact.path] = artifact
            rules.append(_rule(font.typeface, style, artifact.path.rpartition("/")[2]))
            if style == "normal":
                preloads.append(f"/{artifact.path}")
        rules += _fallback_rules(font)
    return Fonts("\n".join(dict.fromkeys(rules)), tuple(artifacts.values()), tuple(preloads))


def _styles(font: ThemeFont) -> Iterator[tuple[str, FontFile]]:
    yield "normal", font.upright
    if font.italic is not None:
        yield "italic", font.italic


def _artifact(typeface: Typeface, style: str, file: FontFile, folder: str, kept: KeptPictures) -> Artifact:
    parts = (
        RECIPE,
        *(version(library) for library in _LIBRARIES),
        file.digest,
        repr((typeface.weights, typeface.axes)),
        _characters(),
    )
    wanted = _StoredWebfont(digest_parts(*parts))
    made = kept.find(wanted) or kept.put(wanted, make_webfont(file.read(), typeface))
    name = slugify(typeface.family) + ("-italic" if style == "italic" else "")
    return Artifact(f"{folder}/{name}.{made.digest[:10]}.woff2", made.path, made.digest)


@cache
def _characters() -> str:
    return "".join(sorted(CHARACTERS))


def _rule(typeface: Typeface, style: str, file: str) -> str:
    lightest, heaviest = typeface.weights
    weights = str(lightest) if lightest == heaviest else f"{lightest} {heaviest}"
    # What comes too late for the first look is for the next page: nothing that is read ever moves. A stand-in
    # is as wide on the whole, and still lines may break elsewhere.
    return (
        f'@font-face{{font-family:"{typeface.family}";font-style:{style};font-weight:{weights};'
        f'font-display:optional;src:url("{file}") format("woff2")}}'
    )


def _fallback_rules(font: ThemeFont) -> Iterator[str]:
    """Yield what stands in for the lightest and, where there is one, for the bold."""
    typeface = font.typeface
    lightest, heaviest = typeface.weights
    data = font.upright.read()
    for weight in dict.fromkeys((lightest, min(max(lightest, _BOLD), heaviest))):
        face = Face(data, {**dict(typeface.axes), "wght": weight})
        fallback = fallback_of(face, weight, serif=font.upright.serif)
        names = ",".join(f'local("{name}")' for name in fallback.names)
        yield (
            f'@font-face{{font-family:"{typeface.family} fallback";font-weight:{weight};src:{names};'
            f"size-adjust:{fallback.size_adjust:.2%};ascent-override:{fallback.ascent:.2%};"
            f"descent-override:{fallback.descent:.2%};line-gap-override:{fallback.line_gap:.2%}}}"
        )
