"""The files under content/urls/: every address that a site ever had, and those that are gone for good."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import Field

from drammenworks.base.fields import Alias, Date, Prose, SiteId, Text, excerpt
from drammenworks.base.fields.formats import ALIAS_PATTERN
from drammenworks.base.paths import GONE_FILE, ledger_path
from drammenworks.base.source_text import decode_source, read_source
from drammenworks.base.strict_yaml import load, locate
from drammenworks.base.validation import validate
from drammenworks.base.yaml_common import MAX_FINDINGS
from drammenworks.content.graph_queries import file, file_of_addresses, languages
from drammenworks.content.models.model import ContentModel
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.errors.rules import urls as rules

COMMENT = "#"
"""Begins a line of a ledger that is no address."""

_ADDRESS = re.compile(f"/|{ALIAS_PATTERN}")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_LARGEST = 64
"""Megabytes of a ledger: more than a million addresses."""


class GoneAddress(ContentModel):
    """An address that was public, and where nothing will be again."""

    site: SiteId = Field(title="Nettsted", description="nettstedet adressen er på")
    address: Alias = Field(title="Adresse", description="stien på nettstedet: `/aktuelt/en-tittel/`")
    date: Date | None = Field(default=None, title="Dato", description="dagen siden ble borte")
    reason: Prose | None = Field(
        default=None, title="Grunn", description="hvorfor den er borte, til leserne, på sidens språk"
    )
    instead: Text | None = Field(
        default=None,
        title="I stedet",
        description="det leserne kan se i stedet: `article:navn`, `/aktuelt/` eller `https://…`",
    )


class GoneFile(ContentModel):
    """What content/urls/gone.yaml says."""

    gone: tuple[GoneAddress, ...] = Field(
        default=(), title="Borte", description="adressene som er borte for godt"
    )


class GoneRead(NamedTuple):
    """The addresses that are gone, or what is wrong with their file."""

    entries: tuple[GoneAddress, ...] = ()
    findings: tuple[Finding, ...] = ()


class Ledger(NamedTuple):
    """Every address that a site ever had."""

    lines: tuple[tuple[str, int], ...] = ()
    """Each once, with its first line."""
    findings: tuple[Finding, ...] = ()


@CATALOGUE.query()
def ledger(ask: QueryContext, site_id: str) -> Ledger | None:
    """The ledger of a site; None when it has none yet, and nothing is demanded of it."""
    workspace: Workspace = ask.environment
    path = ledger_path(site_id)
    if not file_of_addresses(ask, path):
        return None
    file(ask, path)
    return read_ledger(workspace.root, site_id)


def read_ledger(root: Path, site_id: str) -> Ledger:
    """Return what the ledger of a site says, or what is wrong with it."""
    path = ledger_path(site_id)
    try:
        data = read_source(root / path, path=path, limit=_LARGEST)
        # One that somebody emptied keeps nothing, and is no mistake.
        text = decode_source(data, path=path) if data.strip(_BLANK) else ""
    except ContentError as error:
        return Ledger(findings=error.findings)
    lines: dict[str, int] = {}
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        address = line.strip()
        if not address or address.startswith(COMMENT):
            continue
        if _ADDRESS.fullmatch(address):
            lines.setdefault(address, number)
        elif len(findings) < MAX_FINDINGS:
            findings.append(rules.BAD_LEDGER_LINE.at(Location(path, number, 1), value=excerpt(address)))
    return Ledger(tuple(lines.items()), tuple(findings))


@CATALOGUE.query()
def gone_file(ask: QueryContext) -> GoneRead:
    """The addresses that are gone for good, or what is wrong with their file."""
    workspace: Workspace = ask.environment
    if not file_of_addresses(ask, GONE_FILE):
        return GoneRead()
    file(ask, GONE_FILE)
    try:
        text = _gone_text(workspace.root)
        found = validate(
            GoneFile,
            load(text, path=GONE_FILE),
            lang=languages(ask).default,
            locate=lambda keys: locate(text, keys, path=GONE_FILE),
        )
    except ContentError as error:
        return GoneRead(findings=error.findings)
    return GoneRead(found.gone)


def locate_gone(ask: QueryContext, *keys: Any) -> Location:
    """Return the place of a value in the file of gone addresses, which could be read; for findings only."""
    workspace: Workspace = ask.environment
    file(ask, GONE_FILE)
    wanted: Sequence[str | int] = keys
    return locate(_gone_text(workspace.root), wanted, path=GONE_FILE)


def _gone_text(root: Path) -> str:
    return decode_source(read_source(root / GONE_FILE, path=GONE_FILE), path=GONE_FILE)
