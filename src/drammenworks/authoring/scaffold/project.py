"""A new project: a site with its brand, the base theme, settings for editors, and what keeps it in order.

It is made in a folder of its own beside where it is to be, so that a failure leaves nothing behind.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from string import Template

from drammenworks import __version__
from drammenworks.authoring.generated import generate, write_files
from drammenworks.authoring.scaffold.brand_theme import Brand, brand_theme
from drammenworks.authoring.scaffold.site_content import NewSite, check_site, site_content
from drammenworks.authoring.scaffold.text_files import shared_files, text_file
from drammenworks.authoring.write_errors import write_error
from drammenworks.errors import Phrase, UsageError

_FILES = {
    "README.md": "README.md",
    "handbok.md": "docs/handbok.md",
    "requirements.txt": "requirements.txt",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "sites.yml": ".github/workflows/sites.yml",
}
"""Files of a project by their names here."""
_OF_GIT = frozenset({".git"})
"""What may be in the folder of a new project already: it may be cloned, and empty."""


def check_empty(folder: Path) -> None:
    """Make sure that a project can be made in a folder.

    :raises UsageError: if it has files, or is no folder.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(Phrase("«{folder}» er en fil. Skriv navnet på en ny mappe.", folder=folder))
    if folder.is_dir() and any(entry.name not in _OF_GIT for entry in folder.iterdir()):
        raise UsageError(
            Phrase(
                "Mappen «{folder}» har filer i seg, og de blir ikke rørt. Skriv navnet på en ny mappe.",
                folder=folder,
            )
        )


def make_project(folder: Path, site: NewSite, brand: Brand) -> list[str]:
    """Make a project, and return the paths of its files.

    :raises UsageError: if the folder has files, or an answer is no valid setting of a site.
    :raises NotWritableError: if it cannot be written.
    """
    check_empty(folder)
    values = {"name": site.name, "site": site.id, "version": __version__}
    texts = {
        **site_content(site),
        **brand_theme(brand),
        **{path: Template(text_file(f"project/{name}")).substitute(values) for name, path in _FILES.items()},
    }
    files = {**dict(shared_files()), **{path: text.encode() for path, text in texts.items()}}
    place = folder.absolute()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as error:
        raise write_error(str(folder), error) from error
    try:
        _write(staging, files)
        check_site(staging, site)
        write_files(staging, generate(staging))
        made = sorted(file.relative_to(staging).as_posix() for file in staging.rglob("*") if file.is_file())
        place.mkdir(exist_ok=True)
        for entry in sorted(staging.iterdir()):
            entry.rename(place / entry.name)
    except OSError as error:
        raise write_error(str(folder), error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return made


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
