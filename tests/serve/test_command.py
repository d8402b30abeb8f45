"""``drammenworks serve`` as a user starts it."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.serve.conftest import write
from tests.serve.processes import ENVIRONMENT, serving
from tests.waiting import PATIENCE


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to another process")
def test_ctrl_c_ends_it_at_once(project: Path) -> None:
    """Ctrl-C ends the preview with exit code 0 and no traceback, even while pages listen."""
    with serving(project) as (process, addresses):
        assert list(addresses) == ["Byen", "Landet"]
        connection = http.client.HTTPConnection(urlsplit(addresses["Byen"]).netloc, timeout=PATIENCE)
        connection.request("GET", "/__drammenworks/events?path=/")
        answer = connection.getresponse()
        assert answer.readline() == b"retry: 500\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
        connection.close()
    assert (process.returncode, errors) == (0, "")


def test_errors_are_printed_with_what_to_do(project: Path) -> None:
    """Findings are printed as a build prints them, followed by what to do."""
    with serving(project) as (process, _):
        page = project / "content/pages/by-hjem.md"
        write(page, page.read_text(encoding="utf-8") + "\n[Lenke](page:finnes-ikke)\n")
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line.strip())
            if line.startswith("Rett feilene"):
                break
        process.kill()
        assert process.stderr is not None
        assert "content/pages/by-hjem.md:8" in process.stderr.read()
    assert "Endret. Bygger …" in lines
    assert lines[-1] == "Rett feilene over; sidene viser fortsatt forrige utgave."


def test_drafts_can_be_left_out(project: Path) -> None:
    """A draft is shown, and with --no-drafts it is not."""
    write(project / "content/pages/utkast.md", "---\ntitle: Utkast\nsites: [by]\ndraft: true\n---\nX.\n")
    statuses = []
    for arguments in ((), ("--no-drafts",)):
        with serving(project, *arguments) as (_, addresses):
            connection = http.client.HTTPConnection(urlsplit(addresses["Byen"]).netloc, timeout=PATIENCE)
            connection.request("GET", "/utkast/")
            statuses.append(connection.getresponse().status)
            connection.close()
    assert statuses == [200, 404]


def test_other_commands_import_no_server() -> None:
    """Other commands do not import the modules that only a preview needs."""
    code = (
        "import sys, drammenworks.cli;"
        "print(sorted({'starlette', 'uvicorn', 'watchdog', 'anyio', 'asyncio'} & sys.modules.keys()))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=True
    )
    assert printed.stdout.strip() == "[]"


def test_the_start_imports_no_renderer() -> None:
    """The modules that render pages are imported by the first build, after the cached pages are shown."""
    code = (
        "import sys, drammenworks.cli.serve, drammenworks.serve.preview_server;"
        "print(sorted({'jinja2', 'markdown_it', 'PIL', 'pydantic', 'yaml'} & sys.modules.keys()))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=True
    )
    assert printed.stdout.strip() == "[]"
