"""Who makes the pictures: ourselves, sharp and Hugo, each as its documentation has it."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from benchmarks.generators import Command, NotAvailableError
from benchmarks.generators.base import run_installer, write
from benchmarks.generators.hugo import Hugo
from benchmarks.images.task import WIDTHS, Output, Task, named_outputs

_HERE = Path(__file__).parent
_SHARP_VERSION = "0.35.5"


class Contender(ABC):
    """Someone who makes pictures, in a process of its own."""

    name: ClassVar[str]
    label: ClassVar[str]
    """In tables."""
    settings: ClassVar[str]
    """A sentence for the page."""
    formats: ClassVar[Sequence[str]] = ("jpeg", "webp", "avif")
    """What it is asked for."""

    def __init__(self, peers_folder: Path) -> None:
        self.home = peers_folder / self.name

    def install(self) -> None:  # noqa: B027 - We are installed.
        """Install it, unless it is already.

        :raises NotAvailableError: if that is not possible here.
        """

    @abstractmethod
    def version(self) -> str:
        """Return the version that is installed."""

    @abstractmethod
    def command(self, task: Task, folder: Path) -> Command:
        """Return the command that does the task, to be run in the empty ``folder``."""

    def outputs(self, task: Task, folder: Path, photos: Sequence[str]) -> Output:
        """Return what it made."""
        return named_outputs(folder, photos, task.formats)


class Ours(Contender):
    """The picture pipeline of a build, as pages ask for it."""

    name = "ours"
    label = "drammenworks"
    settings = (
        "As a build: progressive JPEG 80; WebP 79, the smallest 81, the largest by method 2; "
        "AVIF 46 to 49 by width (4:4:4, libaom at speed 6, tuned for SSIMULACRA2)."
    )

    def version(self) -> str:
        """Return the version of Pillow, which holds the encoders."""
        import PIL  # noqa: PLC0415

        return f"with Pillow {PIL.__version__}"

    def command(self, task: Task, folder: Path) -> Command:
        """Return Python with the module beside this one."""
        root = Path(__file__).parents[2]
        argv = ("-m", "benchmarks.images.make", str(task.photos), str(folder), *task.formats)
        return Command(
            (sys.executable, *argv), {"PYTHONPATH": os.pathsep.join((str(root), str(root / "src")))}
        )


class Sharp(Contender):
    """sharp, by a script that does what its documentation shows for responsive images."""

    name = "sharp"
    label = "sharp"
    settings = (
        "Its defaults (JPEG 80, WebP 80, AVIF 50 with effort 4), all sizes of a photo asked for at once."
    )
    effort: ClassVar[int | None] = None
    """Of AVIF; its own when None."""

    def __init__(self, peers_folder: Path) -> None:
        super().__init__(peers_folder)
        self.home = peers_folder / "sharp"

    def install(self) -> None:
        """Install the package."""
        if self._installed() == _SHARP_VERSION:
            return
        npm = shutil.which("npm")
        if npm is None or shutil.which("node") is None:
            raise NotAvailableError("there is no Node.js with npm on this machine")
        self.home.mkdir(parents=True, exist_ok=True)
        flags = ["--no-audit", "--no-fund", "--silent"]
        run_installer([npm, "install", *flags, "--prefix", self.home, f"sharp@{_SHARP_VERSION}"])

    def version(self) -> str:
        """Return what the package says of itself."""
        return self._installed() or "?"

    def command(self, task: Task, folder: Path) -> Command:
        """Return Node with the script beside this module."""
        node = shutil.which("node")
        assert node is not None
        module = self.home.resolve() / "node_modules" / "sharp"
        effort = {"effort": self.effort} if self.effort is not None else {}
        asked = {"widths": WIDTHS, "formats": task.formats, "avif": effort}
        script = str(_HERE / "sharp.cjs")
        return Command((node, script, str(module), str(task.photos), str(folder), json.dumps(asked)))

    def _installed(self) -> str | None:
        file = self.home / "node_modules" / "sharp" / "package.json"
        if not file.is_file():
            return None
        version: str = json.loads(file.read_text(encoding="utf-8"))["version"]
        return version


class FastSharp(Sharp):
    """sharp with the effort for AVIF whose speed of libaom is next to ours."""

    name = "sharp-fast"
    label = "sharp, effort 3"
    settings = "As sharp, but AVIF with effort 3, which takes a quarter of the time."
    formats = ("avif",)
    effort = 3


class HugoPictures(Contender):
    """Hugo, by a template that resizes every photo."""

    name = "hugo"
    label = "Hugo"
    settings = "JPEG 80, WebP 80, AVIF 50, Lanczos as the others have it (its default is a box)."

    def __init__(self, peers_folder: Path) -> None:
        super().__init__(peers_folder)
        self._hugo = Hugo(self.home)

    def install(self) -> None:
        """Install the package, as for building sites."""
        self._hugo.install()

    def version(self) -> str:
        """Return what the binary says of itself."""
        return self._hugo.version()

    def command(self, task: Task, folder: Path) -> Command:
        """Return the binary, with a site of one page that wants every picture."""
        write(
            folder / "hugo.yaml",
            "disableKinds: [sitemap, RSS, taxonomy, term]\nimaging: {resampleFilter: Lanczos}\n",
        )
        write(folder / "layouts" / "index.html", _template(task.formats))
        shutil.copytree(task.photos, folder / "assets" / "photos")
        return Command(
            self._hugo.command(folder, cold=True).argv, self._hugo.command(folder, cold=True).environment
        )

    def outputs(self, task: Task, folder: Path, photos: Sequence[str]) -> Output:
        """Return what its page lists: its files have names of their own."""
        page = (folder / "public" / "index.html").read_text(encoding="utf-8")
        listed = re.findall(r"^(\S+) (\d+) (\w+) (\S+)$", page, re.MULTILINE)
        return {
            (photo, int(width), kind): folder / "public" / path.lstrip("/")
            for photo, width, kind, path in listed
        }


def _template(formats: Sequence[str]) -> str:
    quality = {"jpeg": 80, "webp": 80, "avif": 50}
    asked = "".join(
        f'{{{{ $i := $p.Resize (printf "%dx {kind} q{quality[kind]}" $w) }}}}'
        f"{{{{ $n }}}} {{{{ $w }}}} {kind} {{{{ $i.RelPermalink }}}}\n"
        for kind in formats
    )
    widths = " ".join(map(str, WIDTHS))
    return (
        '{{ range $p := resources.Match "photos/*" }}'
        "{{ $n := path.BaseName $p.Name }}"
        f"{{{{ range $w := slice {widths} }}}}{{{{ if le $w $p.Width }}}}{asked}{{{{ end }}}}{{{{ end }}}}"
        "{{ end }}"
    )


CONTENDERS: tuple[type[Contender], ...] = (Ours, Sharp, FastSharp, HugoPictures)
