"""Bring the sources of a git revision into a folder, and the next one's by changing what differs.

The project's own working tree is not touched, and nothing is written into its repository. Only what a build
reads is taken, so that a checkout of another revision of a large project changes few files, and the build of
it is incremental.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from drammenworks.base.atomic_write import write_atomic
from drammenworks.base.paths import CONTENT, THEMES_FOLDER
from drammenworks.engine.manifest import stays_inside
from drammenworks.errors import Phrase, UsageError
from drammenworks.pipeline.maintenance.git_command import git_text, run_git

_FILES: Final = frozenset({b"100644", b"100755"})
"""Modes of plain files; links lead out of the folder and are not followed."""


COMPARED: Final = "diff"
"""Under the cache: sources and outputs of the revisions that were compared last."""
PUBLIC: Final = "public"
"""Under the cache: the sources of what a preview is compared with, and the cache of its build."""


def check_out(root: Path, revision: str, folder: Path) -> str:
    """Make ``folder`` hold content and themes as they are in a revision, and return the id of its commit.

    :param root: the project, which may be a part of its repository.
    :param folder: is ours alone; a file beside it says what is in it.
    :raises UsageError: if git is missing, the project is in no repository, or there is no such revision.
    """
    commit = git_text(
        root, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    )
    if not commit:
        if git_text(root, ["rev-parse", "--is-shallow-repository"]) == "true":
            raise UsageError(
                Phrase(
                    "Utgaven «{revision}» finnes ikke her, for bare en del av historikken er hentet. Kjør "
                    "«git fetch --unshallow», og prøv igjen. En gren fra GitHub heter origin/navnet.",
                    revision=revision,
                )
            )
        raise UsageError(
            Phrase(
                "«{revision}» er verken en mappe med bygde nettsteder eller en utgave i git. Skriv navnet "
                "på en gren, for eksempel main, eller nummeret på en endring. En gren fra GitHub heter "
                "origin/navnet.",
                revision=revision,
            )
        )
    prefix = git_text(root, ["rev-parse", "--show-prefix"])
    wanted = dict(_blobs(root, commit, prefix))
    state = folder.with_name(f"{folder.name}.json")
    present = _stored(state)
    # What is interrupted from here on begins anew.
    state.unlink(missing_ok=True)
    if present is None:
        shutil.rmtree(folder, ignore_errors=True)
        present = {}
    for path in present.keys() - wanted.keys():
        _remove(folder, path)
    changed = [path for path, blob in wanted.items() if present.get(path) != blob]
    for path, data in _contents(root, [(path, wanted[path]) for path in changed]):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    for name in (CONTENT, THEMES_FOLDER):
        (folder / name).mkdir(parents=True, exist_ok=True)
    write_atomic(state, json.dumps(wanted).encode())
    return commit


def changed_templates(root: Path, base: str, head: str | None) -> list[str]:
    """Return the paths of the themes' files that differ between two revisions, in order.

    :param head: the later one; None for the working tree.
    """
    revisions = [base] if head is None else [base, head]
    names = run_git(root, ["diff", "--name-only", "--relative", "-z", *revisions, "--", THEMES_FOLDER])
    return sorted(name for name in names.decode("utf-8", "replace").split("\0") if name)


def _stored(state: Path) -> Mapping[str, str] | None:
    try:
        stored = json.loads(state.read_bytes())
    except (OSError, ValueError):
        return None
    return stored if isinstance(stored, dict) else None


def _remove(folder: Path, path: str) -> None:
    file = folder / path
    file.unlink(missing_ok=True)
    # An empty folder of content would be there for a build, too.
    for parent in file.parents:
        if parent == folder:
            return
        with suppress(OSError):
            parent.rmdir()


def _blobs(root: Path, commit: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the path under the project, and the id, of each file that a build reads."""
    for name in (CONTENT, THEMES_FOLDER):
        listing = run_git(root, ["ls-tree", "-r", "-z", "--full-tree", commit, f"{prefix}{name}/"])
        for line in listing.split(b"\0"):
            about, _, path = line.partition(b"\t")
            if not path:
                continue
            mode, _, blob = about.split(b" ")
            relative = path.decode("utf-8", "surrogateescape").removeprefix(prefix)
            # A repository that git did not write may name any path.
            if mode in _FILES and stays_inside(relative) and ".git" not in relative.split("/"):
                yield relative, blob.decode()


def _contents(root: Path, wanted: Sequence[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Yield each path with the bytes of its blob."""
    if not wanted:
        return
    asked = "".join(f"{blob}\n" for _, blob in wanted).encode()
    answer = io.BytesIO(run_git(root, ["cat-file", "--batch"], asked))
    for path, blob in wanted:
        # «<id> blob <size>», the bytes, and the end of the line (git-cat-file(1)).
        about = answer.readline().split()
        if len(about) != 3:
            raise UsageError(Phrase("git svarte ikke som ventet: {reason}", reason=f"{path}: {blob}"))
        yield path, answer.read(int(about[2]))
        answer.readline()
