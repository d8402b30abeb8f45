"""Hand the finished files over to be published, and tell what others put where they are published."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from drammenworks.engine.publish import Artifact, OutputOccupiedError, Publication, Published
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.phrase import format_list
from drammenworks.errors.rules import output as rules
from drammenworks.pipeline.options import Options

_NAMED = 5
"""How much of what is not ours is told by name."""


def publish_sites(
    publication: Publication,
    trees: Mapping[str, Iterable[Artifact]],
    options: Options,
    *,
    site_ids: Collection[str],
) -> tuple[dict[str, Published], list[Finding]]:
    """Publish the sites, and return what that took and what was found; nothing is published with an error.

    :param trees: what is yet to be staged, by the ids of sites that have been begun.
    :param site_ids: every site of the project; what we published of others, that are gone, is removed.
    """
    for site_id, artifacts in trees.items():
        for artifact in artifacts:
            publication.add(site_id, artifact)
    return commit_sites(publication, options, site_ids=site_ids)


def commit_sites(
    publication: Publication, options: Options, *, site_ids: Collection[str]
) -> tuple[dict[str, Published], list[Finding]]:
    """Publish what has been staged, and return what that took and what was found.

    :param site_ids: every site of the project; what we published of others, that are gone, is removed.
    """
    try:
        published = publication.commit(known=None if options.site_ids else site_ids)
    except OutputOccupiedError as error:
        return {}, [
            rules.IN_THE_WAY.at(
                _location(options, options.output / path), folder=_location(options, options.output).path
            )
            for path in error.paths
        ]
    return published, [
        rules.FOREIGN.at(_location(options, options.output / site_id), names=_named(tree.foreign))
        for site_id, tree in published.items()
        if tree.foreign
    ]


def _location(options: Options, path: Path) -> Location:
    """Return a place in the output: as the project names it, or in full when it is elsewhere."""
    return Location(
        (path.relative_to(options.root) if path.is_relative_to(options.root) else path).as_posix()
    )


def _named(names: tuple[str, ...]) -> str:
    shown: list[str] = [Phrase("«{name}»", name=name) for name in names[:_NAMED]]
    if len(names) > _NAMED:
        shown.append(Phrase("{number} til", number=len(names) - _NAMED))
    return format_list(shown)
