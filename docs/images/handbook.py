"""Take the pictures of the editors' handbook: the preview as an editor meets it.

    .venv/bin/python -m docs.images.handbook

Starts the preview on a copy of the project, does what the handbook tells, and photographs it with
Chromium (at /usr/bin/chromium); then a form of the editors' page. Run it when any of these looks different,
and look at what it made.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from docs.images import admin_page
from docs.images.browser import launch

ROOT = Path(__file__).parents[2]
TARGET = Path(__file__).with_name("handbok")

# Fixed, so that the pictures are others only when what they show is.
AT = "2026-11-21T12:00"
VIEWPORT = (1100, 620)
COLOURS = 128
"""A palette: flat colours and text need no more, and it is a third of the size."""
LIMIT = 150_000

EVENT = "eksempel-frokostmote-om-rekruttering"
"""The event whose form is shown."""

NEWS = "content/news/frokost-om-rekruttering.md"
DRAFT = """\
---
title: Frokost om rekruttering
summary: Tre bedrifter forteller hvordan de fant folk.
date: 2026-11-12
draft: true
---
Salen var full da døren ble lukket.

## Tre råd

- Spør dem du allerede har.
- Svar alle som søker.
- Vis fram de som trives.
"""


def main() -> None:
    """Write the pictures."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = Path(folder)
        for name in ("content", "themes"):
            shutil.copytree(ROOT / name, project / name)
        # Making the pictures anew takes minutes; those of an earlier build are as good.
        if (ROOT / ".cache" / "images").is_dir():
            shutil.copytree(ROOT / ".cache" / "images", project / ".cache" / "images")
        file = project / NEWS
        file.write_text(DRAFT, encoding="utf-8")
        browser = launch(playwright)
        width, height = VIEWPORT
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme="light", locale="nb-NO"
        )
        with serving(project) as address:
            page.goto(f"{address}/aktuelt/frokost-om-rekruttering/")
            page.get_by_text("Forhåndsvisning").first.wait_for()
            take(page, "utkast")
            save(file, f"{DRAFT}\nSe [les mer](/arrangementer/).\n")
            page.locator("main").get_by_text("les mer").wait_for()
            open_findings(page)
            take(page, "funn")
            save(file, DRAFT.replace("title:", "titel:"))
            page.get_by_text("Mente du «title»?").first.wait_for()
            take(page, "feil")
            save(file, DRAFT)
            page.get_by_text("Mente du «title»?").first.wait_for(state="hidden")
            page.goto(f"{address}/arrangementer/")
            page.get_by_text("Forhåndsvisning").first.wait_for()
            take(page, "arrangementer")
        page.close()
        take_forms(browser)
        browser.close()


def take_forms(browser: Browser) -> None:
    """Photograph an event in the editors' page, which ``npm ci --prefix admin`` installs."""
    width, height = VIEWPORT
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light", locale="nb-NO")
    with admin_page.serving(ROOT) as address:
        admin_page.sign_in(page, address, ROOT)
        page.goto(f"{address}#/collections/event/entries/{EVENT}")
        page.locator("section[data-key-path='title'] input").first.wait_for()
        # Their typeface lies on another host, and its names of icons would be read as words.
        page.add_style_tag(
            content=".material-symbols-outlined { inline-size: 1em; overflow: hidden; visibility: hidden }"
        )
        take(page, "skjema")
    page.close()


def save(file: Path, text: str) -> None:
    """Save a file as an editor does."""
    file.write_text(text, encoding="utf-8")


def open_findings(page: Page) -> None:
    """Unfold the findings of the page in the bar."""
    page.get_by_text("Funn på siden").first.click()


def take(page: Page, name: str) -> None:
    """Write what the window shows as a small PNG."""
    # What moves has come to rest.
    page.wait_for_timeout(400)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    out = BytesIO()
    picture.quantize(COLOURS, Image.Quantize.MEDIANCUT).save(out, "PNG", optimize=True)
    if len(out.getvalue()) > LIMIT:
        raise SystemExit(f"{name} is {len(out.getvalue())} bytes; no more than {LIMIT} are wanted.")
    (TARGET / f"{name}.png").write_bytes(out.getvalue())


@contextmanager
def serving(project: Path) -> Iterator[str]:
    """Start the preview, and yield the address of Drammen Works."""
    command = [sys.executable, "-m", "drammenworks", "--lang", "nb", "serve", "--port", "0", "--at", AT]
    with subprocess.Popen(
        command,
        cwd=project,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        try:
            yield _address(process)
        finally:
            process.kill()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        found = re.fullmatch(r"Drammen Works: (http://\S+?)/?", line.rstrip())
        if found:
            return found[1]
    raise SystemExit("The preview did not start.")


if __name__ == "__main__":
    main()
