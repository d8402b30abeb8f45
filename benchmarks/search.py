"""Measure the search: ``python -m benchmarks.search queries OUTPUT`` and ``… cost FOLDER``.

``queries`` asks a built project what is in ``search-queries.yaml`` and says which queries find none of the
wanted pages among the first three. ``cost`` generates a site of 10,000 documents in a new folder, builds it,
and says what the index takes: cold, and after an edited word. The corpus has few words: each document gets
some more, of which half are rare, as words are.
"""

from __future__ import annotations

import functools
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import yaml

from benchmarks.corpus import Document, make_document, make_outline
from benchmarks.corpus.seeded_random import SeededRandom
from benchmarks.generators.base import write
from benchmarks.generators.ours import AT, SITE_ID, Ours
from drammenworks.engine.graph import Graph
from drammenworks.pipeline import build as pipeline
from drammenworks.pipeline.options import Options

_HERE = Path(__file__).parent
_SCRIPTS = _HERE.parent / "themes" / "base" / "assets" / "js"
_FIRST = 3
_RARE_WORDS = 60_000
_RARE_PER_DOCUMENT = 80


@click.group()
def cli() -> None:
    """Measure the search."""


@cli.command()
@click.argument("output", type=click.Path(path_type=Path, exists=True))
def queries(output: Path) -> None:
    """Ask the sites in an output folder, and say what they do not find."""
    asked = yaml.safe_load((_HERE / "search-queries.yaml").read_text(encoding="utf-8"))
    lines = [
        json.dumps(
            {
                "folder": str(output / query["site"]),
                "lang": query["lang"],
                "query": query["query"],
                "limit": _FIRST,
            }
        )
        for query in asked
    ]
    command = ("node", str(_HERE / "search_runner.mjs"), str(_SCRIPTS))
    answered = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True)
    found: Counter[str] = Counter()
    for query, line in zip(asked, answered.stdout.splitlines(), strict=True):
        paths = json.loads(line)["paths"]
        is_found = not set(paths).isdisjoint(query["any"])
        found[query["kind"]] += is_found
        if not is_found:
            click.echo(f"{query['site']} {query['lang']} «{query['query']}»: {' '.join(paths) or 'nothing'}")
    click.echo(f"{found.total()} of {len(lines)}")


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--documents", default=10_000, show_default=True)
@click.option("--plain", is_flag=True, help="With the words of the corpus alone.")
def cost(folder: Path, documents: int, *, plain: bool) -> None:
    """Build a site, and say what its index takes."""
    outline = make_outline(documents)
    generator = Ours(folder.parent)
    if not folder.exists():
        generator.write_site(folder, outline)
        _turn_on(folder)
        for entry in outline.entries:
            document = make_document(outline, entry)
            if not plain:
                write(folder / generator.source(entry), generator.text(_with_rare_words(document), outline))
    measured = Measured()
    measured.build(folder, "cold")
    entry = outline.by_kind["article"][len(outline.by_kind["article"]) // 2]
    file = folder / generator.source(entry)
    for number in range(3):
        text = file.read_text(encoding="utf-8")
        file.write_text(text + f"\nNy{'abc'[number]}ord.\n", encoding="utf-8")
        measured.build(folder, "a new word")
        file.write_text(text + "\nKommunen.\n", encoding="utf-8")
        measured.build(folder, "a known word")
        file.write_text(text, encoding="utf-8")
    measured.build(folder, "as before")
    files = [
        file for file in (folder / "output" / SITE_ID / "assets" / "search").rglob("*") if file.is_file()
    ]
    sizes = sorted(file.stat().st_size for file in files)
    click.echo(f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB, the largest {sizes[-1] / 1e3:.0f} kB")


class Measured:
    """Builds, and says what their indexes took."""

    def build(self, folder: Path, what: str) -> None:
        """Build once more."""
        original = pipeline.update_search
        started: list[tuple[float, float, int]] = []

        def measure(graph: Graph, chosen: Any) -> None:
            before = (_cpu(), time.perf_counter(), _memory())
            original(graph, chosen)
            started.append((_cpu() - before[0], time.perf_counter() - before[1], _memory() - before[2]))

        options = Options(
            root=folder,
            output=folder / "output",
            cache=folder / ".cache",
            at=datetime.fromisoformat(f"{AT}T00:00+01:00"),
            jobs=1,
        )
        pipeline.update_search = measure
        begun = _cpu()
        try:
            report = pipeline.build(options)
        finally:
            pipeline.update_search = original
        assert not report.findings, report.findings[0]
        [(cpu, wall, memory)] = started
        index = f"index {cpu:.2f} s of CPU ({wall:.2f} s), peak {memory / 1024:+.0f} MiB"
        click.echo(f"{what}: {index}; all {_cpu() - begun:.1f} s")


def _cpu() -> float:
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def _memory() -> int:
    """Return the most memory that this process had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _turn_on(folder: Path) -> None:
    site = folder / "content" / "sites" / f"{SITE_ID}.yaml"
    site.write_text(
        site.read_text(encoding="utf-8").replace("feeds:", "search: true\nfeeds:"), encoding="utf-8"
    )
    theme = folder / "themes" / SITE_ID
    write(theme / "templates" / "search.html", '{% extends "layout.html" %}')
    with (theme / "strings" / "nb.yaml").open("a", encoding="utf-8") as strings:
        strings.write("search: {title: Søk}\n")


def _with_rare_words(document: Document) -> Document:
    random = SeededRandom(document.entry.index * 7 + 3)
    # As in all languages, half of the words of a site are on one page each.
    chosen = [
        _rare_word(int(_RARE_WORDS ** (random.between(0, 10_000) / 10_000)))
        for _ in range(_RARE_PER_DOCUMENT)
    ]
    return replace(document, body=f"{document.body}\n\n{' '.join(chosen).capitalize()}.\n")


@functools.cache
def _rare_word(rank: int) -> str:
    random = SeededRandom(rank)
    return "".join(random.pick(_SYLLABLES) for _ in range(random.between(1, 3)))


_SYLLABLES = tuple(
    start + vowel + end
    for start in (
        "b",
        "d",
        "f",
        "g",
        "h",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "t",
        "v",
        "br",
        "kl",
        "sk",
        "str",
    )
    for vowel in "aeiouyæøå"
    for end in ("d", "g", "k", "l", "m", "n", "r", "s", "t", "v", "ng", "nd", "rt", "st", "kk", "ll", "nn")
)

if __name__ == "__main__":
    sys.exit(cli())
