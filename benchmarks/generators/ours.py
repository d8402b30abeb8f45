"""Our own generator, as it is in this checkout."""

from __future__ import annotations

import compileall
import hashlib
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import drammenworks
from benchmarks.corpus import KINDS, Document, Entry, Outline
from benchmarks.corpus.outline import FOOTER, MENU, TAGS_SECTION, Paging
from benchmarks.generators.base import BASE_URL, LEAD, SITE_NAME, THEMES, Command, EditPoint, Generator, write
from drammenworks.content.models import KINDS as MODELS

SITE_ID = "benchmark"
AT = "2026-01-15"
"""As of when it builds; later than every date of the corpus."""
REPORT = "report.json"
"""What a build writes about itself, in the site's folder."""

_CATEGORY_FIELDS = frozenset({"status", "role", "kind", "category"})


class Ours(Generator):
    """``drammenworks``."""

    name = "drammenworks"
    paging = Paging(
        is_from_oldest=True,
        besides=r"(?:[a-z]+/\d{4}|[a-z]+/sted/[a-z-]+|steder/(?:butikker|opplevelser|overnatting|spisesteder"
        r"|tjenester))(?:/side/\d+)?/index\.html",
    )
    label = "drammenworks"
    stylesheet = f"themes/{SITE_ID}/assets/site.css"
    kind_template = EditPoint(f"themes/{SITE_ID}/templates/project.html", "{% endblock %}")
    is_incremental = True
    differences = (
        "Checks all fields against their models and all references, and stops on an error.",
        "Applies Norwegian typography to all prose, and gives headings ids.",
        "Orders each section by rules of its own, names by the Norwegian alphabet; the peers' are by date.",
        "Fingerprints the style sheet; writes `_headers` and `robots.txt`.",
        "Makes pages of each list by year, category and place, too.",
        "Stages the whole site and then publishes it; the peers write into the published folder as they go.",
    )

    def install(self) -> None:
        """Compile it, as pip does with what it installs.

        Where the environment forbids Python to write bytecode, each process that is measured would
        compile the program anew.
        """
        compileall.compile_dir(Path(drammenworks.__file__).parent, quiet=1)

    def version(self) -> str:
        """Return the version of this checkout."""
        return drammenworks.__version__

    def fingerprint(self) -> str:
        """Return a digest of our source, which may change during a session."""
        parts = hashlib.sha256()
        for file in sorted(Path(drammenworks.__file__).parent.rglob("*.py")):
            parts.update(file.as_posix().encode() + b"\0" + file.read_bytes())
        return parts.hexdigest()

    def command(self, site: Path, *, cold: bool) -> Command:
        """Return what ``build.py`` hands over to."""
        return Command((sys.executable, "-m", "drammenworks", "build", "--at", AT, "--report", REPORT))

    def source(self, entry: Entry) -> str:
        """Return the path under the folder of its kind."""
        return f"content/{MODELS[entry.kind.name].folder}/{entry.name}.md"

    def address(self, kind: str, name: str, outline: Outline) -> str:
        """Return a reference, which the build checks."""
        return f"{kind}:{name}"

    def front_matter(self, document: Document) -> str:
        """Return YAML with the fields of the kind."""
        entry = document.entry
        named = entry.kind.name in ("person", "organisation", "place")
        lines = [f"{'name' if named else 'title'}: {entry.title}", f"summary: {document.summary}"]
        lines.append(f"date: {entry.date.isoformat()}")
        if entry.tags:
            lines.append(f"tags: [{', '.join(entry.tags)}]")
        field, value = entry.fact
        if field == "clock":
            lines.append(f"start: {entry.date.isoformat()} {value}")
        elif field in _CATEGORY_FIELDS:
            lines.append(f"{field}: {value}")
        return "\n".join(["---", *lines, "---", ""])

    def write_scaffold(self, site: Path, outline: Outline) -> None:
        """Write the site's file, the theme and the front page."""
        write(site / "content" / "sites" / f"{SITE_ID}.yaml", _site_file())
        front_page = f"---\ntitle: {SITE_NAME}\nsummary: {LEAD}\ntemplate: home\n---\n"
        write(site / "content" / "pages" / "forside.md", front_page)
        shutil.copytree(THEMES / self.name, site / "themes" / SITE_ID)

    def output(self, site: Path) -> Path:
        """Return the folder of the one site."""
        return site / "output" / SITE_ID

    def caches(self, site: Path) -> Sequence[Path]:
        """Return the cache and the lists of published files."""
        return (site / ".cache", site / "output")


def _site_file() -> str:
    def path(name: str) -> str:
        return f"/{name}/" if name else "/"

    lines = [
        f"id: {SITE_ID}",
        f"name: {SITE_NAME}",
        f"base_url: {BASE_URL}",
        f"theme: {SITE_ID}",
        "languages: [nb]",
        "feeds: true",
        "sections:",
        *(f"  {kind.name}: {{nb: {path(kind.section)}}}" for kind in KINDS.values()),
        "taxonomies:",
        f"  tags: {{nb: {path(TAGS_SECTION)}}}",
        "menus:",
        "  main:",
        *(f"    - section: {kind}" for kind in MENU),
        "    - {page: om, label: {nb: Om oss}}",
        "  footer:",
        *(f"    - section: {kind}" for kind in FOOTER),
        "    - {page: personvern, label: {nb: Personvern}}",
    ]
    return "\n".join(lines) + "\n"
