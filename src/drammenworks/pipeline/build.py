"""Build the sites: from files on disk to published output, one stage after the other.

    nothing changed                    :mod:`unchanged`, which whoever calls asks first
    texts and templates changed        :mod:`amend`
    anything else changed              :mod:`everything`

Everything that is wrong is told at the end of the run; nothing is published while anything is.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from functools import partial

from drammenworks.engine.cache import CacheDamagedError
from drammenworks.engine.gc_tuning import collecting_seldom
from drammenworks.engine.publish import ArtifactUnreadableError, Publication
from drammenworks.engine.stamps import StampStore
from drammenworks.pipeline.options import Options, Progress, silent
from drammenworks.pipeline.outcome import Outcome, site_reports
from drammenworks.pipeline.report import Report, in_order
from drammenworks.pipeline.unchanged import Outlook, look, remember
from drammenworks.pipeline.workshop import WAITING, Workshop, open_workshop, remove_damaged

_FEW = 100
"""Files that are read here, one after the other; more are read by workers, in a build of everything."""


def build(
    options: Options,
    progress: Progress | None = None,
    *,
    outlook: Outlook | None = None,
    leftovers: list[object] | None = None,
) -> Report:
    """Build and publish the sites, unless something is wrong; the report tells.

    :param outlook: from a caller who has just looked.
    :param leftovers: takes what the build made on the way, from a caller who would rather end than free it.
    :raises UsageError: if a site is asked for that does not exist.
    :raises OutputInUseError: if another build uses the same output or cache for too long.
    :raises OutputUnwritableError: if the output cannot be written.
    """
    started = time.perf_counter()
    tell = progress or silent
    waiting = partial(tell, WAITING, 0, 1)
    with (
        collecting_seldom(),
        Publication(
            options.output,
            stamps=StampStore(options.cache / "build"),
            patience=options.patience,
            on_wait=waiting,
        ) as publication,
        open_workshop(options, tell) as workshop,
    ):
        outlook = outlook or look(options)
        try:
            done = _amend(outlook, options, workshop, publication, tell) or _build_everything(
                options, workshop, publication, tell
            )
        except CacheDamagedError:
            workshop.cache.clear()
            done = _build_everything(options, workshop, publication, tell)
        except ArtifactUnreadableError as error:
            if not error.file.is_relative_to(options.cache):
                raise
            # What is kept is damaged; where one file is, others may be.
            remove_damaged(options)
            done = _build_everything(options, workshop, publication, tell)
        if leftovers is not None:
            leftovers.append(done.leftovers)
        report = replace(done.report, seconds=time.perf_counter() - started)
        if done.published:
            looks = {
                site_id: tree.snapshot
                for site_id, tree in done.published.items()
                if tree.snapshot is not None
            }
            # All is published; that the next build must look at everything again is no reason to fail.
            with suppress(OSError):
                remember(options, report, outlook.inputs, looks, token=done.token)
    return report


def _amend(
    outlook: Outlook, options: Options, workshop: Workshop, publication: Publication, progress: Progress
) -> Outcome | None:
    changed = outlook.changed()
    # What a bar says of a page may follow from any change.
    if outlook.last is None or changed is None or len(changed) > _FEW or options.bars is not None:
        return None
    for site_id, looks in outlook.last.outputs.items():
        publication.expect(site_id, looks)
    # Loaded while the output is looked at: both take about as long.
    from drammenworks.pipeline.amend import amend

    amended = amend(outlook.last, changed, options, workshop, publication, progress)
    if amended is None:
        return None
    last, built = outlook.last.report, amended.structure.built
    report = replace(
        last,
        sites=site_reports({site_id: site.pages for site_id, site in built.items()}, amended.published),
        rendered=amended.rendered,
        reused=sum(site.targets for site in built.values()) - amended.rendered,
        images_encoded=0,
        images_reused=last.images_encoded + last.images_reused,
        findings=in_order(amended.findings),
    )
    return Outcome(report, amended.published, amended.structure.token)


def _build_everything(
    options: Options, workshop: Workshop, publication: Publication, progress: Progress
) -> Outcome:
    # Loaded only when it is needed: it takes as long as amending does.
    from drammenworks.pipeline.everything import build_everything

    return build_everything(options, workshop, publication, progress)
