"""``python -m benchmarks``, its commands and their options."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from benchmarks.brands.report import brands_section
from benchmarks.brands.session import measure_brands
from benchmarks.cases import Case
from benchmarks.corpus import make_outline
from benchmarks.generators import BY_NAME, OURS, PEERS, NotAvailableError, make
from benchmarks.images import photos as generated_photos
from benchmarks.images.contenders import CONTENDERS
from benchmarks.images.report import pictures_section
from benchmarks.images.session import ImageSessionOptions, run_pictures
from benchmarks.machine import this_machine
from benchmarks.page import write_part
from benchmarks.preview import measure
from benchmarks.preview_report import as_section
from benchmarks.profiling import as_lines, profile_build
from benchmarks.report import as_markdown
from benchmarks.results import load
from benchmarks.session import SessionOptions, run_session
from benchmarks.sites import make_site

_ROOT = Path(__file__).parents[1]
_WORK = _ROOT / ".cache" / "benchmarks"
_PEERS_FOLDER = _ROOT / ".cache" / "peers"
_PAGE = _ROOT / "docs" / "benchmarks.md"

_SIZES = (1_000, 10_000, 50_000)
_PREVIEW_SIZES = (1_000, 10_000)
_REPETITIONS = 5
_PEERS_OF_LARGE_SITES = {10_000: ("hugo", "zorto-unpaged"), 50_000: ()}
"""The peers that build larger sites, unless asked otherwise: the fastest. Paginated, zorto takes a minute."""

_SMALLEST = 50

_folder = click.Path(file_okay=False, path_type=Path)
_work = click.option("--work", type=_folder, default=_WORK, help="Where the sites are stored.")
_peers_folder = click.option(
    "--peers-folder", type=_folder, default=_PEERS_FOLDER, help="Where the peers are installed."
)


class _CommaSeparated(click.ParamType[Any]):
    """Several values with commas between, each of a type of its own."""

    name = "list"

    def __init__(self, of: click.ParamType[Any]) -> None:
        self.of = of

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Any, ...]:
        if isinstance(value, tuple):
            return value
        return tuple(self.of.convert(part.strip(), param, ctx) for part in value.split(","))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "A,B,…"


_size = click.IntRange(min=_SMALLEST)
_sizes = click.option(
    "--documents", "sizes", type=_CommaSeparated(_size), help="Sizes of sites, with commas between."
)
_one_size = click.option(
    "--documents", "size", type=_size, default=1_000, show_default=True, help="The size of the site."
)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def cli(context: click.Context) -> None:
    """Measure our builds beside those of other generators. Without a command: everything, as «run»."""
    if context.invoked_subcommand is None:
        context.invoke(run_command)


@cli.command("run")
@_sizes
@click.option("--peers", help=f"Which of {', '.join(PEERS)}, with commas between; «none» for ours alone.")
@click.option(
    "--cases",
    type=_CommaSeparated(click.Choice([case.value for case in Case])),
    help=f"Which of {', '.join(Case)}, with commas between.",
)
@click.option("--repetitions", type=click.IntRange(min=1), default=_REPETITIONS, show_default=True)
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the page here. [standard: docs/benchmarks.md, if nothing was left out]",
)
@_work
@_peers_folder
def run_command(
    sizes: tuple[int, ...] | None,
    peers: str | None,
    cases: tuple[str, ...] | None,
    repetitions: int,
    write: Path | None,
    work: Path,
    peers_folder: Path,
) -> None:
    """Build the sites again and again, and report what it took."""
    whole = not (sizes or peers or cases)
    options = SessionOptions(
        sizes=tuple(sorted(sizes or _SIZES)),
        cases=tuple(case for case in Case if not cases or case in cases),
        peers={size: _peers(peers, size) for size in sizes or _SIZES},
        repetitions=repetitions,
        work=work.resolve(),
        peers_folder=peers_folder.resolve(),
        command=" ".join(["python -m benchmarks", *sys.argv[1:]]),
    )
    results_file = options.work / "results.json"
    results = run_session(options, results_file, _print_progress)
    page = as_markdown(results)
    target = write or (_PAGE if whole else None)
    if target is None:
        click.echo(page)
    else:
        write_part(target, "sites", page)
        _print_progress(f"{target} is written; the figures are in {results_file}")
    if any(run.fault for run in results.runs):
        sys.exit(1)


@cli.command("images")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--contenders", help=f"Which of {', '.join(kind.name for kind in CONTENDERS)}, with commas between."
)
@click.option("--repetitions", type=click.IntRange(min=1), default=3, show_default=True)
@click.option(
    "--judged",
    type=click.IntRange(min=0),
    help="How many photos' quality is judged, which takes longest. [standard: all]",
)
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    default=_PAGE,
    help="The page that the section is written into. [standard: docs/benchmarks.md]",
)
@_work
@_peers_folder
def images_command(
    folder: Path,
    contenders: str | None,
    repetitions: int,
    judged: int | None,
    write: Path,
    work: Path,
    peers_folder: Path,
) -> None:
    """Scale the JPEG photos of FOLDER, by us, sharp and Hugo, and report time, size and quality."""
    known = tuple(kind.name for kind in CONTENDERS)
    chosen = known if contenders is None else tuple(name.strip() for name in contenders.split(","))
    for name in chosen:
        if name not in known:
            raise click.UsageError(f"«{name}» is no contender. Choose among {', '.join(known)}.")
    options = ImageSessionOptions(
        folder.resolve(),
        repetitions,
        chosen,
        judged,
        work.resolve() / "images",
        peers_folder.resolve(),
        # A path of one machine is of no use on a different one.
        " ".join(
            ["python -m benchmarks", *("PHOTOS" if Path(word) == folder else word for word in sys.argv[1:])]
        ),
    )
    results_file = work.resolve() / "images.json"
    write_part(write, "images", pictures_section(run_pictures(options, results_file, _print_progress)))
    _print_progress(f"{write} is written; the figures are in {results_file}")


@cli.command("photos")
@click.argument("folder", type=_folder)
@click.option("--count", type=click.IntRange(min=1), default=12, show_default=True)
@click.option("--megapixels", type=click.FloatRange(min=0.1, max=100), default=12.0, show_default=True)
def photos_command(folder: Path, count: int, megapixels: float) -> None:
    """Write synthetic photos into FOLDER, for where there are no real ones."""
    for file in generated_photos.write_photos(folder, count=count, megapixels=megapixels):
        _print_progress(str(file))


@cli.command("brands")
@_one_size
@click.option("--repetitions", type=click.IntRange(min=1), default=3, show_default=True)
@click.option("--write", is_flag=True, help="Write the section of docs/benchmarks.md.")
@_work
@_peers_folder
def brands_command(size: int, repetitions: int, write: bool, work: Path, peers_folder: Path) -> None:
    """Build this repository's sites, with more articles in the brands' themes, and Hugo beside them."""
    figures = measure_brands(size, repetitions, work.resolve(), peers_folder.resolve(), _print_progress)
    section = brands_section(figures, this_machine(), " ".join(["python -m benchmarks", *sys.argv[1:]]))
    if not write:
        click.echo(section, nl=False)
        return
    write_part(_PAGE, "brands", section)
    _print_progress(f"{_PAGE} is written")


@cli.command("preview")
@_sizes
@click.option("--write", is_flag=True, help="Write the section of docs/benchmarks.md.")
@_work
def preview_command(sizes: tuple[int, ...] | None, write: bool, work: Path) -> None:
    """Save files under a running preview, and measure how soon an open page has the event."""
    results = [measure(size, work.resolve(), _print_progress) for size in sorted(sizes or _PREVIEW_SIZES)]
    command = " ".join(["python -m benchmarks", *sys.argv[1:]])
    section = as_section(results, this_machine(), command)
    if not write:
        click.echo(section, nl=False)
        return
    write_part(_PAGE, "preview", section)
    _print_progress(f"{_PAGE} is written")


@cli.command("start")
@click.option("--repetitions", type=click.IntRange(min=1), default=3, show_default=True)
@click.option("--ahead", is_flag=True, help="Run before all other programs (SCHED_RR).")
@click.option("--write", is_flag=True, help="Write the section of docs/benchmarks.md.")
@_work
def start_command(repetitions: int, ahead: bool, write: bool, work: Path) -> None:
    """Start the preview of this repository, and measure how soon a browser shows its home page."""
    if ahead:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    from benchmarks.preview_start import measure_starts, start_section  # noqa: PLC0415 - It needs a browser.

    starts = measure_starts(_ROOT, work.resolve(), repetitions, _print_progress)
    command = " ".join(["python -m benchmarks", *sys.argv[1:]])
    section = start_section(starts, this_machine(), command)
    if not write:
        click.echo(section, nl=False)
        return
    write_part(_PAGE, "start", section)
    _print_progress(f"{_PAGE} is written")


@cli.command("report")
@click.argument("results", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def report_command(results: Path) -> None:
    """Print the page of an earlier run, from its results.json."""
    click.echo(as_markdown(load(results)), nl=False)


@cli.command("install")
@_peers_folder
def install_command(peers_folder: Path) -> None:
    """Install the peers, each into a folder of its own."""
    for name in PEERS:
        generator = make(name, peers_folder.resolve())
        try:
            generator.install()
        except NotAvailableError as error:
            _print_progress(f"{name} is left out: {error}")
        else:
            _print_progress(f"{name} {generator.version()}")


@cli.command("corpus")
@click.argument("folder", type=_folder)
@_one_size
@click.option("--format", "name", type=click.Choice([*BY_NAME]), default=OURS, show_default=True)
def corpus_command(folder: Path, size: int, name: str) -> None:
    """Write the synthetic site into FOLDER, which must not exist."""
    if folder.exists():
        raise click.UsageError(f"{folder} exists already.")
    make(name, _PEERS_FOLDER).write_site(folder, make_outline(size))


@cli.command("profile")
@_one_size
@click.option("--top", type=click.IntRange(min=1), default=15, show_default=True, help="How many functions.")
@_work
def profile_command(size: int, top: int, work: Path) -> None:
    """Profile our own cold build, in one process."""
    folder = work.resolve() / str(size) / OURS
    folder.parent.mkdir(parents=True, exist_ok=True)
    site = make_site(make(OURS, _PEERS_FOLDER), make_outline(size), folder)
    for line in as_lines(profile_build(site.folder), top):
        click.echo(line)


def _peers(wanted: str | None, size: int) -> tuple[str, ...]:
    if wanted is None:
        return next(
            (
                _PEERS_OF_LARGE_SITES[limit]
                for limit in sorted(_PEERS_OF_LARGE_SITES, reverse=True)
                if size >= limit
            ),
            PEERS,
        )
    names = [] if wanted == "none" else [name.strip() for name in wanted.split(",")]
    for name in names:
        if name not in PEERS:
            raise click.UsageError(f"«{name}» is no peer. Choose among {', '.join(PEERS)}.")
    return tuple(name for name in PEERS if name in names)


def _print_progress(line: str) -> None:
    click.echo(line, err=True)
