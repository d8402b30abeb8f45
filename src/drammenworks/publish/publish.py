"""Publish built sites to their targets, go back to earlier versions, and list these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from drammenworks.errors import Phrase, UsageError
from drammenworks.publish.archive import Archive
from drammenworks.publish.folder_store import FolderStore
from drammenworks.publish.fsspec_store import open_store
from drammenworks.publish.git_target import publish_to_branches, versions_of_branch
from drammenworks.publish.options import OnWait, Progress, PublishOptions
from drammenworks.publish.outcome import Outcome, Version
from drammenworks.publish.place import Place, current_manifest
from drammenworks.publish.publisher import publish_to_store
from drammenworks.publish.site_files import BuiltSite, built_folders, read_site
from drammenworks.publish.store import TargetStore
from drammenworks.publish.targets import SITE, FolderTarget, GitTarget, Target, targets_of


def publish(options: PublishOptions, *, progress: Progress, on_wait: OnWait) -> list[Outcome]:
    """Publish the sites that the options name, and return what was done to each.

    :raises UsageError: if the options cannot be followed.
    :raises PublishError: if it is refused, or a target fails.
    """
    built: dict[str, BuiltSite | None]
    if options.back_to is None:
        folders = built_folders(options.output, options.site_ids)
        targets = targets_of(options.target, folders)
        _check_targets(targets, (*folders.values(), options.output))
        built = {name: read_site(options.output, name, allow_hidden=options.allow_hidden) for name in targets}
    else:
        targets = _published_targets(options)
        built = dict.fromkeys(targets)
    branches = {name: target for name, target in targets.items() if isinstance(target, GitTarget)}
    if branches:
        _refuse_state(options)
        return publish_to_branches(branches, built, options, root=Path.cwd())
    return [
        publish_to_store(place, built[place.site], options, progress=progress, on_wait=on_wait)
        for place in _places(targets, options)
    ]


def published_versions(options: PublishOptions) -> list[Version]:
    """Return the versions of all sites at their targets, the newest first of each.

    :raises PublishError: if a target cannot be read.
    """
    targets = _published_targets(options)
    branches = {name: target for name, target in targets.items() if isinstance(target, GitTarget)}
    found: list[Version] = []
    if branches:
        _refuse_state(options)
        for name, branch in branches.items():
            found += versions_of_branch(name, branch, root=Path.cwd())
        return found
    for place in _places(targets, options):
        current = current_manifest(place.records)
        earlier = [
            one
            for one in Archive(place.records).newest_first()
            if current is None or one.version != current.version
        ]
        # What is public is listed also where no versions are kept, or those that are cannot be read.
        listed = earlier if current is None else [current, *earlier]
        found += [
            Version(
                place.site,
                one.version,
                one.published_at,
                one.note,
                one.restores,
                is_public=one is current,
            )
            for one in listed
        ]
    return found


def _published_targets(options: PublishOptions) -> dict[str, Target]:
    """Return the target of each site, for what needs no built site."""
    if options.site_ids or SITE not in options.target + (options.state or ""):
        return targets_of(options.target, options.site_ids or [""])
    return targets_of(options.target, built_folders(options.output, ()))


def _places(targets: Mapping[str, Target], options: PublishOptions) -> list[Place]:
    """Return where each site is published, and where the records of it are.

    :raises UsageError: if the records cannot be there.
    """
    records = _record_targets(targets, options)
    return [Place(name, _store(target), _store(records[name])) for name, target in targets.items()]


def _record_targets(targets: Mapping[str, Target], options: PublishOptions) -> dict[str, Target]:
    if options.state is None:
        return {name: target.records for name, target in targets.items() if not isinstance(target, GitTarget)}
    states = targets_of(options.state, targets)
    for name, state in states.items():
        if isinstance(state, GitTarget):
            raise UsageError(
                Phrase("--state kan ikke være en gren. Skriv en mappe eller en adresse som s3://bøtte/mappe.")
            )
        if f"{state}/".startswith(f"{str(targets[name]).rstrip('/')}/"):
            raise UsageError(
                Phrase(
                    "--state er {state}, og ligger der nettstedet publiseres: tidligere utgaver ville blitt "
                    "offentlige. Velg et annet sted.",
                    state=state,
                )
            )
    return states


def _store(target: Target) -> TargetStore:
    assert not isinstance(target, GitTarget)
    if isinstance(target, FolderTarget):
        return FolderStore(target.folder, own=target.own)
    return open_store(target.url)


def _refuse_state(options: PublishOptions) -> None:
    if options.state is not None:
        raise UsageError(Phrase("--state gjelder ikke grener i git: de har tidligere utgaver i historikken."))


def _check_targets(targets: Mapping[str, Target], folders: Iterable[Path]) -> None:
    """Check that no site would be published into what it is published from.

    :param folders: of the sites, and the one that they lie in: what lies there is a site, too.
    :raises UsageError: if one would.
    """
    for target in targets.values():
        if not isinstance(target, FolderTarget):
            continue
        for folder in folders:
            ours, theirs = folder.resolve(), target.folder.resolve()
            if ours == theirs or ours.is_relative_to(theirs) or theirs.is_relative_to(ours):
                raise UsageError(
                    Phrase(
                        "«{target}» er, eller ligger i, mappen nettstedet er bygd i. Velg en annen mappe.",
                        target=target.folder,
                    )
                )
