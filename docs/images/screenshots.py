"""Take the README's picture: the front pages of both sites, side by side.

    .venv/bin/python -m docs.images.screenshots

Builds both sites in a temporary folder, serves them on this machine, and shows them to Chromium (at
/usr/bin/chromium). Run it when the front pages look different, and look at what it made.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from docs.images.browser import launch, served
from drammenworks.pipeline.build import build
from drammenworks.pipeline.options import Options

TARGET = Path(__file__).with_name("sites.png")
ROOT = Path(__file__).parents[2]

# Fixed, so that the picture is another only when the sites are.
AT = datetime.fromisoformat("2026-11-21T12:00:00+01:00")

VIEWPORT = (1280, 800)
SHOWN = (800, 500)
"""What each screenshot is scaled to: about as wide as GitHub shows half a README, twice for sharp screens."""
GAP = 16
COLOURS = 256
"""A palette: photographs would suffer, but flat illustrations hardly do, and it is a third of the size."""
TRANSPARENT = COLOURS - 1
"""The palette's entry for the gap."""
LIMIT = 400_000


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        report = build(Options(root=ROOT, output=output, cache=ROOT / ".cache", at=AT))
        if not report.sites:
            raise SystemExit("\n".join(str(finding) for finding in report.findings))
        with sync_playwright() as playwright:
            browser = launch(playwright)
            pictures = [photograph(browser, output / site) for site in report.sites]
            browser.close()
    data = encode(side_by_side(pictures))
    if len(data) > LIMIT:
        raise SystemExit(f"The picture is {len(data)} bytes; no more than {LIMIT} are wanted.")
    TARGET.write_bytes(data)


def photograph(browser: Browser, site: Path) -> Image.Image:
    """Return the front page of the site in a folder, as it is seen before scrolling."""
    width, height = VIEWPORT
    with served(site) as address:
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        page.goto(f"{address}/", wait_until="networkidle")
        data = page.screenshot()
        page.close()
    return Image.open(BytesIO(data)).convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS)


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """Return the pictures in a row, with a gap that is transparent, to suit light and dark pages."""
    width, height = SHOWN
    row = Image.new("RGB", (len(pictures) * (width + GAP) - GAP, height))
    for number, picture in enumerate(pictures):
        row.paste(picture, (number * (width + GAP), 0))
    # Octrees leave bands in the skies; median cut and dithering do not.
    drawn = row.quantize(COLOURS - 1, Image.Quantize.MEDIANCUT)
    dithered = row.quantize(palette=drawn, dither=Image.Dither.FLOYDSTEINBERG)
    dithered.putpalette([*(dithered.getpalette() or [])[: TRANSPARENT * 3], 255, 255, 255])
    for number in range(1, len(pictures)):
        right = number * (width + GAP)
        dithered.paste(TRANSPARENT, (right - GAP, 0, right, height))
    return dithered


def encode(picture: Image.Image) -> bytes:
    """Return the bytes of a small PNG."""
    out = BytesIO()
    picture.save(out, "PNG", optimize=True, transparency=TRANSPARENT)
    return out.getvalue()


if __name__ == "__main__":
    main()
