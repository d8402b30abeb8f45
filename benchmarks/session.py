"""A session: every generator builds the same sites in every case, in turn, as often as asked for.

    repetition → size → case → generator

In turn, so that whatever else the machine does falls on all of them alike. A peer builds the whole site in
every case, which is what an edit of ours is compared with.
"""

from __future__ import annotations

import json
import os
import random
import string
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.audit import (
    IncompleteError,
    count_changed,
    count_showing,
    digests,
    inspect,
    remove_stale,
    require,
    require_style,
)
from benchmarks.cases import Case
from benchmarks.corpus import make_outline
from benchmarks.generators import OURS, PEERS, Generator, NotAvailableError, make
from benchmarks.generators.ours import REPORT
from benchmarks.machine import this_machine
from benchmarks.measuring import FailedError, measure
from benchmarks.results import Results, Run
from benchmarks.sites import Evidence, Site, make_site

Progress = Callable[[str], None]
"""Receives what is going on, a line at a time."""

_STAMP_GRANULARITY = 2.1
"""Seconds after which a time stamp proves that a file did not change: some file systems count in 2 s."""


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """What a session is to measure."""

    sizes: tuple[int, ...]
    cases: tuple[Case, ...]
    peers: Mapping[int, tuple[str, ...]]
    """By size."""
    repetitions: int
    work: Path
    """Where the sites are stored."""
    peers_folder: Path
    """Where the peers are installed."""
    command: str
    """How it was asked for."""


def run_session(options: SessionOptions, results_file: Path, progress: Progress) -> Results:
    """Measure everything; ``results_file`` always holds what there is so far."""
    results = Results(
        command=options.command,
        day=datetime.now(UTC).date().isoformat(),
        machine=this_machine(),
        sizes=options.sizes,
        repetitions=options.repetitions,
    )
    wanted = {name for names in options.peers.values() for name in names}
    names = (OURS, *(name for name in PEERS if name in wanted))
    generators = install(names, options.peers_folder, results, progress)
    fingerprints = {name: generator.fingerprint() for name, generator in generators.items()}
    sites: dict[int, list[Site]] = {}
    for size in options.sizes:
        chosen = [generators[name] for name in (OURS, *options.peers[size]) if name in generators]
        sites[size] = _prepare(size, chosen, options.work, results, progress)
    for repetition in range(1, options.repetitions + 1):
        for size in options.sizes:
            for case in options.cases:
                for site in sites[size]:
                    run = _run(site, case, repetition)
                    if site.generator.fingerprint() != fingerprints[run.generator]:
                        run = replace(
                            run, fault=run.fault or "the generator itself was changed during the session"
                        )
                    results.runs.append(run)
                    results.save(results_file)
                    progress(_line(run))
    return results


def install(names: Iterable[str], folder: Path, results: Results, progress: Progress) -> dict[str, Generator]:
    """Install generators and return those that can be had, noting versions and reasons."""
    found = {}
    for name in names:
        generator = make(name, folder)
        try:
            generator.install()
        except NotAvailableError as error:
            results.missing[name] = str(error)
            progress(f"{name} is left out: {error}")
            continue
        results.versions[name] = generator.version()
        found[name] = generator
        progress(f"{name} {results.versions[name]}")
    return found


def _prepare(
    size: int, generators: Sequence[Generator], work: Path, results: Results, progress: Progress
) -> list[Site]:
    """Write the sites and build each once without counting it, so that all are equally warm."""
    outline = make_outline(size)
    ready = []
    for generator in generators:
        folder = work / str(size) / generator.name
        folder.parent.mkdir(parents=True, exist_ok=True)
        site = make_site(generator, outline, folder)
        generator.clear(folder)
        try:
            _settle(site)
            inspect(site.output, outline, generator.paging)
        except (FailedError, IncompleteError) as error:
            results.missing[f"{generator.name} ({size} documents)"] = str(error)
            progress(f"{size} {generator.name} is left out: {error}")
            continue
        progress(f"{size} {generator.name} is ready")
        ready.append(site)
    return ready


def _settle(site: Site) -> None:
    """Build without counting it, when no source is so new that its time stamp proves nothing."""
    if site.generator.is_incremental:
        time.sleep(_STAMP_GRANULARITY)
    command = site.generator.command(site.folder, cold=False)
    measure(command.argv, site.folder, command.environment)


def _run(site: Site, case: Case, repetition: int) -> Run:
    """Bring about the case, build, and see what came of it."""
    generator, size = site.generator, len(site.outline.entries)
    word = "".join(random.choices(string.ascii_lowercase, k=16))
    try:
        evidence, before = _bring_about(site, case, word, repetition)
        command = generator.command(site.folder, cold=case is Case.COLD)
        # What earlier runs wrote has to be on the disk, and not on its way there at this one's cost.
        os.sync()
        measurement = measure(command.argv, site.folder, command.environment)
    except FailedError as error:
        return Run(size, case, generator.name, repetition, None, fault=str(error))
    output, fault, showing = None, "", None
    try:
        output = inspect(site.output, site.current(), generator.paging)
        _require(site, evidence)
        if case.is_edit and generator.is_incremental:
            showing = _showing(site, case, word, before)
    except (IncompleteError, OSError) as error:
        fault = str(error)
    rendered = _rendered(site) if generator.is_incremental else None
    if case is Case.CHECKOUT and generator.is_incremental:
        _settle(site)
    return Run(size, case, generator.name, repetition, measurement, output, fault, rendered, showing)


def _bring_about(
    site: Site, case: Case, word: str, repetition: int
) -> tuple[Evidence | None, Mapping[str, bytes]]:
    """Make a case's edit, and return how it has to show and the pages as they are before it.

    :raises FailedError: if the build that the case starts from fails.
    """
    generator = site.generator
    # A peer builds the whole site whatever was built before, so that only ours needs what it starts from.
    if site.set_up(case) and generator.is_incremental:
        _settle(site)
    before = digests(site.output) if case.is_edit and generator.is_incremental else {}
    evidence = None
    if case is Case.COLD:
        generator.clear(site.folder)
    elif case is Case.CHECKOUT:
        site.renew()
    elif case.is_edit:
        evidence = site.edit(case, word, repetition)
    if not generator.is_incremental:
        # They leave the pages of deleted documents, which anyone who publishes removes.
        remove_stale(site.output, generator.pages(site.current()))
    return evidence, before


def _require(site: Site, evidence: Evidence | None) -> None:
    if evidence is None:
        return
    if evidence.entry is None:
        require_style(site.output, evidence.text)
    else:
        require(site.output, evidence.entry, evidence.text)


def _showing(site: Site, case: Case, word: str, before: Mapping[str, bytes]) -> int:
    """Return how many pages and feeds show an edit: by its word, where that is all that they change."""
    if case in (Case.BODY, Case.TITLE, Case.SUMMARY):
        return count_showing(site.output, word)
    return count_changed(before, digests(site.output))


def _rendered(site: Site) -> int:
    report = json.loads((site.folder / REPORT).read_bytes())
    rendered: int = report["rendered"]
    return rendered


def _line(run: Run) -> str:
    head = f"#{run.repetition} {run.size:>6} {run.case:<9} {run.generator:<13}"
    if run.measurement is None or run.fault:
        return f"{head} does not count: {run.fault}"
    took = run.measurement
    return (
        f"{head} {took.wall:8.2f} s wall {took.cpu:8.2f} s cpu {took.memory / 2**20:7.0f} MiB"
        f"  (others took {took.others:.0%})"
    )
