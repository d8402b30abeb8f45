"""A project on disk that is built again and again, and compared with a build from nothing each time."""

from __future__ import annotations

import contextlib
import copy
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from drammenworks.errors import Severity
from drammenworks.pipeline.build import build
from drammenworks.pipeline.input_scan import repeat_report
from drammenworks.pipeline.options import Options
from drammenworks.pipeline.report import Report
from tests.engine.compiled import Compiled, compiled_once
from tests.engine.small_sites import World
from tests.trees import assert_same

AT = datetime.fromisoformat("2026-11-21T12:00:00+01:00")
_AGO = 1_000_000 * 10**9
"""In ns: how far in the past files are written, so that their times are trusted at once."""
_STEP = 3 * 10**9


CleanBuilds = dict[object, tuple[Report, dict[str, bytes]]]
"""The report and the published files of builds from nothing, by what they were built from, and how."""
_MOST_CLEAN_BUILDS = 50


@dataclass
class Bench:
    """The project, where it is built to, and how."""

    folder: Path
    """Holds the project and its output; nothing else may be in it."""
    world: World = field(default_factory=World)
    at: datetime = AT
    base_urls: dict[str, str] = field(default_factory=dict)
    drafts: bool = False
    site_ids: tuple[str, ...] = ()
    jobs: int = 1
    name: str = "prosjekt"
    known: CleanBuilds | None = None
    """Builds from nothing that are not made again; None to make every one."""

    def __post_init__(self) -> None:
        self._now = time.time_ns() - _AGO
        self._written: dict[str, bytes] = {}
        self._compiled: Compiled = {}
        self.sync()

    def copy(self, folder: Path) -> Bench:
        """Return a bench for a copy of the project that lies in another folder."""
        other = copy.copy(self)
        other.folder, other.world = folder, copy.deepcopy(self.world)
        return other

    @property
    def root(self) -> Path:
        return self.folder / self.name

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def options(self) -> Options:
        return Options(
            root=self.root,
            output=self.output,
            cache=self.root / ".cache",
            at=self.at,
            site_ids=self.site_ids,
            base_urls=self.base_urls,
            drafts=self.drafts,
            jobs=self.jobs,
        )

    def sync(self, *, young: bool = False) -> None:
        """Bring the disk in line with the world; only what differs is written.

        :param young: files keep the time at which they are really written.
        """
        files = self.world.files()
        for path in self._written.keys() - files.keys():
            (self.root / path).unlink()
            self._age_above(path)
        for path, content in files.items():
            if self._written.get(path) != content:
                self.write(path, content, young=young)
        self._written = files

    def write(self, path: str, content: bytes, *, young: bool = False) -> Path:
        """Write a file, in the past unless it is to be ``young``."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        if not young:
            self.age(file)
        self._age_above(path)
        return file

    def read(self, path: str) -> bytes:
        """Return the bytes of a file of the project."""
        return (self.root / path).read_bytes()

    def know(self) -> None:
        """Take the disk to be in line with the world already."""
        self._written = self.world.files()

    @contextlib.contextmanager
    def broken(self, path: str, content: bytes) -> Iterator[None]:
        """Put a file in place of another for a while."""
        self.write(path, content)
        try:
            yield
        finally:
            self._mend(path)

    def _mend(self, path: str) -> None:
        if path in self._written:
            self.write(path, self._written[path])
        else:
            (self.root / path).unlink()
            self._age_above(path)

    def _age_above(self, path: str) -> None:
        """Give the folders that a file is in, or was, times that are long past."""
        for folder in (self.root / path).parents:
            if folder == self.root:
                break
            self.age(folder)

    def age(self, file: Path) -> None:
        """Give a file or folder a time of its own that is long past."""
        self._now += _STEP
        os.utime(file, ns=(self._now, self._now), follow_symlinks=False)

    def check_out(self) -> None:
        """Write every file anew, as a fresh checkout does: same bytes, all else is new."""
        for path, content in self._written.items():
            (self.root / path).unlink()
            self.write(path, content, young=True)

    def move(self, name: str) -> None:
        """Move the project, its output and its cache to another folder."""
        self.root.rename(self.folder / name)
        self.name = name

    def build(self) -> Report:
        """Build as the command does."""
        return repeat_report(self.options) or build(self.options)

    def build_clean(self) -> tuple[Report, dict[str, bytes]]:
        """Build from nothing elsewhere; return the report and the published files."""
        if self.known is None:
            return self._build_clean()
        how = (self.at, self.drafts, self.site_ids, tuple(sorted(self.base_urls.items())), self.jobs)
        key = (how, tuple(sorted(self._inputs())))
        if key not in self.known:
            if len(self.known) == _MOST_CLEAN_BUILDS:
                del self.known[next(iter(self.known))]
            self.known[key] = self._build_clean()
        return self.known[key]

    def _inputs(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file that a build may read, by its path, and its bytes."""
        for folder in (self.root / "content", self.root / "themes"):
            for place, _, names in os.walk(folder, followlinks=True):
                for name in names:
                    file = Path(place, name)
                    yield file.relative_to(self.root).as_posix(), file.read_bytes()

    def _build_clean(self) -> tuple[Report, dict[str, bytes]]:
        with tempfile.TemporaryDirectory(dir=self.folder) as folder, compiled_once(self._compiled):
            clean = replace(self.options, output=Path(folder, "output"), cache=Path(folder, "cache"))
            return build(clean), tree(clean.output)

    def published(self) -> dict[str, bytes]:
        """Return the published files; of the chosen sites, if some are chosen."""
        files = tree(self.output)
        if not self.site_ids:
            return files
        return {path: data for path, data in files.items() if path.partition("/")[0] in self.site_ids}

    def prove(self) -> Report:
        """Build, and check that it equals a build from nothing and leaves nothing to do."""
        before = self.published()
        repeated = repeat_report(self.options)
        report = repeated or build(self.options)
        if repeated is not None:
            # The pages that a failed build took the traces of are the same as before, and are not looked for.
            assert_same(self.published(), before)
            build(self.options)
        clean, expected = self.build_clean()
        assert report.findings == clean.findings, finding_texts(report, clean)
        assert report.next_change == clean.next_change
        if failed(clean):
            assert_same(self.published(), before)
            return report
        assert_same(self.published(), expected)
        for again in (build(self.options), repeat_report(self.options)):
            if again is not None:
                assert (again.rendered, again.images_encoded) == (0, 0), again
                assert [(site.written, site.removed) for site in again.sites.values()] == [(0, 0)] * len(
                    again.sites
                )
                assert again.reused == clean.rendered
                assert again.findings == clean.findings
                assert again.next_change == clean.next_change
                assert {name: (site.pages, site.files) for name, site in again.sites.items()} == {
                    name: (site.pages, site.files) for name, site in clean.sites.items()
                }
        assert_same(self.published(), expected)
        return report

    def throw_away(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def scratch() -> Path:
    """Return a new folder; in memory, where the system has such a place, because a build waits for the disk."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="drammenworks-", dir=memory if os.access(memory, os.W_OK) else None))


def failed(report: Report) -> bool:
    """Tell whether a build published nothing."""
    return report.count(Severity.ERROR) > 0


def tree(folder: Path) -> dict[str, bytes]:
    """Return every published file below an output folder with its bytes."""
    return {
        path: file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not (path := file.relative_to(folder).as_posix()).startswith(".drammenworks/")
    }


def finding_texts(*reports: Report) -> list[list[str]]:
    return [[str(finding) for finding in report.findings] for report in reports]
