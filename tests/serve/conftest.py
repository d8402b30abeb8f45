"""A project of two small sites."""

from __future__ import annotations

import json
import random
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from drammenworks.pipeline.options import Options
from drammenworks.pipeline.preview.session import PreviewSession
from drammenworks.pipeline.preview.shown_sites import BuildObserver, SiteSnapshot
from drammenworks.preview.editor import Editor
from drammenworks.preview.editor_context import EditorContext
from drammenworks.serve.http_servers import bind, port_of
from drammenworks.serve.options import SiteAddress
from drammenworks.serve.preview_state import PreviewState

AT = datetime.fromisoformat("2026-11-21T12:00:00+01:00")
ADDRESSES = (
    SiteAddress("by", "Byen", "http://127.0.0.1:8000", 8000),
    SiteAddress("land", "Landet", "http://127.0.0.1:8001", 8001),
)

_SITE = """\
id: {id}
name: {name}
base_url: https://{id}.example
theme: enkel
languages: [nb]
sections:
  page: {{nb: /}}
"""
_STRINGS = """\
nav: {home: Forside}
not_found: {title: Fant ikke siden}
"""
_TEMPLATE = """\
<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<title>{{ page.title }}</title>
</head>
<body>
{% if doc is defined %}{{ doc.content }}{% else %}Ikke her.{% endif %}
</body>
</html>
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The root of the project; its front pages are ``content/pages/by-hjem.md`` and ``land-hjem.md``."""
    root = tmp_path / "prosjekt"
    for site, name in (("by", "Byen"), ("land", "Landet")):
        write(root / f"content/sites/{site}.yaml", _SITE.format(id=site, name=name))
        write(
            root / f"content/pages/{site}-hjem.md",
            f"---\ntitle: {name}\ntemplate: home\nsites: [{site}]\n---\nVelkommen.\n",
        )
    write(root / "themes/enkel/theme.yaml", "description: Liten.\n")
    write(root / "themes/enkel/strings/nb.yaml", _STRINGS)
    for template in ("home", "page", "404"):
        write(root / f"themes/enkel/templates/{template}.html", _TEMPLATE)
    return root


class BuiltProject:
    """A project, built as a preview builds it, without a server."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.preview = PreviewState(EditorContext(Editor(root), str), root, token="hemmelig")
        self._session = PreviewSession()

    def build(
        self, changed: Collection[str] | None = None, *, at: datetime = AT, drafts: bool = True
    ) -> SiteSnapshot:
        """Build, and show the result."""
        options = Options(
            self.root,
            self.root / "output",
            self.root / ".cache",
            at,
            base_urls={address.site: address.url for address in ADDRESSES},
            drafts=drafts,
            jobs=1,
        )
        report = self._session.build(options, changed, BuildObserver(dict, self.preview.show, lambda: False))
        assert report is not None
        assert not report.failed(strict=False), [str(finding) for finding in report.findings]
        assert self.preview.snapshot is not None
        self.preview.built_at = at
        return self.preview.snapshot


@pytest.fixture
def built(project: Path) -> BuiltProject:
    """The project, built."""
    built = BuiltProject(project)
    built.build()
    return built


async def state_of(preview: PreviewState, site: str, path: str) -> dict[str, Any]:
    """Return the state that the event stream of a page begins with."""
    events = preview.events(site, path)
    await anext(events)  # The time after which browsers connect again.
    state: dict[str, Any] = json.loads((await anext(events)).partition(b"data: ")[2])
    return state


def free_port() -> int:
    """Return a port that is free, as is the next one, outside the range of ephemeral ports.

    Linux assigns those from 32768 on (ip(7), ip_local_port_range), other systems those from 49152 (RFC 6335 § 6).
    """
    while True:
        wanted = random.randrange(20_000, 32_000)
        sockets = bind("127.0.0.1", wanted, 2)
        found = [port_of(bound) for bound in sockets]
        for bound in sockets:
            bound.close()
        if found == [wanted, wanted + 1]:
            return wanted


def write(file: Path, text: str) -> None:
    """Save atomically, as good editors do: one change, and so one build, however slow the machine is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.tmp")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(file)
