"""What a preview answers in place of a page or picture that it cannot show: why, in words."""

from __future__ import annotations

import textwrap
from html import escape

from drammenworks.errors import Phrase, Translate

_PAGE = """\
<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<noscript><meta http-equiv="refresh" content="1"></noscript>
<style>
:root {{ color-scheme: light dark }}
body {{
  margin: 0; min-height: 100vh; display: grid; place-content: center; justify-items: start; padding: 1.5rem;
  box-sizing: border-box; font: 1.125rem/1.5 system-ui, sans-serif; color: light-dark(#1d2733, #e8ecf1);
  background: light-dark(#f4f6f8, #151b22);
}}
h1 {{ font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem }}
p {{ margin: 0; max-width: 32rem }}
.busy {{ width: 100%; height: 4px; margin-top: 1.5rem; border-radius: 2px; overflow: hidden;
  background: light-dark(#d5dbe2, #2c3641) }}
.busy::before {{ content: ""; display: block; width: 30%; height: 100%; border-radius: inherit;
  background: light-dark(#1f5fa8, #7db2f0); animation: busy 1.4s ease-in-out infinite alternate }}
@keyframes busy {{ to {{ transform: translateX(233%) }} }}
@media (prefers-reduced-motion: reduce) {{ .busy::before {{ animation: none; width: 100%; opacity: .5 }} }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{text}</p>
{busy}</body>
</html>
"""
_PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"
 lang="{lang}">
<rect width="100%" height="100%" fill="#fff4f2" stroke="#b3261e" stroke-width="4"/>
<text font-family="system-ui, sans-serif" font-size="{size}" fill="#8c1d18">{lines}</text>
</svg>
"""
_BUILDING = Phrase("Bygger …")
_COLUMNS = 34
"""Characters in a line of a picture."""


def unbuilt_page(say: Translate, *, is_building: bool) -> bytes:
    """Return the page in place of one that does not exist yet."""
    title = say(Phrase("Forhåndsvisning") if is_building else Phrase("Nettstedet er ikke bygget ennå"))
    text = say(Phrase("Siden kommer av seg selv når det er klart."))
    if is_building:
        text = f"{say(_BUILDING)} {text}"
    return _PAGE.format(
        # Translated as well: the language code of the page.
        lang=say(Phrase("nb")),
        title=title,
        text=text,
        busy='<div class="busy"></div>\n' if is_building else "",
    ).encode()


def picture_notice(text: str, width: int, height: int, say: Translate) -> bytes:
    """Return a drawing with a text, of the size of the picture that cannot be shown."""
    size = max(8, round(width / (_COLUMNS * 0.6)))
    lines = textwrap.wrap(text, _COLUMNS)
    rows = "".join(
        f'<tspan x="{size}" y="{round(size * (2 + 1.3 * number))}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return _PICTURE.format(
        lang=say(Phrase("nb")),
        width=width,
        height=height,
        size=size,
        lines=rows,
    ).encode()
