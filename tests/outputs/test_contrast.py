"""Which tokens of a theme are hard to tell apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from drammenworks.outputs.contrast import check_contrast, contrast

ROOT = Path(__file__).parents[2]
BASE = ":root { --bg: #ffffff; --text: #1c2b33; }"


def _told(*sheets: str) -> list[tuple[str, str, int | None]]:
    found = check_contrast((f"{number}.css", css) for number, css in enumerate(sheets))
    return [
        (dict(finding.params)["token"], dict(finding.params)["background"], finding.location.line)
        for finding in found
    ]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((255, 255, 255), (0, 0, 0), 21.0),
        ((255, 255, 255), (255, 255, 255), 1.0),
        ((119, 119, 119), (255, 255, 255), 4.48),
        ((204, 204, 204), (255, 255, 255), 1.61),
    ],
)
def test_contrast_is_that_of_the_standard(
    one: tuple[int, int, int], other: tuple[int, int, int], ratio: float
) -> None:
    """In whatever order; #777 on white is the grey that just fails."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("css", "told"),
    [
        (":root { --bg: #fff; --text: #ccc; }", [("text", "bg", 1)]),
        (":root { --bg: white; --text: #777777; }", [("text", "bg", 1)]),
        (":root { --bg: #fff; --text: #767676; }", []),
        (":root { --bg: #fff; --text: black; }", []),
        (":root { --bg: #fff; --focus: #949494; }", []),
        (":root { --bg: #fff; --focus: #959595; }", [("focus", "bg", 1)]),
        (":root { --bg: #fff; --line-strong: #ccc; }", [("line-strong", "bg", 1)]),
        (":root { --bg: #fff; --line: #eee; }", []),
        (":root {\n  --tint: #eef3f5;\n  --muted: rgb(170 170 170);\n}", [("muted", "tint", 3)]),
        (":root { --bg: #fff; --muted: rgb(170, 170, 170); }", [("muted", "bg", 1)]),
        (":root { --bg: #fff; --muted: rgb(170 170 170 / 0.5); }", []),
        (":root { --bg: #fff; --muted: oklch(0.9 0 0); }", []),
        (":root { --bg: #fff; --grey: #ccc; --muted: var(--grey); }", [("muted", "bg", 1)]),
        (":root { --bg: #fff; --muted: var(--none, #ccc); }", [("muted", "bg", 1)]),
        (":root { --bg: #fff; --muted: var(--muted); }", []),
        (":root { --primary: #ffd; --on-primary: #fff; }", [("on-primary", "primary", 1)]),
        (":root { --primary: #000; --primary-hover: #ffd; --on-primary: #fff; }", [("on-primary", "primary-hover", 1)]),
        (":root { --signal: #ee6549; --on-signal: #ff0; }", [("on-signal", "signal", 1)]),
        (":root { --note-bg: #fdf3d7; --note-text: #ccc; }", [("note-text", "note-bg", 1)]),
        (":root { --band: #11222b; --band-link: #333; }", [("band-link", "band", 1)]),
        ("html { --bg: #fff; --text: #ccc; }", [("text", "bg", 1)]),
        ("@layer tokens { :root { --bg: #fff; --text: #ccc; } }", [("text", "bg", 1)]),
        (".card { --bg: #fff; --text: #ccc; }", []),
        ("@media print { :root { --bg: #fff; --text: #ccc; } }", []),
        ("/* :root { --bg: #fff; --text: #ccc; } */", []),
        (":root { --x: \"}\"; --bg: #fff; --text: #ccc; }", [("text", "bg", 1)]),
        (":root { --bg: light-dark(#fff, #000); --text: light-dark(#000, #333); }", [("text", "bg", 1)]),
    ],
)  # fmt: skip
def test_tokens_that_are_shown_together_can_be_told_apart(css: str, told: list[tuple[str, str, int]]) -> None:
    """Text needs 4.5:1, what shows a control 3:1; a colour that is not read is not judged."""
    assert _told(css) == told


DARK = "@media (prefers-color-scheme: dark) {{ :root {{ {} }} }}"


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        ((BASE, DARK.format("--bg: #000; --text: #fff")), []),
        ((BASE, DARK.format("--bg: #000")), [("text", "bg", 1)]),
        ((BASE, DARK.format("--bg: #000; --text: #333")), [("text", "bg", 1)]),
        ((BASE, ":root { --text: #ccc }"), [("text", "bg", 1)]),
        ((":root { --text: #ccc; --bg: #fff }", BASE), []),
        ((BASE, ":root { @media (prefers-color-scheme: dark) { --text: #ccc } }"), [("text", "bg", 1)]),
    ],
)
def test_both_schemes_are_judged_with_what_comes_last(
    sheets: tuple[str, ...], told: list[tuple[str, str, int]]
) -> None:
    """A brand's tokens take the place of those of the base theme."""
    assert _told(*sheets) == told


def test_a_dark_scheme_is_named() -> None:
    """What is wrong in both schemes is told of once, and without one."""
    [both] = check_contrast([("a.css", ":root { --bg: #fff; --text: #ccc }")])
    assert "(#ccc) på --bg (#fff) har for liten kontrast til at alle ser den: 1,60:1." in both.message
    [dark] = check_contrast([("a.css", BASE), ("b.css", DARK.format("--bg: #000; --text: #333"))])
    assert "(#000) i mørk modus har" in dark.message
    assert "minst 4,5:1 (WCAG 1.4.3)" in dark.hint


@pytest.mark.parametrize("brand", ["", "drammenworks", "opplevhokksund"])
def test_the_themes_have_enough_contrast(brand: str) -> None:
    """The base theme and each brand, in both schemes."""
    paths = [ROOT / "themes/base/assets/css/tokens.css"]
    if brand:
        paths.append(ROOT / f"themes/{brand}/assets/css/{brand}-tokens.css")
    assert check_contrast((path.name, path.read_text(encoding="utf-8")) for path in paths) == []
