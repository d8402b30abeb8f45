"""The files that a site's documents offer for download."""

from __future__ import annotations

from collections.abc import Iterator

from drammenworks.content.attachments import attachment, originals_store
from drammenworks.content.workspace import Workspace
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.queries import QueryContext
from drammenworks.site.entries import offered_file


def attachment_files(ask: QueryContext, site_id: str) -> Iterator[Artifact]:
    """Yield the files of the documents that the site publishes; those of drafts stay where they are."""
    workspace: Workspace = ask.environment
    store = originals_store(workspace.cache_folder)
    by_name: dict[str, Artifact] = {}
    for path, is_image in sorted({member[:2] for member in offered_file(ask, site_id) or ()}):
        found = attachment(ask, path, is_image).attachment
        if found is not None:
            holder = store.file(found.digest) if found.is_original else workspace.root / path
            # Two copies of a file under one name are one.
            by_name[found.output_path] = Artifact(found.output_path, holder, found.digest)
    yield from by_name.values()
