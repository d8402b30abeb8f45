"""Pelican, from its Python package."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import KINDS, Document, Entry, Outline
from benchmarks.corpus.outline import PER_PAGE
from benchmarks.generators.base import BASE_URL, LEAD, SITE_NAME, THEMES, Command, EditPoint, Generator
from benchmarks.generators.peer_format import fact
from benchmarks.generators.python_peer import install_in_venv, installed_version

_REQUIREMENT = "pelican[markdown]==4.12.0"


class Pelican(Generator):
    """Pelican (Python)."""

    name = "pelican"
    label = "Pelican"
    stylesheet = "theme/static/site.css"
    kind_template = EditPoint("theme/templates/document.html", "</article>")
    differences = (
        "Python-Markdown with `extra` and ids of headings; no syntax highlighting, no typography.",
        "Sections are its categories. Links in texts are plain addresses, which it does not check.",
        "Its cache of parsed texts is off in cold builds, and on and filled in all other cases.",
    )

    def install(self) -> None:
        """Install the package."""
        install_in_venv(self.home, _REQUIREMENT)

    def version(self) -> str:
        """Return the version that is installed."""
        return installed_version(self.home, "pelican")

    def command(self, site: Path, *, cold: bool) -> Command:
        """Return its command, quiet, with its cache when something may be in it."""
        pelican = self.home.resolve() / "bin" / "pelican"
        argv = (str(pelican), "content", "--settings", "pelicanconf.py", "--quiet")
        switch = str(not cold).lower()
        caching = ("--extra-settings", f"CACHE_CONTENT={switch}", f"LOAD_CONTENT_CACHE={switch}")
        return Command((*argv, *caching))

    def source(self, entry: Entry) -> str:
        """Return the path under the folder of its section, which becomes its category."""
        return f"content/{entry.kind.section or 'pages'}/{entry.name}.md"

    def front_matter(self, document: Document) -> str:
        """Return Python-Markdown's own kind of metadata."""
        entry = document.entry
        lines = [f"Title: {entry.title}", f"Date: {entry.date.isoformat()}", f"Summary: {document.summary}"]
        if entry.tags:
            lines.append(f"Tags: {', '.join(entry.tags)}")
        if entry.fact[0]:
            lines.append(f"Fact: {fact(entry)}")
        return "\n".join([*lines, "", ""])

    def write_scaffold(self, site: Path, outline: Outline) -> None:
        """Write the theme and the settings."""
        shutil.copytree(THEMES / self.name, site, dirs_exist_ok=True)
        titles = {kind.section: kind.label for kind in KINDS.values() if kind.section}
        settings = {
            "SITENAME": SITE_NAME,
            "FEED_DOMAIN": BASE_URL,
            "DEFAULT_PAGINATION": PER_PAGE,
            "JINJA_GLOBALS": {"SECTIONS": titles, "LEAD": LEAD, "BASE_URL": BASE_URL},
        }
        lines = [f"{name} = {value!r}" for name, value in settings.items()]
        with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
            file.write("\n" + "\n".join(lines) + "\n")

    def output(self, site: Path) -> Path:
        """Return the default."""
        return site / "output"

    def caches(self, site: Path) -> Sequence[Path]:
        """Return nothing: its cache is not used in cold builds, and fills slowly."""
        return ()
