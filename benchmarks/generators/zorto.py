"""zorto, from the Python package that carries its Rust engine."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from benchmarks.corpus import KINDS, Document, Entry, Outline, Paging
from benchmarks.corpus.outline import PER_PAGE
from benchmarks.generators.base import LEAD, SITE_NAME, THEMES, Command, EditPoint, Generator, write
from benchmarks.generators.peer_format import fact
from benchmarks.generators.python_peer import install_in_venv, installed_version

_REQUIREMENT = "zorto==0.25.0"


class Zorto(Generator):
    """zorto (Rust), which works as Zola does and renders everything anew in each process."""

    name = "zorto"
    label = "zorto"
    stylesheet = "static/assets/site.css"
    kind_template = EditPoint("templates/page.html", "</article>")
    paging = Paging("page", tags=False)
    differences: ClassVar[Sequence[str]] = (
        "Lists a tag on one page, because it paginates sections alone.",
        "The pages of a section are at `page/N/`, which has no setting.",
        "Each page of a list gets the whole section with all texts: its time grows with their square.",
        "Its feed has no limit: it has every document, without texts. Sitemap and `llms.txt` are off.",
        "Its typographer is on; headings have ids. Code blocks are not run (`--no-exec`).",
        "Documents of the same day come in a random order.",
        "Links in texts are plain addresses, which it does not check.",
        "Starts by way of Python, because the package has no other command.",
        "Keeps no pages between processes.",
    )

    def install(self) -> None:
        """Install the package."""
        install_in_venv(self._venv, _REQUIREMENT)

    def version(self) -> str:
        """Return the version that is installed."""
        return installed_version(self._venv, "zorto")

    @property
    def _venv(self) -> Path:
        """Where the package is installed, once for both ways of using it."""
        return self.home.with_name(Zorto.name)

    def command(self, site: Path, *, cold: bool) -> Command:
        """Return the package's command."""
        return Command((str(self._venv.resolve() / "bin" / "zorto"), "--no-exec", "build"))

    def source(self, entry: Entry) -> str:
        """Return the path under the folder of its section."""
        return f"content{entry.url.rstrip('/')}.md"

    def front_matter(self, document: Document) -> str:
        """Return TOML, in which a string of JSON is a string as well."""
        entry = document.entry
        lines = [
            f"title = {_string(entry.title)}",
            f"description = {_string(document.summary)}",
            f"date = {entry.date.isoformat()}",
        ]
        if entry.tags:
            lines.append(f"emner = [{', '.join(map(_string, entry.tags))}]")
        if entry.fact[0]:
            lines.append(f"extra = {{ fact = {_string(fact(entry))} }}")
        return "\n".join(["+++", *lines, "+++", ""])

    def write_scaffold(self, site: Path, outline: Outline) -> None:
        """Write the templates, the configuration and a page for each section's title."""
        shutil.copytree(THEMES / Zorto.name, site, dirs_exist_ok=True)
        front_page = f"+++\ntitle = {_string(SITE_NAME)}\ndescription = {_string(LEAD)}\n+++\n"
        write(site / "content" / "_index.md", front_page)
        for kind in KINDS.values():
            if kind.section:
                lines = ["+++", f"title = {_string(kind.label)}", "+++", ""]
                if self.paging.sections:
                    lines.insert(2, f"paginate_by = {PER_PAGE}")
                write(site / "content" / kind.section / "_index.md", "\n".join(lines))

    def output(self, site: Path) -> Path:
        """Return the default."""
        return site / "public"

    def caches(self, site: Path) -> Sequence[Path]:
        """Return its cache of the output of code blocks."""
        return (site / ".zorto",)


class ZortoUnpaged(Zorto):
    """zorto without its pagination, which costs it more than everything else."""

    name = "zorto-unpaged"
    label = "zorto (unpaged)"
    paging = Paging("page", sections=False, tags=False)
    differences = (
        "As zorto, but lists a section on one page as well: the same cards on fewer pages, so less work.",
    )


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
