"""Publish to branches in git: a commit for each branch that changes, and all of them in one push or none.

The history of a branch is its earlier versions. What is retired and has to stay for a day is listed in a file
of the branch, for there is no other place beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from drammenworks.errors import Phrase
from drammenworks.publish.errors import PublishError, RefusedError
from drammenworks.publish.git_repository import REMOTE, Repository, temporary_repository
from drammenworks.publish.manifest import Retired, TargetManifest
from drammenworks.publish.options import PublishOptions
from drammenworks.publish.outcome import Outcome, Version
from drammenworks.publish.plan import PublishPlan, check_removals, make_plan
from drammenworks.publish.site_files import BuiltSite
from drammenworks.publish.targets import GitTarget

RETIRED_FILE: Final = ".drammenworks.json"
NO_JEKYLL: Final = ".nojekyll"
"""Where it is, GitHub Pages serves files as they are."""
_MAX_BYTES: Final = 16 << 20
_SHORT: Final = 10
"""Characters of a commit's id that are shown."""
_RESTORES: Final = re.compile(r"^Restores: ([0-9a-f]{40,64})$", re.MULTILINE)
_ID: Final = re.compile(r"[0-9a-f]{4,64}")
_MAX_VERSIONS: Final = 500

Changes = dict[str, bytes | str | None]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A site whose files are to change in its branch."""

    outcome: Outcome
    changes: Changes


def publish_to_branches(
    targets: Mapping[str, GitTarget],
    built: Mapping[str, BuiltSite | None],
    options: PublishOptions,
    *,
    root: Path,
) -> list[Outcome]:
    """Publish sites to branches, or go back to an earlier version of each.

    :param built: what to publish; None to go back.
    :raises PublishError: if it is refused or fails; no branch of that remote is changed then.
    """
    outcomes: dict[str, Outcome] = {}
    for remote in sorted({target.remote for target in targets.values()}):
        chosen = {name: target for name, target in targets.items() if target.remote == remote}
        with temporary_repository(root, remote) as repository:
            publish = partial(_publish, repository, chosen, built, options)
            outcomes |= repository.until_pushed(publish)
    return [outcomes[name] for name in targets]


def versions_of_branch(name: str, target: GitTarget, *, root: Path) -> list[Version]:
    """Return the versions of a site that its branch has, the newest first."""
    with temporary_repository(root, target.remote) as repository:
        if target.branch not in repository.tips([target.branch]):
            return []
        repository.fetch([target.branch], with_history=True)
        return [
            replace(version, name=version.name[:_SHORT], restores=version.restores[:_SHORT])
            for version in _versions(repository, name, target)
        ]


def _publish(
    repository: Repository,
    targets: Mapping[str, GitTarget],
    built: Mapping[str, BuiltSite | None],
    options: PublishOptions,
) -> dict[str, Outcome]:
    branches = sorted({target.branch for target in targets.values()})
    tips = repository.tips(branches)
    if tips:
        repository.fetch(sorted(tips), with_history=options.back_to is not None)
    outcomes: dict[str, Outcome] = {}
    commits: dict[str, str] = {}
    for branch in branches:
        tip = tips.get(branch)
        prepared = {
            name: _prepare(repository, tip, name, target, built[name], options)
            for name, target in targets.items()
            if target.branch == branch
        }
        changes: Changes = {}
        for one in prepared.values():
            changes |= one.changes
        if changes and not options.dry_run:
            changes[NO_JEKYLL] = b""
            restored = {one.outcome.restores for one in prepared.values()} - {""}
            commits[branch] = repository.commit(tip, changes, _message(options, restored), branch)
        public = commits.get(branch, tip or "")[:_SHORT]
        outcomes |= {
            name: replace(one.outcome, version=public, restores=one.outcome.restores[:_SHORT])
            for name, one in prepared.items()
        }
    if commits:
        repository.push(commits)
        if repository.tips(branches) != tips | commits:
            raise PublishError(
                Phrase(
                    "Grenene i {target} er ikke slik de ble skrevet. Se hvem andre som skriver til dem, og "
                    "prøv igjen.",
                    target=repository.remote,
                )
            )
    return outcomes


def _prepare(
    repository: Repository,
    tip: str | None,
    name: str,
    target: GitTarget,
    built: BuiltSite | None,
    options: PublishOptions,
) -> _Prepared:
    """Return what is to change in a branch for one site."""
    prefix = f"{target.folder}/" if target.folder else ""
    current = _manifest(repository, tip, prefix) if tip is not None else None
    restores = ""
    if built is not None:
        wanted = {path: _blob(built.read(path)) for path in built.files}
        if not options.allow_removals:
            check_removals(current, wanted)
    else:
        restores = _wanted(repository, name, target, options.back_to or "", tip)
        wanted = dict(_manifest(repository, restores, prefix).files)
    plan = make_plan(current, wanted, now=options.now, keep_assets=options.keep_assets)
    changes: Changes = {}
    if plan.is_new:
        for path in plan.uploads:
            changes[prefix + path] = built.read(path) if built is not None else wanted[path]
        changes |= {prefix + path: None for path in (*plan.in_the_way, *plan.removals)}
        changes |= _retired_change(plan, current, prefix)
    outcome = Outcome(
        site=name,
        target=str(target),
        version="",
        is_new=plan.is_new,
        uploaded=plan.uploads,
        replaced=plan.replaced,
        removed=(*plan.in_the_way, *plan.removals) if plan.is_new else (),
        verified=len(wanted),
        unchanged=len(wanted) - len(plan.uploads),
        waiting=len(plan.staying),
        size=sum(len(content) for content in changes.values() if isinstance(content, bytes)),
        restores=restores,
    )
    return _Prepared(outcome, changes)


def _manifest(repository: Repository, commit: str, prefix: str) -> TargetManifest:
    """Return what a commit has of a site."""
    listed = repository.files(commit)
    retired_file = listed.get(prefix + RETIRED_FILE)
    files = {
        path.removeprefix(prefix): blob
        for path, blob in listed.items()
        if path.startswith(prefix) and path not in (NO_JEKYLL, prefix + RETIRED_FILE)
    }
    since = _retired_since(repository.read(retired_file, _MAX_BYTES) if retired_file is not None else None)
    return TargetManifest(
        version=commit,
        published_at=datetime.min,
        files={path: blob for path, blob in files.items() if path not in since},
        retired={path: Retired(blob, since[path]) for path, blob in files.items() if path in since},
    )


def _retired_since(data: bytes | None) -> dict[str, datetime]:
    """Return path → since when it is retired; nothing when it cannot be read, for then it is retired anew."""
    try:
        stored = json.loads(data or b"{}")["retired"]
        since = {path: datetime.fromisoformat(text) for path, text in stored.items()}
        return {path: instant for path, instant in since.items() if instant.tzinfo is not None}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _retired_change(plan: PublishPlan, current: TargetManifest | None, prefix: str) -> Changes:
    """Return the change of the file that lists what is retired, for the next publication."""
    staying = {path: one.since.isoformat() for path, one in sorted(plan.staying.items())}
    if staying:
        return {
            prefix + RETIRED_FILE: json.dumps({"retired": staying}, ensure_ascii=False, indent=0).encode()
        }
    return {prefix + RETIRED_FILE: None} if current is not None and current.retired else {}


def _versions(repository: Repository, name: str, target: GitTarget) -> list[Version]:
    folder = ["--", target.folder] if target.folder else []
    listed = repository.run(
        [
            "log",
            f"--max-count={_MAX_VERSIONS}",
            "--format=%H%x00%cI%x00%B%x1e",
            f"refs/remotes/{REMOTE}/{target.branch}",
            *folder,
        ]
    )
    found: list[Version] = []
    for entry in listed.decode("utf-8", "replace").split("\x1e"):
        commit, _, rest = entry.strip().partition("\0")
        when, _, message = rest.partition("\0")
        if commit:
            restores = match[1] if (match := _RESTORES.search(message)) else ""
            subject = message.partition("\n")[0].removeprefix("Publish").strip()
            found.append(
                Version(name, commit, datetime.fromisoformat(when), subject, restores, is_public=not found)
            )
    return found


def _wanted(repository: Repository, name: str, target: GitTarget, wanted: str, tip: str | None) -> str:
    """Return the commit to go back to."""
    versions = _versions(repository, name, target) if tip is not None else []
    names = [version.name for version in versions]
    if wanted:
        fitting = [one for one in names if _ID.fullmatch(wanted) and one.startswith(wanted)]
        if len(fitting) == 1:
            return fitting[0]
        raise RefusedError(
            Phrase(
                "Utgaven «{name}» finnes ikke i {place}. Disse finnes: {names}.",
                name=wanted,
                place=str(target),
                names=", ".join(one[:_SHORT] for one in names) or "–",
            )
        )
    public = (versions[0].restores or versions[0].name) if versions else ""
    earlier = names[names.index(public) + 1 :] if public in names else []
    if not earlier:
        raise RefusedError(
            Phrase("Det er ingen tidligere utgave å gå tilbake til i {place}.", place=str(target))
        )
    return earlier[0]


def _message(options: PublishOptions, restored: Collection[str]) -> str:
    note = " ".join(options.note.split())
    lines = [f"Publish {note}".strip() if not restored else f"Publish an earlier version {note}".strip()]
    lines += [f"\nRestores: {commit}" for commit in sorted(restored)]
    return "\n".join(lines) + "\n"


def _blob(data: bytes) -> str:
    """Return the id that git gives to a file."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
