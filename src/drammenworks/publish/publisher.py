"""Carry out a plan at a target that is a store: a folder, a host, a bucket.

    pending.json    the paths that are about to change; gone when all is done
    objects/        what is replaced or removed, before it is
    uploads         phase by phase, each checked before the next begins
    versions/, current.json    the new manifest
    removals        and the manifest once more

A run that is killed leaves ``pending.json``. Of the paths in it the next run believes nothing: it reads them,
and uploads what is not as it should be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from drammenworks.base.digests import sha256
from drammenworks.base.media_types import media_type
from drammenworks.errors import Phrase
from drammenworks.outputs.caching import cache_control
from drammenworks.publish.archive import Archive
from drammenworks.publish.errors import PublishError, RefusedError
from drammenworks.publish.in_parallel import in_parallel
from drammenworks.publish.lease import Lease
from drammenworks.publish.manifest import TargetManifest, encode, encode_paths
from drammenworks.publish.options import OnWait, Progress, PublishOptions
from drammenworks.publish.outcome import Outcome
from drammenworks.publish.place import CURRENT, PENDING, Place, current_manifest, pending_paths
from drammenworks.publish.plan import PublishPlan, check_removals, make_plan
from drammenworks.publish.site_files import ArchivedSite, PublishableSite
from drammenworks.publish.store import Headers

T = TypeVar("T")

_TRIES: Final = 2
"""Uploads of a file that is not there as it was sent, before it is an error."""


def publish_to_store(
    place: Place,
    built: PublishableSite | None,
    options: PublishOptions,
    *,
    progress: Progress,
    on_wait: OnWait,
) -> Outcome:
    """Publish a site, or go back to an earlier version of it.

    :param built: what to publish; None to go back.
    :raises PublishError: if it is refused, or the target fails. What is public is then complete, and the next
        run goes on from there.
    """
    if options.dry_run:
        return _Publisher(place, options, progress).run(built, None)
    with Lease(place.records, target=place.files.name, on_wait=on_wait) as lease:
        return _Publisher(place, options, progress).run(built, lease)


class _Publisher:
    def __init__(self, place: Place, options: PublishOptions, progress: Progress) -> None:
        self._place = place
        self._files = place.files
        self._records = place.records
        self._options = options
        self._progress = progress
        self._archive = Archive(place.records)
        self._lease: Lease | None = None

    def run(self, built: PublishableSite | None, lease: Lease | None) -> Outcome:
        """Publish; without a lease nothing is written."""
        self._lease = lease
        current = current_manifest(self._records)
        restored = self._archive.wanted(self._options.back_to or "", current) if built is None else None
        source = (
            built if built is not None else ArchivedSite(self._archive, restored.files if restored else {})
        )
        pending = pending_paths(self._records)
        for path in pending if lease is not None else ():
            self._files.discard(path)
        found = self._found(current, source.files, pending, built)
        plan = make_plan(
            current,
            source.files,
            now=self._options.now,
            keep_assets=self._options.keep_assets,
            found=found,
        )
        if built is not None and not self._options.allow_removals:
            check_removals(current, source.files)
        as_wanted = sum(found.get(path) == wanted for path, wanted in source.files.items())
        changes = (*plan.uploads, *plan.in_the_way, *plan.removals)
        if lease is None:
            return self._outcome(plan, current, restored, size=0, verified=0)
        if not changes and not plan.is_new:
            if pending:
                self._records.remove(PENDING)
            self._archive.prune(self._options.keep_versions)
            return self._outcome(plan, current, restored, size=0, verified=as_wanted)
        if restored is not None:
            self._check_restorable(plan, source.files)
        self._records.write(
            PENDING, encode_paths({**pending, **{path: source.files.get(path, "") for path in changes}})
        )
        size = self._upload(plan, source)
        published = self._public(plan, source.files, current, restored)
        if plan.is_new:
            self._archive.add(published)
        self._records.write(CURRENT, encode(published))
        if plan.removals:
            self._each(Phrase("Fjerner"), plan.removals, lambda path: self._remove(path, plan.known))
            self._records.write(CURRENT, encode(replace(published, retired=plan.staying)))
        self._records.remove(PENDING)
        self._archive.prune(self._options.keep_versions)
        return self._outcome(plan, published, restored, size=size, verified=as_wanted + len(plan.uploads))

    def _found(
        self,
        current: TargetManifest | None,
        wanted: Mapping[str, str],
        pending: Mapping[str, str],
        built: PublishableSite | None,
    ) -> dict[str, str | None]:
        """Return path → digest of what is there, for each path of which the manifest may be wrong."""
        doubtful = set(pending)
        if self._options.verify:
            doubtful |= wanted.keys()
            doubtful |= current.files.keys() if current is not None else set()
        elif current is None and not pending:
            there = set(self._files.list())
            if there and not self._options.take_over:
                raise RefusedError(
                    Phrase(
                        "I {target} ligger det allerede {number} filer som ikke er publisert med denne "
                        "kommandoen, og ingenting er gjort. Er det riktig sted, legger du til --take-over: "
                        "da blir filer med samme navn byttet ut, og de andre liggende.",
                        target=self._files.name,
                        number=len(there),
                    )
                )
            doubtful |= there & wanted.keys()
        paths = sorted(doubtful)
        digests = self._each(Phrase("Kontrollerer"), paths, lambda path: self._digest_of(path, built))
        return dict(zip(paths, digests, strict=True))

    def _digest_of(self, path: str, built: PublishableSite | None) -> str | None:
        """Return the digest of what is at a path; None when nothing is."""
        stored = self._files.md5(path) if built is not None and path in built.files else None
        # What the store has computed saves reading the file from there.
        if stored is not None and built is not None and stored == _md5(built.read(path)):
            return built.files[path]
        data = self._files.read(path)
        return sha256(data) if data is not None else None

    def _upload(self, plan: PublishPlan, source: PublishableSite) -> int:
        """Upload phase by phase; return how many bytes."""
        replaced = sorted({*plan.replaced, *plan.in_the_way})
        self._each(
            Phrase("Tar vare på forrige utgave"), replaced, lambda path: self._preserve(path, plan.known)
        )
        for path in plan.in_the_way:
            self._files.remove(path)
        sizes: list[int] = []
        for phase in plan.phases:
            # A page is uploaded when all that it needs is known to be there.
            sizes += self._each(Phrase("Legger ut"), phase, lambda path: self._put(path, source))
        return sum(sizes)

    def _put(self, path: str, source: PublishableSite) -> int:
        data = source.read(path)
        headers = Headers(media_type(path), cache_control(path))
        for _ in range(_TRIES):
            self._files.write(path, data, headers)
            if self._is_there(path, data):
                return len(data)
        raise PublishError(
            Phrase(
                "«{path}» er lagt ut til {target}, men det som ligger der, er noe annet. Prøv igjen; er det "
                "like galt da, endrer noe på veien filene.",
                path=path,
                target=self._files.name,
            )
        )

    def _is_there(self, path: str, data: bytes) -> bool:
        if (stored := self._files.md5(path)) is not None and stored == _md5(data):
            return True
        return self._files.read(path) == data

    def _preserve(self, path: str, known: Mapping[str, str]) -> None:
        """Store a file of an earlier version before it goes."""
        if not self._options.keep_versions or self._archive.has(known[path]):
            return
        data = self._files.read(path)
        # What somebody else has put there is of no version.
        if data is not None and sha256(data) == known[path]:
            self._archive.store(data)

    def _remove(self, path: str, known: Mapping[str, str]) -> None:
        self._preserve(path, known)
        self._files.remove(path)

    def _check_restorable(self, plan: PublishPlan, files: Mapping[str, str]) -> None:
        """Check before anything changes that all files of an earlier version can be had."""
        lost = [path for path in plan.uploads if not self._archive.has(files[path])]
        if lost:
            raise RefusedError(
                Phrase(
                    "Kan ikke gå tilbake til den utgaven, og ingenting er gjort: {path} er ikke tatt vare "
                    "på. Velg en annen utgave, eller bygg og publiser den på nytt.",
                    path=lost[0],
                )
            )

    def _public(
        self,
        plan: PublishPlan,
        files: Mapping[str, str],
        current: TargetManifest | None,
        restored: TargetManifest | None,
    ) -> TargetManifest:
        gone = set(plan.in_the_way)
        retired = {path: one for path, one in plan.retired.items() if path not in gone}
        if current is not None and not plan.is_new:
            return replace(current, retired=retired)
        return TargetManifest(
            version=self._archive.new_name(self._options.now),
            published_at=self._options.now,
            files=dict(files),
            retired=retired,
            restores=(restored.restores or restored.version) if restored is not None else "",
            note=self._options.note,
        )

    def _outcome(
        self,
        plan: PublishPlan,
        public: TargetManifest | None,
        restored: TargetManifest | None,
        *,
        size: int,
        verified: int,
    ) -> Outcome:
        return Outcome(
            site=self._place.site,
            target=self._files.name,
            version=public.version if public is not None else "",
            is_new=plan.is_new,
            uploaded=plan.uploads,
            replaced=plan.replaced,
            removed=(*plan.in_the_way, *plan.removals),
            verified=verified,
            unchanged=len(plan.known) - len(plan.retired) - len(plan.replaced),
            waiting=len(plan.staying),
            size=size,
            restores=restored.version if restored is not None else "",
        )

    def _each(self, stage: Phrase, paths: Iterable[str], act: Callable[[str], T]) -> list[T]:
        """Do something with each path, some at a time, and return what it gave, in order."""

        def act_with_lease(path: str) -> T:
            if self._lease is not None:
                self._lease.keep()
            return act(path)

        def tell(done: int, total: int) -> None:
            self._progress(stage, done, total)

        return in_parallel(list(paths), act_with_lease, workers=self._files.workers, on_done=tell)


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
