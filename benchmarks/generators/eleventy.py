"""Eleventy, from its npm package."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import KINDS, Document, Entry, Outline
from benchmarks.corpus.outline import PER_PAGE
from benchmarks.generators.base import (
    LEAD,
    SITE_NAME,
    THEMES,
    Command,
    EditPoint,
    Generator,
    NotAvailableError,
    run_installer,
    write,
)
from benchmarks.generators.peer_format import yaml_front_matter

_VERSION = "3.1.2"


class Eleventy(Generator):
    """Eleventy (Node)."""

    name = "eleventy"
    label = "Eleventy"
    stylesheet = "assets/site.css"
    kind_template = EditPoint("_includes/document.njk", "</article>")
    differences = (
        "markdown-it with Eleventy's own settings: no typography, no ids of headings.",
        "Layouts are Nunjucks; texts are no templates (`markdownTemplateEngine: false`).",
        "Links in texts are plain addresses, which it does not check.",
        "Keeps no pages between processes; `--incremental=FILE`, which needs the file, is not used.",
    )

    def install(self) -> None:
        """Install the package."""
        if self._installed() == _VERSION:
            return
        npm = shutil.which("npm")
        if npm is None or shutil.which("node") is None:
            raise NotAvailableError("there is no Node.js with npm on this machine")
        self.home.mkdir(parents=True, exist_ok=True)
        flags = ["--no-audit", "--no-fund", "--silent", "--ignore-scripts"]
        run_installer([npm, "install", *flags, "--prefix", self.home, f"@11ty/eleventy@{_VERSION}"])

    def version(self) -> str:
        """Return the version that the package states."""
        return self._installed() or "?"

    def command(self, site: Path, *, cold: bool) -> Command:
        """Return Node with the package's command."""
        node = shutil.which("node")
        assert node is not None
        script = self.home.resolve() / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
        return Command((node, str(script), "--quiet"), {"NODE_ENV": "production"})

    def source(self, entry: Entry) -> str:
        """Return the path under the folder of its section."""
        return f"content{entry.url.rstrip('/')}.md"

    def front_matter(self, document: Document) -> str:
        """Return YAML with Eleventy's own ``tags``."""
        return yaml_front_matter(document, tags_key="tags")

    def write_scaffold(self, site: Path, outline: Outline) -> None:
        """Write the layouts, the configuration and what it needs to know of the site."""
        shutil.copytree(THEMES / self.name, site, dirs_exist_ok=True)
        sections = {kind.section: kind.label for kind in KINDS.values() if kind.section}
        data = {"name": SITE_NAME, "lead": LEAD, "perPage": PER_PAGE, "sections": sections}
        write(site / "_data" / "site.json", json.dumps(data, ensure_ascii=False, indent=2))

    def output(self, site: Path) -> Path:
        """Return the default."""
        return site / "_site"

    def caches(self, site: Path) -> Sequence[Path]:
        """Return the folder that it may keep results in."""
        return (site / ".cache",)

    def _installed(self) -> str | None:
        file = self.home / "node_modules" / "@11ty" / "eleventy" / "package.json"
        if not file.is_file():
            return None
        version: str = json.loads(file.read_text(encoding="utf-8"))["version"]
        return version
