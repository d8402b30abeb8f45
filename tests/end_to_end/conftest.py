"""Both sample sites, built once for all tests here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from drammenworks.pipeline.build import build
from drammenworks.pipeline.options import Options, Toolbar
from drammenworks.pipeline.report import Report
from tests.sample_sites import SITES
from tests.workers import PATIENCE, made_once

AT = datetime.fromisoformat("2026-11-21T12:00:00+01:00")


@dataclass(frozen=True)
class Built:
    """A finished build."""

    report: Report
    output: Path
    root: Path
    """The project that was built."""

    @cached_property
    def pages(self) -> Mapping[str, LexborHTMLParser]:
        """Every HTML file, parsed, by its path under the output folder."""
        return {
            file.relative_to(self.output).as_posix(): LexborHTMLParser(file.read_text(encoding="utf-8"))
            for file in sorted(self.output.rglob("*.html"))
        }

    @cached_property
    def files(self) -> frozenset[str]:
        """Every published file, by its path under the output folder."""
        return frozenset(
            file.relative_to(self.output).as_posix()
            for site in SITES
            for file in (self.output / site).rglob("*")
            if file.is_file()
        )


def build_sites(root: Path, output: Path, **options: object) -> Report:
    report = build(
        Options(
            root=root,
            output=output,
            cache=root / ".cache",
            at=AT,
            patience=PATIENCE,
            **options,  # type: ignore[arg-type]
        )
    )
    # Without this, a build that failed would have no pages for the tests below to fault.
    assert report.sites, [str(finding) for finding in report.findings]
    return report


@pytest.fixture(scope="session")
def built(sample_sites: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both sites as the public gets them."""
    return Built(*made_once(tmp_path_factory, "public", partial(build_sites, sample_sites)), sample_sites)


@pytest.fixture(scope="session")
def preview(sample_sites: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both sites as a pull request's preview shows them, under a base path."""
    base = "https://forhandsvisning.example/repo/pr-7"
    urls = {site: f"{base}/{site}" for site in SITES}
    toolbar = Toolbar("nb", "https://git.example/rediger/{path}")
    make = partial(build_sites, sample_sites, base_urls=urls, drafts=True, toolbar=toolbar)
    return Built(*made_once(tmp_path_factory, "preview", make), sample_sites)
