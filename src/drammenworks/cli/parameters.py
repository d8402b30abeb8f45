"""Types and meanings of the commands' options: instants, URLs, folders and the project's root."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

from drammenworks.base.paths import CONTENT, THEMES_FOLDER, site_files
from drammenworks.cli.invocation import invocation_of
from drammenworks.errors import Phrase, UsageError
from drammenworks.pipeline.options import Options

LOCK_TIMEOUT = 5.0
"""Seconds that a command waits for a build in the same folders; most builds of the preview take less."""

_OSLO = ZoneInfo("Europe/Oslo")
_Command = Callable[..., Any]
_MEMORY_SIZE = re.compile(r"([0-9]{1,6})\s*([MG])(?:i?B)?", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_POSITION_PLACEHOLDERS = frozenset({"{line}", "{column}"})
_SCRIPTS = frozenset({"javascript", "data", "vbscript"})
"""URL schemes that run scripts in the page that contains them."""
_UNENCODED = re.compile(r"[\s\x00-\x1f\x7f\"<>\\^`|]")
"""Characters that URLs must encode (RFC 3986 § 2)."""
_UNIT_SHIFTS = {"m": 20, "g": 30}


class Instant(click.ParamType[datetime]):
    """A date, or a date and a time; in Norwegian time unless it has an offset."""

    name = "tidspunkt"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the instant with its offset."""
        if isinstance(value, datetime):
            return value
        try:
            if len(value) == len("2026-11-21"):
                moment = datetime.combine(date.fromisoformat(value), time())
            else:
                moment = datetime.fromisoformat(value)
        except ValueError:
            message = Phrase(
                "«{value}» er ikke et tidspunkt. Skriv 2026-11-21 eller 2026-11-21T18:00.", value=value
            )
            self.fail(invocation_of(ctx).translate(message) if ctx else message)
        return moment if moment.tzinfo else moment.replace(tzinfo=_OSLO)


class EditUrl(click.ParamType[str]):
    """The URL where a file can be edited, with the placeholder ``{path}``."""

    name = "url"

    def __init__(self, *, is_published: bool) -> None:
        """Create the type.

        :param is_published: whether the URL is published; then ``{file}``, the path on this machine, is not
            allowed.
        """
        self._files = frozenset({"{path}"}) if is_published else frozenset({"{path}", "{file}"})

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the URL."""
        names = set(_PLACEHOLDER.findall(value))
        is_known = names <= self._files | _POSITION_PLACEHOLDERS and not names.isdisjoint(self._files)
        scheme = _scheme(value)
        if not is_known or scheme is None or scheme in _SCRIPTS or _UNENCODED.search(value):
            message = Phrase(
                "«{value}» er ikke en adresse der filer redigeres. Skriv for eksempel "
                "https://github.com/org/repo/edit/gren/{{path}}, der {{path}} står for filen.",
                value=value,
            )
            self.fail(invocation_of(ctx).translate(message) if ctx else message)
        return str(value)


class MemorySize(click.ParamType[int]):
    """An amount of memory: a number followed by M or G, for mebibytes or gibibytes."""

    name = "minne"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of bytes."""
        if isinstance(value, int):
            return value
        match = _MEMORY_SIZE.fullmatch(value.strip())
        if match is None or not int(match[1]):
            message = Phrase(
                "«{value}» er ikke en mengde minne. Skriv for eksempel 512M eller 2G.", value=value
            )
            self.fail(invocation_of(ctx).translate(message) if ctx else message)
        return int(match[1]) << _UNIT_SHIFTS[match[2].lower()]


def project_root() -> Path:
    """Return the nearest folder, from the current one upwards, that contains content/ and themes/.

    :raises UsageError: if there is none.
    """
    current = Path.cwd()
    for folder in (current, *current.parents):
        if (folder / "content").is_dir() and (folder / "themes").is_dir():
            _check_encoding(folder)
            return folder
    raise UsageError(
        Phrase(
            "Her finnes ikke noe prosjekt: fant ingen mappe med content/ og themes/.\n"
            "Gå til mappen der prosjektet ligger, og prøv på nytt."
        )
    )


def project_path(root: Path, path: Path) -> str:
    """Return a path from the command line relative to the project, as in findings.

    :raises UsageError: if it does not exist or is outside the project.
    """
    absolute = path.resolve()
    if not os.path.exists(absolute):  # noqa: PTH110 - Path.exists raises an error for a path that is too long.
        raise UsageError(Phrase("«{path}» finnes ikke.", path=path))
    if not absolute.is_relative_to(root.resolve()):
        raise UsageError(Phrase("«{path}» ligger utenfor prosjektet.", path=path))
    return absolute.relative_to(root.resolve()).as_posix()


def _check_encoding(root: Path) -> None:
    """Check that the path of the project is text: paths are written to caches, pages and reports.

    :raises UsageError: if it has bytes that are not UTF-8.
    """
    try:
        str(root).encode()
    except UnicodeEncodeError:
        raise UsageError(
            Phrase(
                "Navnet på mappen til prosjektet, eller på en mappe over den, har tegn som ikke kan leses. "
                "Gi mappen et nytt navn, med bokstaver og tall, og prøv på nytt."
            )
        ) from None


def default_options(
    root: Path, *, at: datetime | None, drafts: bool, base_urls: Mapping[str, str] | None = None
) -> Options:
    """Return the build options for the default folders, at an instant or now."""
    return Options(
        root=root,
        output=root / "output",
        cache=root / ".cache",
        at=at or now(),
        base_urls=base_urls or {},
        drafts=drafts,
        patience=LOCK_TIMEOUT,
    )


def output_folder(folder: Path, root: Path) -> Path:
    """Return the absolute path of a folder for generated files.

    :raises UsageError: if it is inside the sources, where the next build would treat it as content; or if
        the project is inside it, where generated files would mix with the author's.
    """
    absolute = folder.resolve()
    if root.resolve().is_relative_to(absolute):
        raise UsageError(
            Phrase(
                "Prosjektet ligger i «{folder}», så det som lages, ville blitt blandet med det du har "
                "skrevet. Velg en egen mappe, for eksempel output.",
                folder=folder,
            )
        )
    for source in (CONTENT, THEMES_FOLDER):
        if absolute.is_relative_to((root / source).resolve()):
            raise UsageError(
                Phrase(
                    "«{folder}» ligger i {source}/, som nettstedene lages av. Velg en annen mappe.",
                    folder=folder,
                    source=source,
                )
            )
    return absolute


def report_path(file: Path, root: Path, generated: Iterable[Path]) -> Path:
    """Return the absolute path of a report.

    :param generated: the folders of generated files.
    :raises UsageError: if it is in one of them, or inside the sources: it could replace a page or a text.
    """
    absolute = output_folder(file, root)
    for folder in generated:
        if absolute.is_relative_to(folder):
            raise UsageError(
                Phrase(
                    "«{file}» ligger i «{folder}», der bare det som bygges, skal ligge. "
                    "Velg et annet sted, for eksempel rapport.json.",
                    file=file,
                    folder=folder,
                )
            )
    return absolute


def site_ids(root: Path) -> list[str]:
    """Return the ids of the project's sites, from their file names."""
    return [file.stem for file in site_files(root)]


def base_urls(base_url: str | None, site_ids: Sequence[str], all_ids: Sequence[str]) -> dict[str, str]:
    """Return the base URL of each site.

    A single site selected by ``--site`` has ``base_url`` itself; several sites have one folder each
    below it, as in the output folder.

    :raises UsageError: if ``base_url`` is not a web address.
    """
    base = web_address(base_url)
    if base is None:
        return {}
    base = base.rstrip("/")
    if len(set(site_ids)) == 1:
        return {site_ids[0]: base}
    return {site_id: f"{base}/{site_id}" for site_id in site_ids or all_ids}


def web_address(url: str | None) -> str | None:
    """Return a URL.

    :raises UsageError: if it is not a web address.
    """
    if url is not None and not _is_web_address(url):
        raise UsageError(
            Phrase(
                "«{url}» er ikke en nettadresse. Skriv for eksempel https://eksempel.no/forslag/7.", url=url
            )
        )
    return url


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - Raises ValueError when it is no number.
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        # Every page would contain the password.
        and "@" not in parts.netloc
        and not parts.query
        and not parts.fragment
        and not _UNENCODED.search(url)
    )


def _scheme(url: str) -> str | None:
    try:
        return urlsplit(url).scheme or None
    except ValueError:
        return None


def is_interactive() -> bool:
    """Return whether somebody at a terminal can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def now() -> datetime:
    """Return the current time, in Norway's time zone."""
    return datetime.now(_OSLO).replace(microsecond=0)


format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "github", "gitlab"]),
    default="text",
    show_default=True,
    help="Hvordan funnene skrives ut.",
)
all_option = click.option(
    "--all", "show_all", is_flag=True, help="Vis alle funn, også når det er mange av samme slag."
)
strict_option = click.option(
    "--strict", is_flag=True, help="La advarsler stanse publiseringen, slik feil gjør."
)
at_option = click.option(
    "--at",
    type=Instant(),
    metavar="TIDSPUNKT",
    help="Se nettstedene slik de er da, og ikke nå. Skriv 2026-11-21 eller 2026-11-21T18:00.",
)


def edit_url_option(help_text: str, *, is_published: bool) -> Callable[[_Command], _Command]:
    """Return the option for the edit URL.

    :param is_published: whether the URL is published.
    """
    kind = EditUrl(is_published=is_published)
    return click.option("--edit-url", type=kind, metavar="URL", help=help_text)


image_memory_option = click.option(
    "--image-memory",
    type=MemorySize(),
    metavar="MINNE",
    help="Hvor mye minne bilder kan bruke mens de lages, for eksempel 512M eller 2G. Ett bilde lages "
    "uansett hvor stort det er. [standard: en firedel av maskinens]",
)
