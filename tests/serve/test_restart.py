"""A preview starts again by itself when the program changes, at the same addresses."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import drammenworks
from drammenworks.base.prog_name import VARIABLE
from drammenworks.cli.exit_codes import EXIT_RESTART
from drammenworks.cli.restart import ports_to_continue, restart_command, supervise
from drammenworks.serve.program_watch import ProgramWatch
from drammenworks.serve.site_servers import SiteServers
from tests.serve.conftest import free_port, write
from tests.serve.processes import ENVIRONMENT, addresses_of, serving
from tests.waiting import PATIENCE

QUICK = 0.02


class Program:
    """A program on disk: its files, and what a test says of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        write(folder / "a.py", "1")
        self.can_start = True
        self.is_git_busy = False

    def digest(self) -> str:
        """Return all of its text."""
        return "".join(file.read_text(encoding="utf-8") for file in sorted(self.folder.glob("*.py")))

    async def is_noticed(self, change: Callable[[], object], *, within: float = 20 * QUICK) -> bool:
        """Tell whether a change makes the preview start again."""
        watch = ProgramWatch(
            lambda: self.is_git_busy,
            folder=self.folder,
            digest=self.digest,
            starts=lambda: self.can_start,
            interval=QUICK,
        )
        change()
        try:
            await asyncio.wait_for(watch.changed(), within)
        except TimeoutError:
            return False
        return True


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "program")


def test_a_changed_file_is_noticed(program: Program) -> None:
    """Whoever pulls a new program gets it."""
    assert asyncio.run(program.is_noticed(lambda: write(program.folder / "a.py", "22"), within=PATIENCE))


def test_a_new_file_is_noticed(program: Program) -> None:
    """Also in a folder of its own, or when one goes."""
    assert asyncio.run(program.is_noticed(lambda: write(program.folder / "b.py", "2"), within=PATIENCE))


def test_a_file_that_is_only_touched_is_no_change(program: Program) -> None:
    """Switching branches and back writes the same bytes again."""
    assert not asyncio.run(program.is_noticed(lambda: os.utime(program.folder / "a.py", (1, 1))))


def test_compiled_files_are_no_change(program: Program) -> None:
    """Python writes them while the program runs."""
    assert not asyncio.run(program.is_noticed(lambda: write(program.folder / "__pycache__/a.pyc", "2")))


def test_a_program_that_cannot_start_is_waited_for(program: Program) -> None:
    """The old one goes on meanwhile: it may be saved in the middle of an edit."""
    program.can_start = False
    assert not asyncio.run(program.is_noticed(lambda: write(program.folder / "a.py", "22")))


def test_git_is_waited_for(program: Program) -> None:
    """While it writes, some files are old and some are new."""
    program.is_git_busy = True
    assert not asyncio.run(program.is_noticed(lambda: write(program.folder / "a.py", "22")))


def test_sites_get_the_ports_that_they_had(project: Path) -> None:
    """In any order, and a site that is new gets one of its own."""
    by, land = free_port(), free_port()
    servers = SiteServers(project, "127.0.0.1", 8000, {"land": land, "by": by})
    with contextlib.closing(servers):
        assert [address.port for address in servers.addresses] == [by, land]
    with contextlib.closing(SiteServers(project, "127.0.0.1", 8000, {"by": by})) as servers:
        assert servers.addresses[0].port == by
        assert servers.addresses[1].port > by


@pytest.mark.parametrize(
    ("value", "ports"),
    [("", {}), ("a=1,b-c=22", {"a": 1, "b-c": 22}), ("a", {}), ("a=x,b=3", {"b": 3})],
)
def test_ports_are_read_from_the_environment(value: str, ports: dict[str, int]) -> None:
    """What is no port is ignored."""
    assert ports_to_continue({"DRAMMENWORKS_PORTS": value}) == ports


def test_it_is_started_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By build.py, which installs what a new program needs, if that started it."""
    monkeypatch.setattr(sys, "argv", ["x/__main__.py", "serve", "--port", "8000"])
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "drammenworks", "serve", "--port", "8000"])
    monkeypatch.delenv(VARIABLE, raising=False)
    (tmp_path / "build.py").touch()
    assert restart_command(tmp_path) == [sys.executable, "-m", "drammenworks", "serve", "--port", "8000"]
    monkeypatch.setenv(VARIABLE, "py build.py")
    script = str(tmp_path / "build.py")
    assert restart_command(tmp_path) == [sys.executable, script, "serve", "--port", "8000"]


@pytest.mark.parametrize("end", [0, 1, 130])
def test_where_a_process_cannot_be_replaced_another_starts_it_again(tmp_path: Path, end: int) -> None:
    """Until it ends for another reason, with that exit code; as on Windows."""
    write(
        tmp_path / "x.py",
        "import os, pathlib, sys\n"
        "assert os.environ['DRAMMENWORKS_SUPERVISED']\n"
        "count = pathlib.Path('count')\n"
        "count.write_text(count.read_text() + 'x' if count.exists() else 'x')\n"
        f"sys.exit({EXIT_RESTART} if len(count.read_text()) < 3 else {end})\n",
    )
    with contextlib.chdir(tmp_path):
        assert supervise([sys.executable, "x.py"], os.environ) == end
    assert (tmp_path / "count").read_text() == "xxx"


@pytest.mark.slow
def test_a_field_that_is_added_while_a_preview_runs_is_known(project: Path, tmp_path: Path) -> None:
    """The preview goes on with the new program at the same address, and blames no content."""
    package = tmp_path / "src" / "drammenworks"
    shutil.copytree(Path(drammenworks.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**ENVIRONMENT, "PYTHONPATH": str(package.parent)}
    with serving(project, environment=environment) as (process, first):
        model = package / "content/models/page.py"
        write(model, model.read_text(encoding="utf-8") + "    colour: str | None = None\n")
        page = project / "content/pages/by-hjem.md"
        write(page, page.read_text(encoding="utf-8").replace("---\nV", "colour: rød\n---\nNy v"))
        assert addresses_of(process) == first
        assert process.poll() is None
        connection = http.client.HTTPConnection(urlsplit(first["Byen"]).netloc, timeout=PATIENCE)
        connection.request("GET", "/")
        assert "Ny velkommen" in connection.getresponse().read().decode()
        connection.close()
